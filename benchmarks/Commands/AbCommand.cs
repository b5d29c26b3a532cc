using System.CommandLine;
using System.Globalization;
using InferenceCost.Families.UserFiles;
using InferenceCost.Foundation;
using InferenceCost.Gate;
using InferenceCost.Measuring.Planted;
using InferenceCost.Records;
using InferenceCost.Runtime.Native;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Benchmarks.Commands;

/// <summary><c>ab</c>: the gate. Two builds, model files or settings, measured interleaved on this machine now.</summary>
internal static class AbCommand
{
    private static readonly Option<string?> Base = Side("--base", "A checkout or publish folder of this program", "DIR");
    private static readonly Option<string?> Head = Side("--head", "The one that must not be slower", "DIR");
    private static readonly Option<string?> BaseModel = Side("--base-model", "A model file", "FILE");
    private static readonly Option<string?> HeadModel = Side("--head-model", "The one that must not be slower", "FILE");
    private static readonly Option<string[]> BaseOptions = CommonOptions.Many(
        "--base-option", "A setting: threads=1, spinning=1, ort-native=FILE, or a key of ONNX Runtime", "KEY=VALUE");
    private static readonly Option<string[]> HeadOptions = CommonOptions.Many("--head-option", "The same of the head", "KEY=VALUE");
    private static readonly Option<bool> Self =
        new("--self") { Description = "This build against itself: what this machine can tell apart, and what it makes up" };
    private static readonly Option<string[]> Models = CommonOptions.Many(
        "--model", "Measure only these models (default: all that are timed)", "ID");
    private static readonly Option<string?> PlantTime = Side(
        "--plant-time", "Make the head's calls longer by this share, to see whether it is found", "0.1");
    private static readonly Option<string?> PlantMemory = Side(
        "--plant-memory", "Make the head's process heavier by this share of its peak", "0.1");
    private static readonly Option<string?> Tolerance = Side(
        "--tolerance", "What outputs may differ by, as a share of the base's largest value (default: 0.001 of fp32)", "0.001");
    private static readonly Option<bool> AllowChangedAnswers =
        new("--allow-changed-answers") { Description = "Different answers are no reason to fail: the model was meant to change" };
    private static readonly Option<string?> Resume = Side("--resume", "Go on with an ab that was interrupted", "DIR");
    private static readonly Option<string[]> FailOn = CommonOptions.Many(
        "--fail-on", "Exit with 1 when a case is slower (slower, the default), or never (none)", "WHAT");

    public static Command Create()
    {
        var command = new Command("ab", "Gate a change: measure two builds, model files or settings interleaved, and say which costs more")
        {
            Base, Head, BaseModel, HeadModel, BaseOptions, HeadOptions, Self, RunCommand.Families, Models, RunCommand.Providers,
            RunCommand.ProviderOptions, RunCommand.ProviderLibraries, RunCommand.CustomOperators, RunCommand.Batches,
            RunCommand.Threads, RunCommand.Inputs, RunCommand.Labels, RunCommand.Dimensions, RunCommand.Shapes, RunCommand.Values,
            RunCommand.Answers, RunCommand.ProfileName, Tolerance, AllowChangedAnswers, PlantTime, PlantMemory, RunCommand.Demo,
            RunCommand.Output, Resume, FailOn,
        };
        command.SetAction((parsed, cancellation) =>
        {
            NativeLibraryCheck.Verify();
            return new MeasuredGate(
                Begin(parsed),
                IsGate: !RunCommand.Words(parsed.GetValue(FailOn)!.Split(), "--fail-on", "slower", "none").Contains("none"),
                Json: parsed.GetValue(CommonOptions.Format) == "json").Invoke(cancellation);
        });
        return command;
    }

    private static Func<Action<string>, CancellationToken, GateSession> Begin(ParseResult parsed)
    {
        if (parsed.GetValue(Resume) is { } folder)
        {
            RefuseBesideResume(parsed);
            return (note, cancellation) =>
                GateSession.Resume(folder, parsed.GetValue(AllowChangedAnswers), TimeProvider.System, note, cancellation);
        }

        var (request, output) = (Request(parsed), RunCommand.OutputOf(parsed));
        IReadOnlyList<string> arguments = [.. parsed.Tokens.Select(token => token.Value)];
        return (note, cancellation) => GateSession.Start(request, output, arguments, TimeProvider.System, note, cancellation);
    }

    /// <summary>An ab goes on as it was begun: an option that would be ignored is refused.</summary>
    private static void RefuseBesideResume(ParseResult parsed)
    {
        Option[] kept = [Resume, AllowChangedAnswers, FailOn, CommonOptions.Format, CommonOptions.NativeLibrary];
        if (parsed.CommandResult.Command.Options.Append(CommonOptions.Models).Except(kept)
            .FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw new InputException($"{given.Name} beside --resume: an ab goes on as it was begun", "leave it out, or start a new ab");
        }
    }

    private static GateRequest Request(ParseResult parsed)
    {
        var (kind, own, other) = Sides(parsed);
        var (inputs, ofOne) = InputsOption.Split(parsed.GetValue(RunCommand.Inputs)!, kind == GateKind.Models ? [own, other] : []);
        var run = new RunRequest
        {
            WorkingFolder = Directory.GetCurrentDirectory(),
            Families = parsed.GetValue(RunCommand.Families)!.Split(),
            Models = parsed.GetValue(Models)!.Split(),
            TeacherFile = kind == GateKind.Models ? own : null,
            StudentFiles = kind == GateKind.Models ? [other] : [],
            InputsFile = inputs,
            InputsOfModels = ofOne,
            LabelsFile = parsed.GetValue(RunCommand.Labels),
            Dimensions = Only("--dim", "size", SizeLists.Parse(parsed.GetValue(RunCommand.Dimensions)!)),
            Shapes = parsed.GetValue(RunCommand.Shapes)!.Split(),
            Values = parsed.GetValue(RunCommand.Values)!.Split(),
            Answers = RunCommand.AnswersOf(parsed),
            ModelsFolder = parsed.GetValue(CommonOptions.Models),
            // A gate that fails for a provider that nobody named would be switched off.
            Providers = parsed.GetValue(RunCommand.Providers)!.Split() is { Count: > 0 } named ? named : [ProviderIds.Cpu],
            ProviderOptions = parsed.GetValue(RunCommand.ProviderOptions)!,
            ProviderLibraries = parsed.GetValue(RunCommand.ProviderLibraries)!,
            CustomOperators = RunCommand.CustomOperatorsOf(parsed),
            Batches = RunCommand.Numbers(parsed.GetValue(RunCommand.Batches)!.Split()),
            Threads = Only("--threads", "number of threads", RunCommand.ThreadsOf(parsed)),
            Profile = parsed.GetValue(RunCommand.ProfileName)!,
            Demo = parsed.GetValue(RunCommand.Demo),
        };
        Check(run, kind);
        return new GateRequest
        {
            Kind = kind,
            Base = own,
            Head = other,
            Run = run,
            BaseOptions = parsed.GetValue(BaseOptions)!,
            HeadOptions = parsed.GetValue(HeadOptions)!,
            Planted = Planted(Share(parsed, PlantTime), Share(parsed, PlantMemory)),
            Tolerance = ToleranceOf(parsed.GetValue(Tolerance)),
            AllowsChangedAnswers = parsed.GetValue(AllowChangedAnswers),
        };
    }

    private static (GateKind Kind, string Base, string Head) Sides(ParseResult parsed)
    {
        var given = new (GateKind Kind, string Options, string? Base, string? Head)[]
        {
            (GateKind.Builds, "--base and --head", parsed.GetValue(Base), parsed.GetValue(Head)),
            (GateKind.Models, "--base-model and --head-model", parsed.GetValue(BaseModel), parsed.GetValue(HeadModel)),
            (GateKind.Settings, "--base-option and --head-option", Joined(parsed.GetValue(BaseOptions)!), Joined(
                parsed.GetValue(HeadOptions)!)),
            (GateKind.Self, "--self", parsed.GetValue(Self) ? "this build" : null, parsed.GetValue(Self) ? "this build" : null),
        }.Where(side => side.Base is not null || side.Head is not null).ToList();
        if (given is not [var only])
        {
            throw new InputException(
                given.Count == 0 ? "ab: nothing to compare was named" : $"{given[0].Options} cannot be combined with {given[1].Options}",
                "give --base and --head, --base-model and --head-model, --base-option and --head-option, or --self");
        }

        // A setting against the default is a comparison too; a build or a file against nothing is none.
        return only.Kind == GateKind.Settings ? (only.Kind, only.Base ?? "default settings", only.Head ?? "default settings")
            : string.IsNullOrWhiteSpace(only.Base) || string.IsNullOrWhiteSpace(only.Head)
                ? throw new InputException($"{only.Options} belong together", "give both")
            : (only.Kind, only.Base, only.Head);
    }

    private static void Check(RunRequest run, GateKind kind)
    {
        if (run.Batches.Count > 1)
        {
            throw new InputException("--batch: a gate measures at one batch", "name one");
        }

        if (kind == GateKind.Models
            ? run.Families.Count + run.Models.Count > 0
            : (run.InputsFile ?? run.LabelsFile) is not null || run.Answers is not null
                || run.Dimensions.Count + run.Shapes.Count + run.Values.Count > 0)
        {
            throw new InputException(
                kind == GateKind.Models
                    ? "--family and --model are not for model files"
                    : "--inputs, --labels, --dim, --shape, --value and --answer are for model files",
                "leave them out");
        }

        if (run.LabelsFile is not null && run.InputsFile is null)
        {
            throw new InputException("--labels needs --inputs", "give the inputs that the labels belong to");
        }
    }

    private static double? ToleranceOf(string? text) => text is null ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share
        : throw new InputException($"--tolerance '{text}': not a share", "0.001 is a thousandth of the base's largest value");

    private static T Only<T>(string option, string what, IReadOnlyList<T> given) =>
        given is [var only] ? only : throw new InputException($"{option}: a gate measures at one {what}", "name one");

    private static string? Joined(string[] words) => words.Length == 0 ? null : string.Join(' ', words);

    private static PlantedChange? Planted(double time, double memory) => time == 0 && memory == 0 ? null : new PlantedChange(time, memory);

    private static double Share(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is not { } text ? 0
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 10
            ? share
        : throw new InputException($"{option.Name} '{text}': not a share", "0.1 is ten percent");

    private static Option<string?> Side(string name, string description, string helpName) =>
        new(name) { Description = description, HelpName = helpName };
}
