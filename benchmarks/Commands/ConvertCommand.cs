using System.CommandLine;
using System.Globalization;
using System.Text;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Converting;

namespace InferenceCost.Benchmarks.Commands;

/// <summary><c>models convert</c>: a copy of a model with its weights in fp16, int8 or int4.</summary>
internal static class ConvertCommand
{
    private static readonly Argument<string> What = new("FILE") { Description = "An ONNX file" };
    private static readonly Option<string> To =
        new("--to")
        {
            Description = $"What its weights become: {string.Join(", ", ConversionOptions.Words)}",
            HelpName = "TYPE",
            Required = true,
        };
    private static readonly Option<int?> Block =
        new("--block") { Description = "How many weights share a scale in int4 (default: 32)", HelpName = "N" };
    private static readonly Option<string[]> Keep = CommonOptions.Many(
        "--keep", "Operators or names of nodes whose weights stay as they are", "OP|NAME");
    private static readonly Option<string?> Output =
        new("--output") { Description = "The copy (default: FILE with the type before its ending)", HelpName = "OUT.onnx" };

    public static Command Create()
    {
        var command = new Command("convert", "Copy a model with its weights in a smaller type, and say what became of them")
        {
            What, To, Block, Keep, Output,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => Convert(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private static int Convert(ParseResult parsed, CancellationToken cancellation)
    {
        var source = parsed.GetValue(What)!;
        var options = ConversionOptions.Parse(parsed.GetValue(To)!, parsed.GetValue(Block), parsed.GetValue(Keep)!.Split());
        var output = parsed.GetValue(Output) ?? Path.ChangeExtension(source, $".{options.Word}.onnx");
        if (string.IsNullOrWhiteSpace(output) || Path.Exists(output))
        {
            throw new InputException(
                output.Length == 0 ? "--output: an empty path was given" : $"{output} exists, and is not replaced",
                "name a new file with --output");
        }

        var report = ModelConverter.Convert(source, output, options, cancellation);
        ModelsCommand.Print(parsed, new { File = Path.GetFullPath(output), Report = report }, () => Text(output, report));
        return ExitCode.Fine;
    }

    private static string Text(string output, ConversionReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"wrote {output}: {Size(report.BytesBefore)} became {Size(report.BytesAfter)}\n");
        foreach (var part in report.Converted)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {part.Count,4} weights of {part.Operator,-20} {Size(part.BytesBefore),10} -> "
                + $"{Size(part.BytesAfter),10}  {part.Form}\n");
        }

        foreach (var part in report.Left)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  {part.Count,4} left as they are     {"",12} {Size(part.Bytes),10}  {part.Reason} (such as {part.Example})\n");
        }

        return text.ToString();
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.00} MB");
}
