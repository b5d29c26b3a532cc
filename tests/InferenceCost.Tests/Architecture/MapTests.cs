using ArchUnitNET.Loader;
using InferenceCost.Records;

namespace InferenceCost.Tests.Architecture;

/// <summary>
/// Data flows one way through the library, as docs/architecture.md says: a room uses only those above it in that list, and no two folders
/// of a room use each other. Read from the built assembly, and from the <c>using</c> lines of the sources: what is caught, a constant and a
/// reference in a comment leave no trace in the assembly.
/// </summary>
public sealed class MapTests
{
    private const string UsingOwn = "using InferenceCost.";

    private static readonly string Sources = Path.Combine(Checkout.Root, "src", "InferenceCost");

    private static readonly ArchUnitNET.Domain.Architecture Library = new ArchLoader().LoadAssemblies(typeof(RunRecord).Assembly).Build();

    /// <summary>Each folder with the folders that its types use.</summary>
    private static readonly SortedDictionary<string, SortedSet<string>> Uses = Read();

    private static readonly IReadOnlyList<(string Folder, string Uses)> Map = ReadMap();

    [Fact]
    public void A_room_uses_only_those_above_it()
    {
        List<string> order = [.. Map.Select(row => Room(row.Folder)).Distinct()];
        Assert.Empty(from folder in Uses
                     from used in folder.Value
                     where order.IndexOf(Room(used)) > order.IndexOf(Room(folder.Key))
                     select $"{folder.Key} uses {used}");
    }

    [Fact]
    public void No_folders_use_each_other_however_many_lie_between()
    {
        var circles = from folder in Uses.Keys
                      where Reached(folder).Contains(folder)
                      select folder;
        Assert.Empty(circles);
    }

    [Fact]
    public void The_map_names_every_folder_and_what_it_uses()
    {
        var actual = string.Join('\n', Uses.Keys.Order(StringComparer.Ordinal).Select(folder => $"{folder}: {Shown(folder)}"));
        var written = string.Join('\n', Map.OrderBy(row => row.Folder, StringComparer.Ordinal).Select(row => $"{row.Folder}: {row.Uses}"));
        if (actual != written)
        {
            var received = Path.Combine(AppContext.BaseDirectory, "map.received.txt");
            File.WriteAllText(received, actual);
            Assert.Fail($"docs/architecture.md does not name every folder with what it uses; the rows that are right stand in {received}");
        }
    }

    [Fact]
    public void The_check_sees_the_dependencies_that_there_are()
    {
        Assert.Contains("Records", Uses["Reporting/Pages/Runs"]);
        Assert.Contains("Onnx/Reading", Uses["Onnx/Writing"]);
    }

    [Theory]
    [InlineData("BenchmarkDotNet")]
    [InlineData("Spectre.Console")]
    [InlineData("System.CommandLine")]
    [InlineData("System.Console")]
    public void The_library_does_not_know(string assembly) =>
        Assert.DoesNotContain(
            typeof(RunRecord).Assembly.GetReferencedAssemblies(),
            reference => reference.Name!.StartsWith(assembly, StringComparison.Ordinal));

    /// <summary>Other rooms by their names, folders of the same room by theirs.</summary>
    private static string Shown(string folder) =>
        string.Join(", ", Uses[folder].Select(used => Room(used) == Room(folder) ? used : Room(used)).Distinct());

    private static string Room(string folder) => folder.Split('/')[0];

    private static HashSet<string> Reached(string from)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(Uses[from]);
        while (open.TryPop(out var folder))
        {
            if (reached.Add(folder))
            {
                foreach (var next in Uses[folder])
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }

    private static SortedDictionary<string, SortedSet<string>> Read()
    {
        var uses = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var type in Library.Types)
        {
            if (Folder(type.FullName) is not { } own)
            {
                continue;
            }

            var used = uses.TryGetValue(own, out var known) ? known : uses[own] = new SortedSet<string>(StringComparer.Ordinal);
            used.UnionWith(
                type.Dependencies.Select(dependency => Folder(dependency.Target.FullName)).OfType<string>().Where(other => other != own));
        }

        foreach (var file in Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories))
        {
            var own = Path.GetRelativePath(Sources, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '/');
            if (uses.TryGetValue(own, out var used))
            {
                used.UnionWith(File.ReadLines(file).TakeWhile(line => !line.StartsWith("namespace ", StringComparison.Ordinal))
                    .Where(line => line.StartsWith(UsingOwn, StringComparison.Ordinal))
                    .Select(line => line[UsingOwn.Length..].TrimEnd(';').Replace('.', '/'))
                    .Where(other => other != own && uses.ContainsKey(other)));
            }
        }

        return uses;
    }

    private static List<(string Folder, string Uses)> ReadMap()
    {
        var lines = File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "architecture.md"));
        return
        [
            .. from line in lines
               where line.StartsWith("| `", StringComparison.Ordinal)
               let cells = line.Split('|', StringSplitOptions.TrimEntries)
               select (cells[1].Trim('`'), cells[3]),
        ];
    }

    /// <summary>The folder of a type of ours; null for others, and for the ONNX schema, which is generated.</summary>
    private static string? Folder(string type)
    {
        var outermost = type.Split('+')[0];
        // The compiler's own types carry the name of a method.
        return outermost.StartsWith("InferenceCost.", StringComparison.Ordinal) && !outermost.Contains(' ')
            && !outermost.StartsWith("InferenceCost.Onnx.Schema", StringComparison.Ordinal)
            ? string.Join('/', outermost.Split('.')[1..^1])
            : null;
    }
}
