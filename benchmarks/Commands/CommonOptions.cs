using System.CommandLine;
using InferenceCost.Reporting.Formats;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    /// <summary>Where families are looked for.</summary>
    public static Option<string?> Models { get; } = new("--models")
    {
        Description = "Folder of families (else INFERENCE_COST_MODELS, else models/ upwards from the program)",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>
    /// People's text, or data on standard output. Every command has it but one that takes other words: a recursive option would be listed
    /// there beside the command's own.
    /// </summary>
    public static Option<string> Format { get; } = Choice("--format", "What to print on standard output", "text", "text", "json");

    /// <summary>The form of a report that <see cref="Format"/> asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="text">The form for people.</param>
    public static IReportFormat ReportFormat(ParseResult parsed, IReportFormat text) =>
        parsed.GetValue(Format) == "json" ? ReportFormats.Json : text;

    /// <summary>Another native ONNX Runtime than that of the package.</summary>
    public static Option<string?> NativeLibrary { get; } = new("--ort-native")
    {
        Description = "Another native ONNX Runtime than this build's package (else ORT_NATIVE)",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary>An option that takes one of a few words.</summary>
    public static Option<string> Choice(string name, string description, string fallback, params string[] words)
    {
        var option = new Option<string>(name)
        {
            Description = $"{description} ({string.Join(", ", words)})",
            DefaultValueFactory = _ => fallback,
        };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    /// <summary>Gives a command and those below it the option <c>--format</c>, where they have none of their own.</summary>
    public static void AddFormat(Command command)
    {
        if (command.Options.All(option => option.Name != Format.Name))
        {
            command.Options.Add(Format);
        }

        foreach (var inner in command.Subcommands)
        {
            AddFormat(inner);
        }
    }

    /// <summary>An option that takes several values, separated by commas or given again.</summary>
    public static Option<string[]> Many(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
    };

    /// <summary>Splits what was given with commas: System.CommandLine itself takes one value a token.</summary>
    public static IReadOnlyList<string> Split(this string[] values) =>
        [.. values.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
