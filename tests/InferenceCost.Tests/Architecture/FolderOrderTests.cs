using ArchUnitNET.Loader;
using InferenceCost.Records;

namespace InferenceCost.Tests.Architecture;

/// <summary>Data flows one way through the library: a folder uses only those before it. Read from the built assembly, not the sources.</summary>
public sealed class FolderOrderTests
{
    private static readonly string[] Order =
    [
        "Statistics", "Records", "Machine", "Onnx", "Architectures", "Families", "Data", "Execution", "Quality", "Measurement", "Planning",
        "Running", "Claims", "Comparison", "Reporting",
    ];

    private static readonly ArchUnitNET.Domain.Architecture Library = new ArchLoader().LoadAssemblies(typeof(RunRecord).Assembly).Build();

    [Fact]
    public void A_folder_uses_only_those_before_it()
    {
        var against = from type in Library.Types
                      from dependency in type.Dependencies
                      let uses = Folder(dependency.Target.FullName)
                      let own = Folder(type.FullName)
                      where own is not null && uses is not null && Array.IndexOf(Order, uses) > Array.IndexOf(Order, own)
                      select $"{type.FullName} uses {dependency.Target.FullName}";
        Assert.Empty(against.Distinct());
    }

    [Fact]
    public void Every_type_lies_in_a_folder_of_the_list()
    {
        var elsewhere = typeof(RunRecord).Assembly.GetTypes().Select(type => type.FullName!)
            .Where(name => name.StartsWith("InferenceCost.", StringComparison.Ordinal) && !Order.Contains(Folder(name)));
        Assert.Empty(elsewhere);
    }

    [Fact]
    public void The_check_sees_the_dependencies_that_there_are()
    {
        var seen = Library.Types.Where(type => Folder(type.FullName) == "Reporting").SelectMany(type => type.Dependencies)
            .Select(dependency => Folder(dependency.Target.FullName));
        Assert.Contains("Records", seen);
    }

    [Theory]
    [InlineData("BenchmarkDotNet")]
    [InlineData("Spectre.Console")]
    [InlineData("System.CommandLine")]
    [InlineData("System.Console")]
    public void The_library_does_not_know(string assembly) =>
        Assert.DoesNotContain(
            typeof(RunRecord).Assembly.GetReferencedAssemblies(), reference => reference.Name!.StartsWith(assembly, StringComparison.Ordinal));

    private static string? Folder(string type) =>
        type.StartsWith("InferenceCost.", StringComparison.Ordinal) && type.Split('.') is [_, var folder, _, ..] ? folder : null;
}
