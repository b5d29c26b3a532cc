using System.CommandLine;
using System.Globalization;
using InferenceCost.Families.UserFiles;
using InferenceCost.Foundation;
using InferenceCost.Invocation;
using InferenceCost.Records;
using InferenceCost.Runtime.Native;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Benchmarks.Commands;

/// <summary><c>run</c>: measures families, or the user's own files, and writes a verdict. The command that bare options mean.</summary>
internal static class RunCommand
{
    internal static readonly Option<string[]> Families = CommonOptions.Many(
        "--family", "Families to measure (default: every one that is bundled)", "ID");
    private static readonly Option<string[]> Models = CommonOptions.Many(
        "--model", "Keep only these models (the teacher always takes part)", "ID");
    private static readonly Option<string?> Teacher =
        new("--teacher") { Description = "Your own larger model, an ONNX file", HelpName = "FILE" };
    private static readonly Option<string[]> Students = CommonOptions.Many("--student", "Your own smaller model, an ONNX file", "FILE");
    private static readonly Option<string[]> Quantize = CommonOptions.Many(
        "--quantize", "Measure copies of your own teacher too, with its weights in int8, int4 or fp16", "TYPE");
    internal static readonly Option<string[]> Inputs = CommonOptions.Many(
        "--inputs", "Real inputs for your own files (.npz, .npy, .csv), named like the models' inputs; student=FILE for one model's",
        "FILE");
    private static readonly Option<string?> Texts = new("--texts")
    {
        Description = "Texts for your own files instead, one a line, or a column of a table: FILE or FILE:COLUMN", HelpName = "FILE",
    };
    private static readonly Option<string?> Vocabulary =
        new("--vocab") { Description = "The vocabulary that texts are tokenised with: vocab.txt of a BERT-like model", HelpName = "FILE" };
    private static readonly Option<int?> Tokens =
        new("--tokens") { Description = "To how many tokens texts are cut or padded (default: the longest, up to 512)", HelpName = "N" };
    internal static readonly Option<string?> Labels =
        new("--labels") { Description = "Labels for them, the whole claim can then be judged: FILE or FILE:COLUMN", HelpName = "FILE" };
    internal static readonly Option<string[]> Dimensions = CommonOptions.Many(
        "--dim", "Sizes of a free dimension of your own files; claims use the first", "NAME=N,N");
    internal static readonly Option<string[]> Shapes = CommonOptions.Many(
        "--shape", "Shape of an input of your own files: input=1x3x224x224", "INPUT=SHAPE");
    internal static readonly Option<string[]> Values = CommonOptions.Many(
        "--value", "Value of an input of your own files: sr=16000", "INPUT=X");
    internal static readonly Option<string[]> Answers = CommonOptions.Many(
        "--answer", $"What an output of your own files holds: {string.Join(", ", AnswerOption.Words)}", "OUTPUT=MEANING");
    internal static readonly Option<string[]> Providers = CommonOptions.Many(
        "--provider", "Execution providers (default: every one present)", "ID");
    internal static readonly Option<string[]> ProviderOptions = CommonOptions.Many(
        "--provider-option", "An option of a provider: cuda.use_tf32=0", "ID.KEY=VALUE");
    internal static readonly Option<string[]> ProviderLibraries = CommonOptions.Many(
        "--provider-library", "A provider in a plugin library of its own", "NAME=FILE");
    internal static readonly Option<string[]> CustomOperators = CommonOptions.Many(
        "--custom-ops", "A library of operators that your own files need; it runs with your rights", "FILE");
    private static readonly Option<bool> AllowFallback =
        new("--allow-fallback") { Description = "Measure models of which a part runs elsewhere than asked, and say how much" };
    internal static readonly Option<string[]> Batches = CommonOptions.Many("--batch", "Items per call for latency (default: 1)", "N,N");
    internal static readonly Option<string[]> Threads = CommonOptions.Many(
        "--threads", "Threads inside one call (default: 1); claims use the first number", "N,N");
    internal static readonly Option<string> ProfileName = CommonOptions.Choice(
        "--profile", "How much precision for how much time", "default", "quick", "default", "thorough");
    private static readonly Option<string?> Budget =
        new("--budget") { Description = "How long the run may take: 90s, 10m", HelpName = "TIME" };
    private static readonly Option<int?> Items = new("--items") { Description = "Score only the first N items" };
    private static readonly Option<double?> Margin =
        new("--margin") { Description = "How much worse a student may be, 0.01 = one point; marked as not declared beforehand" };
    private static readonly Option<string?> MetricName = new("--metric")
    {
        Description = "What your own files are scored by, where it is not what fits their labels: judge --help names the metrics",
        HelpName = "NAME",
    };
    private static readonly Option<string[]> Scores = CommonOptions.Many(
        "--scores", "Grades of a model's answers from elsewhere, as judge reads them: the claim is then made of them", "MODEL=FILE");
    private static readonly Option<bool> Offline = new("--offline") { Description = "Fetch nothing over the network" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Probe the models, print the plan, and stop" };
    internal static readonly Option<bool> Demo = new("--demo")
    {
        Description = "Measure nothing: make the figures up from a known truth, in seconds, to see what comes out",
    };

    internal static readonly Option<string?> Output =
        new("--output") { Description = "Folder for the results (default: results/runs/<run id>)", HelpName = "DIR" };
    private static readonly Option<string?> Resume = new("--resume") { Description = "Go on with an interrupted run", HelpName = "DIR" };
    private static readonly Option<string[]> FailOn = CommonOptions.Many(
        "--fail-on", "Exit with 5 when a claim does not hold (claim) or a case is invalid (invalid)", "WHAT");

    public static Command Create()
    {
        var command = new Command("run", "Measure, and say whether the smaller model matches and what it saves")
        {
            Families, Models, Teacher, Students, Quantize, Inputs, Texts, Vocabulary, Tokens, Labels, Dimensions, Shapes, Values,
            Answers, Providers, ProviderOptions, ProviderLibraries, CustomOperators, AllowFallback, Batches, Threads, ProfileName, Budget,
            Items, Margin, MetricName, Scores, Offline, DryRun, Demo, Output, Resume, FailOn,
        };
        command.SetAction((parsed, cancellation) =>
        {
            NativeLibraryCheck.Verify();
            return new MeasuredRun(Options(parsed)).Invoke(cancellation);
        });
        return command;
    }

    private static RunOptions Options(ParseResult parsed) => new()
    {
        Order = new RunOrder
        {
            Request = Request(parsed),
            Output = OutputOf(parsed),
            Resume = parsed.GetValue(Resume),
            Arguments = [.. parsed.Tokens.Select(token => token.Value)],
        },
        DryRun = parsed.GetValue(DryRun),
        FailOn = Words(parsed.GetValue(FailOn)!.Split(), "--fail-on", "claim", "invalid"),
        Json = parsed.GetValue(CommonOptions.Format) == "json",
    };

    /// <summary>The folder for results; null for one that is named after the run.</summary>
    internal static string? OutputOf(ParseResult parsed) => parsed.GetValue(Output) is ""
        ? throw new InputException("--output: an empty path was given", "name a folder, or leave the option out")
        : parsed.GetValue(Output);

    /// <summary>A run goes on as it was begun: an option that would be ignored is refused.</summary>
    private static void RefuseBesideResume(ParseResult parsed)
    {
        Option[] others =
        [
            Families, Models, Teacher, Students, Quantize, Inputs, Texts, Vocabulary, Tokens, Labels, Dimensions, Shapes, Values,
            Answers, Providers, ProviderOptions, ProviderLibraries, CustomOperators, AllowFallback, Batches, Threads, ProfileName, Budget,
            Items, Margin, MetricName, Scores, Offline, Demo, Output, CommonOptions.Models,
        ];
        if (parsed.GetValue(Resume) is not null
            && others.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw new InputException($"{given.Name} beside --resume: a run goes on as it was begun", "leave it out, or start a new run");
        }
    }

    private static RunRequest Request(ParseResult parsed)
    {
        RefuseBesideResume(parsed);
        var (threads, sizes) = (ThreadsOf(parsed), SizeLists.Parse(parsed.GetValue(Dimensions)!));
        var students = parsed.GetValue(Students)!;
        IReadOnlyList<string> files = parsed.GetValue(Teacher) is { } teacher ? [teacher, .. students] : [];
        var (inputs, own) = InputsOption.Split(parsed.GetValue(Inputs)!, files);
        var request = new RunRequest
        {
            WorkingFolder = Directory.GetCurrentDirectory(),
            Families = parsed.GetValue(Families)!.Split(),
            Models = parsed.GetValue(Models)!.Split(),
            TeacherFile = parsed.GetValue(Teacher),
            StudentFiles = students,
            Quantize = QuantizedCopies.Parse(parsed.GetValue(Quantize)!.Split()) is { Count: > 0 } types ? types : null,
            InputsFile = inputs,
            TextsFile = parsed.GetValue(Texts),
            VocabularyFile = parsed.GetValue(Vocabulary),
            Tokens = parsed.GetValue(Tokens),
            InputsOfModels = own,
            LabelsFile = parsed.GetValue(Labels),
            Dimensions = sizes[0],
            OtherDimensions = [.. sizes.Skip(1)],
            Shapes = parsed.GetValue(Shapes)!.Split(),
            Values = parsed.GetValue(Values)!.Split(),
            Answers = AnswersOf(parsed),
            ModelsFolder = parsed.GetValue(CommonOptions.Models),
            Providers = parsed.GetValue(Providers)!.Split(),
            ProviderOptions = parsed.GetValue(ProviderOptions)!,
            ProviderLibraries = parsed.GetValue(ProviderLibraries)!,
            CustomOperators = CustomOperatorsOf(parsed),
            AllowFallback = parsed.GetValue(AllowFallback),
            Batches = Numbers(parsed.GetValue(Batches)!.Split()),
            Threads = threads[0],
            OtherThreads = [.. threads.Skip(1)],
            Profile = parsed.GetValue(ProfileName)!,
            BudgetSeconds = Duration(parsed.GetValue(Budget)),
            Items = parsed.GetValue(Items),
            Margin = parsed.GetValue(Margin),
            Metric = parsed.GetValue(MetricName),
            Scores = parsed.GetValue(Scores) is { Length: > 0 } scores ? scores : null,
            Offline = parsed.GetValue(Offline),
            Demo = parsed.GetValue(Demo),
        };
        Check(request);
        return request;
    }

    private static void Check(RunRequest request)
    {
        void Require(bool holds, string message, string fix)
        {
            if (!holds)
            {
                throw new InputException(message, fix);
            }
        }

        foreach (var given in new[]
        {
            request.TeacherFile, request.InputsFile, request.TextsFile, request.VocabularyFile, request.LabelsFile, request.ModelsFolder,
        }
            .Concat(request.StudentFiles))
        {
            Require(
                given is null || !string.IsNullOrWhiteSpace(given),
                "an empty path was given",
                "name a file or folder, or leave the option out");
        }

        var own = request.TeacherFile is not null || request.StudentFiles.Count > 0;
        Require(
            request.Quantize is null || request.TeacherFile is not null,
            "--quantize is for your own files",
            "give --teacher too; a family declares copies of its teacher in family.json, with convert");
        Require(
            !own || (request.TeacherFile is not null && request.StudentFiles.Count + (request.Quantize?.Count ?? 0) > 0),
            "--teacher and --student belong together",
            request.StudentFiles.Count > 0 ? "give both" : "give both, or let the teacher be quantised with --quantize int8");
        Require(
            !own || request.Families.Count == 0, "--family cannot be combined with --teacher and --student", "measure them in two runs");
        Require(
            own || (request.InputsFile ?? request.LabelsFile) is null
                && request.Dimensions.Count + request.Shapes.Count + request.Values.Count == 0 && request.Answers is null,
            "--inputs, --labels, --dim, --shape, --value and --answer are for your own files", "give --teacher and --student too");
        Require(
            request.TextsFile is null == request.VocabularyFile is null && (request.Tokens is null || request.TextsFile is not null),
            "--texts and --vocab belong together, and --tokens to them", "give both");
        Require(
            request.TextsFile is null || (own && request.InputsFile is null && request.InputsOfModels is null),
            "--texts is for your own files, in the place of --inputs", "give --teacher and --student, and one of the two");
        Require(
            request.LabelsFile is null || (request.InputsFile ?? request.TextsFile) is not null,
            "--labels needs --inputs or --texts",
            "give the inputs that the labels belong to");
        Require(request.Items is null or >= 1, $"--items {request.Items}: nothing would be scored", "use 1 or more");
        Require(
            request.Metric is null || request.LabelsFile is not null || request.Scores is not null, "--metric needs --labels or --scores",
            "give the true answers, or grades; a family file names its metric itself");
        Require(
            request.Scores is null || request.LabelsFile is null, "--scores cannot be combined with --labels",
            "score the answers here, or bring grades from elsewhere");
        Require(
            request.Scores is null || own || request.Families.Count == 1, "--scores needs one family",
            "name it with --family, or your own files with --teacher and --student");
        Require(
            request.Metric is null || QualityMetric.IsKnown(request.Metric), $"--metric {request.Metric}: unknown",
            $"use one of {string.Join(", ", QualityMetric.OfTasks.Select(metric => metric.Id))}");
        Require(request.Margin is null or > 0, "--margin: must be above 0", "0.01 is one point");
    }

    /// <summary>What was said of outputs; null where nothing was.</summary>
    internal static IReadOnlyList<string>? AnswersOf(ParseResult parsed) =>
        parsed.GetValue(Answers)!.Split() is { Count: > 0 } answers ? answers : null;

    /// <summary>Libraries of operators; null where none was named.</summary>
    internal static IReadOnlyList<string>? CustomOperatorsOf(ParseResult parsed) =>
        parsed.GetValue(CustomOperators) is { Length: > 0 } libraries ? libraries : null;

    internal static IReadOnlyList<int> Numbers(IReadOnlyList<string> values) => values.Count == 0
        ? [1]
        : [.. values.Select(
            value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 65536
                ? number
                : throw new InputException($"--batch '{value}': not a batch", "use whole numbers from 1 on, such as 1,8,32")).Distinct()];

    /// <summary>The numbers of threads, the one that claims use first.</summary>
    internal static IReadOnlyList<int> ThreadsOf(ParseResult parsed) => parsed.GetValue(Threads)!.Split() is { Count: > 0 } given
        ? [.. given.Select(text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1024
                ? number
                : throw new InputException($"--threads '{text}': not a number of threads", "use 1 or more, such as 1,2")).Distinct()]
        : [1];

    private static double? Duration(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var factor = text.LastOrDefault() switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        return factor > 0 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number > 0
            ? number * factor
            : throw new InputException($"--budget '{text}': not a duration", "use a number with s, m or h, such as 90s or 10m");
    }

    internal static IReadOnlyList<string> Words(IReadOnlyList<string> given, string option, params string[] known)
    {
        foreach (var word in given.Where(word => !known.Contains(word)))
        {
            throw new InputException($"{option} '{word}': unknown", $"use {string.Join(" or ", known)}");
        }

        return given;
    }
}
