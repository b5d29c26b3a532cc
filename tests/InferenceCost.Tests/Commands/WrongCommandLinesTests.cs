using InferenceCost.Tests.Onnx;

namespace InferenceCost.Tests.Commands;

/// <summary>
/// Command lines that cannot work, put together at random, the same ones every time: what each names is not there, and options with
/// awkward values stand around it.
/// </summary>
public sealed class WrongCommandLinesTests : IDisposable
{
    private const int Lines = 200;

    private const int Seed = 20260131;

    private static readonly string[][] NamingNothing =
    [
        ["run", "--teacher", "nowhere.onnx", "--student", "model.onnx"],
        ["run", "--teacher", "model.onnx", "--student", "text.onnx"],
        ["run", "--family", "nowhere"],
        ["run", "--resume", "nowhere"],
        ["judge", "nowhere.csv", "text.onnx"],
        ["judge", "model.onnx", "model.onnx"],
        ["compare", "nowhere", "text.onnx"],
        ["ab", "--base-model", "model.onnx", "--head-model", "nowhere.onnx"],
        ["ab", "--base", "nowhere", "--head", "nowhere"],
        ["ab", "--resume", "nowhere"],
        ["history", "add", "text.onnx"],
        ["history", "show", "--history", "nowhere"],
        ["models", "list", "--models", "nowhere"],
        ["models", "show", "nowhere"],
        ["models", "show", "text.onnx"],
        ["models", "verify", "nowhere"],
        ["models", "new", "family", "--teacher", "nowhere.onnx", "--student", "model.onnx"],
        ["models", "randomize", "nowhere.onnx", "--output", "other.onnx"],
        ["report", "nowhere"],
        ["report", "text.onnx"],
        ["doctor", "--nonsense"],
        ["nonsense"],
    ];

    private static readonly string[] Options =
    [
        "--teacher", "--student", "--inputs", "--labels", "--dim", "--shape", "--value", "--provider", "--provider-option",
        "--provider-library", "--batch", "--threads", "--budget", "--items", "--margin", "--output", "--fail-on", "--ratio-margin",
        "--metric", "--teacher-cost", "--student-cost", "--distillation-cost", "--control", "--other-teacher", "--model", "--models",
        "--format", "--ort-native", "--case", "--history", "--plant-time", "--plant-memory", "--tolerance", "--base-option",
        "--head-option", "--profile", "--dry-run", "--allow-fallback", "--across-machines", "--self", "--demo", "--no-such-option",
    ];

    private static readonly string[] AwkwardValues =
    [
        "", " ", "-1", "0", "1", "0.5", "1e999", "NaN", "99999999999999999999", "a=b", "=", "a=", "=1", ",", "1,,2", "1x", "x1", "a=1x-1",
        "a=0x0x0", "..", "/", "-", "--", "@nowhere.rsp", "[diagram]", "\u221e", "\ud83d\ude00", "model.onnx", "text.onnx", "nowhere",
        "cpu", "cpu.a=b", "quick", "json", "1 USD", "USD", "1e308 EUR", "-5 USD", "a\tb", "a\nb", new string('9', 5_000),
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Each_is_refused_in_one_line_with_a_fix_and_nothing_crashes()
    {
        TinyModels.Teacher().Save(folder.File("model.onnx"));
        folder.Write("text.onnx", "hello");
        var random = new Random(Seed);
        var wrong = new List<string>();
        for (var number = 0; number < Lines; number++)
        {
            var line = Line(number, random);
            var (code, output, error) = await WarmProgram.Run(folder.Path, line);
            var said = error.TrimEnd().Split('\n');
            if (code != 2 || output.Length > 0 || said is not [['e', 'r', 'r', 'o', 'r', ':', ' ', ..], [' ', ' ', 'f', 'i', 'x', ':', ..]])
            {
                wrong.Add($"{number}: {string.Join('|', line)}: {code}: {output}{error}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(["model.onnx", "text.onnx"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    private static string[] Line(int number, Random random)
    {
        var words = NamingNothing[number % NamingNothing.Length].ToList();
        for (var more = random.Next(4); more > 0; more--)
        {
            words.Add(Options[random.Next(Options.Length)]);
            // An option that lacks its value takes the next word for it.
            if (random.Next(5) > 0)
            {
                words.Add(AwkwardValues[random.Next(AwkwardValues.Length)]);
            }
        }

        return [.. words];
    }
}
