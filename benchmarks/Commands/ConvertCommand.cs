using System.CommandLine;
using InferenceCost.Conversions;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Converting;
using InferenceCost.Onnx.Writing;
using InferenceCost.Reporting.Formats;
using InferenceCost.Reporting.Pages.Conversions;
using InferenceCost.Runtime.Native;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Benchmarks.Commands;

/// <summary><c>models convert</c>: a copy of a model with its weights in fp16, int8 or int4, and how it does beside the original.</summary>
internal static class ConvertCommand
{
    private static readonly Argument<string> What = new("FILE") { Description = "An ONNX file" };
    private static readonly Option<string> To = new("--to")
    {
        Description = $"What its weights become: {string.Join(", ", ConversionOptions.Words)}", HelpName = "TYPE", Required = true,
    };

    private static readonly Option<int?> Block =
        new("--block") { Description = "How many weights share a scale in int4: 16 to 256 (default: 32)", HelpName = "N" };
    private static readonly Option<string[]> Keep = CommonOptions.Many(
        "--keep", "Operators or names of nodes whose weights stay as they are", "OP|NAME");
    private static readonly Option<string?> Output =
        new("--output") { Description = "The copy (default: FILE with the type before its ending)", HelpName = "OUT.onnx" };
    private static readonly Option<string[]> Dimensions = CommonOptions.Many(
        "--dim", "Sizes of free dimensions for the look at the copy: sequence=32", "NAME=N");
    private static readonly Option<string[]> Shapes = CommonOptions.Many(
        "--shape", "Shape of an input for it: input=1x3x224x224", "INPUT=SHAPE");
    private static readonly Option<string[]> Values = CommonOptions.Many("--value", "Value of an input for it: sr=16000", "INPUT=X");
    private static readonly Option<int> Inputs = new("--check")
    {
        Description = "How many made-up inputs the copy and the original are compared on; 0 for none (8)",
        HelpName = "N",
        DefaultValueFactory = _ => CopyComparison.UsualInputs,
    };

    public static Command Create()
    {
        var command = new Command("convert", "Copy a model with smaller weights, and say what became of them and what it gains")
        {
            What, To, Block, Keep, Output, Dimensions, Shapes, Values, Inputs, RunCommand.CustomOperators,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => Convert(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static int Convert(ParseResult parsed, CancellationToken cancellation)
    {
        var source = parsed.GetValue(What)!;
        var options = ConversionOptions.Parse(parsed.GetValue(To)!, parsed.GetValue(Block), parsed.GetValue(Keep)!.Split());
        if (parsed.GetValue(Block) is not null && options.To != SmallType.Int4)
        {
            throw new InputException("--block is for int4", "leave it out, or convert to int4");
        }

        var output = parsed.GetValue(Output) ?? Path.ChangeExtension(source, $".{options.Word}.onnx");
        Require(parsed, output);
        NativeLibraryCheck.Verify();
        var report = ModelConverter.Convert(source, output, options, cancellation);
        var (check, whyNot) = OrNothing(output, () => Look(parsed, source, output, options.To, cancellation));
        var page = ConversionReportPage.Compose(output, options.Word, report, check, whyNot);
        Console.Out.Write(CommonOptions.ReportFormat(parsed, ReportFormats.Terminal).Print(page));
        return ExitCode.Fine;
    }

    private static void Require(ParseResult parsed, string output)
    {
        if (string.IsNullOrWhiteSpace(output) || Path.Exists(output))
        {
            throw new InputException(
                string.IsNullOrWhiteSpace(output) ? "--output: an empty path was given" : $"{output} exists, and is not replaced",
                "name a new file with --output");
        }

        if (parsed.GetValue(Inputs) < 0)
        {
            throw new InputException("--check: fewer than no inputs were asked for", "give 0 or more");
        }
    }

    /// <summary>A copy that the runtime refuses does not stay; sizes that nobody gave are no error.</summary>
    private static T OrNothing<T>(string output, Func<T> look)
    {
        try
        {
            return look();
        }
        catch
        {
            File.Delete(output);
            File.Delete(output + GraphFile.ExternalSuffix);
            throw;
        }
    }

    private static (CopyCheck? Check, string? WhyNot) Look(
        ParseResult parsed, string source, string output, SmallType to, CancellationToken cancellation)
    {
        var sizes = new SyntheticOptions(
            parsed.GetValue(Dimensions)!.Split(), parsed.GetValue(Shapes)!.Split(), parsed.GetValue(Values)!.Split());
        var comparison = new CopyComparison(
            sizes, parsed.GetValue(Inputs), customOperators: RunCommand.CustomOperatorsOf(parsed));
        var unsized = parsed.GetValue(Inputs) > 0 ? comparison.Unsized(source) : null;
        if (parsed.GetValue(Inputs) > 0 && unsized is null)
        {
            return (comparison.Run(source, output, to, cancellation), null);
        }

        comparison.Load(output);
        return (null, unsized is null ? null : $"{unsized.Message}; {unsized.Fix}");
    }
}
