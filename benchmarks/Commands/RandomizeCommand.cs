using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using InferenceCost.Families.Catalog;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Writing;
using InferenceCost.Records;

namespace InferenceCost.Benchmarks.Commands;

/// <summary><c>models randomize</c>: a copy of a model with random weights, to see whether its cost hangs on their values.</summary>
internal static class RandomizeCommand
{
    private static readonly Argument<string> What = new("ID|FILE") { Description = "A model, or an ONNX file" };
    private static readonly Option<string> Output =
        new("--output") { Description = "The copy; what exists is not replaced", HelpName = "OUT.onnx", Required = true };
    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Seed of all values: the same file from the same seed (1)",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    public static Command Create()
    {
        var command = new Command(
            "randomize",
            "Copy a model with random weights of the same mean and deviation: an honest cost, and no quality") { What, Output, Seed };
        command.SetAction((parsed, cancellation) => Task.Run(() => Write(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static int Write(ParseResult parsed, CancellationToken cancellation)
    {
        var (output, seed) = (parsed.GetValue(Output)!, parsed.GetValue(Seed));
        if (string.IsNullOrWhiteSpace(output))
        {
            throw new InputException("--output: an empty path was given", "name the copy's file");
        }

        var count = RandomizedModel.Write(Original(parsed), output, seed, cancellation);
        Console.Out.Write(parsed.GetValue(CommonOptions.Format) == "json"
            ? JsonSerializer.Serialize(
                new { File = Path.GetFullPath(output), Seed = seed, count.Drawn, count.DrawnElements, count.KeptElements },
                RunJson.Indented)
                + "\n"
            : FormattableString.Invariant($"wrote {output}: random weights, seed {seed}\n")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"drawn anew: {count.DrawnElements:N0} numbers in {count.Drawn.Count} tensors; {count.KeptElements:N0} other "
                    + $"floating-point numbers stay\n"));
        return ExitCode.Fine;
    }

    private static string Original(ParseResult parsed)
    {
        var name = parsed.GetValue(What)!;
        if (File.Exists(name))
        {
            return name;
        }

        var (family, model) = FamilyCatalog.Open(ModelsFolder.Find(parsed.GetValue(CommonOptions.Models))).Find(name);
        if (model is null)
        {
            throw new InputException(
                $"{name}: is a family, and one model can be copied", $"name one of its models, such as {family.Id}/{family.Models[0].Id}");
        }

        var overview = ModelOverview.Describe(family, model);
        return overview.Fault is { } fault ? throw fault : overview.Path;
    }
}
