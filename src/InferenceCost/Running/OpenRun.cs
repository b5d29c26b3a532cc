using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Machine.Facts;
using InferenceCost.Machine.Memory;
using InferenceCost.Records;
using InferenceCost.Running.Demo;
using InferenceCost.Running.Planning;
using InferenceCost.Running.Workers;
using InferenceCost.Scenarios;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;
using InferenceCost.Scenarios.Probe;

namespace InferenceCost.Running;

/// <summary>
/// A run from the checked request to the record of what was measured: its folder, its journal, its probes and its plan. It is made
/// anew, or out of the journal of a run that was interrupted.
/// </summary>
public sealed class OpenRun : IDisposable
{
    private readonly RunStart start;
    private readonly RunSelection subjects;
    private readonly Journal journal;
    private readonly RunContext context;
    private readonly List<UnavailableRecord> dropped;
    private readonly List<SetAsideStep> setAside;
    private readonly TimeProvider time;
    private readonly DemoClock? demo;
    private readonly double secondsBefore;
    private readonly bool isResumed;
    private double planningSeconds;

    private OpenRun(
        RunStart start, RunSelection subjects, RunContext context, string folder, IReadOnlyList<JournalEntry> before,
        TimeProvider time)
    {
        this.start = start;
        this.subjects = subjects;
        this.context = context;
        demo = start.Request.Demo ? new DemoClock(time) : null;
        this.time = demo ?? time;
        Folder = folder;
        journal = Journal.Open(folder, ScenarioCatalog.Json);
        if (before.Count == 0)
        {
            journal.Append(new JournalEntry { Start = start });
        }

        Plan = before.Select(entry => entry.Plan).OfType<Plan>().LastOrDefault();
        Finished = before.Select(entry => entry.Step).OfType<FinishedStep>().ToDictionary(step => step.Step.Id);
        dropped = [.. Plan?.Dropped ?? []];
        setAside = [.. before.Select(entry => entry.SetAside).OfType<SetAsideStep>()];
        isResumed = before.Count > 0;
        secondsBefore = Finished.Values.Concat(setAside.Select(stray => stray.Step)).Sum(step => step.Seconds);
        Jobs = new JobContext(subjects.Families, start.Request, folder);
        foreach (var scenario in ScenarioCatalog.All)
        {
            scenario.Prepare(Jobs, demo is null ? null : new DemoTruth(start.Families));
        }
    }

    /// <summary>That the plan takes longer than the budget, in words; null where it does not.</summary>
    public string? Overrun => Plan is { } plan && plan.EstimatedSeconds + planningSeconds > plan.BudgetSeconds
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"the budget of {plan.BudgetSeconds:0} s is too small: the fewest launches that give an interval take about "
            + $"{plan.EstimatedSeconds + planningSeconds:0} s, and are made all the same")
        : null;

    /// <summary>The run's folder.</summary>
    public string Folder { get; }

    /// <summary>Whether its figures are made up and nothing is measured.</summary>
    public bool IsDemo => demo is not null;

    /// <summary>What jobs are made from.</summary>
    public JobContext Jobs { get; }

    /// <summary>The plan, once the probes have ended.</summary>
    public Plan? Plan { get; private set; }

    /// <summary>The finished steps, by id.</summary>
    public Dictionary<string, FinishedStep> Finished { get; }

    /// <summary>The steps that come before the plan.</summary>
    public IReadOnlyList<PlanStep> Probes => [.. Requests().SelectMany(ProbeScenario.Before)];

    /// <summary>Which margin each family's items can prove, one line each.</summary>
    public IEnumerable<string> MarginPlans => subjects.Families.Values
        .Select(family => (family.Id, Sentence: MarginPlan.Sentence(family.Task, Jobs.Items(family))))
        .Where(plan => plan.Sentence is not null).Select(plan => $"{plan.Id}: {plan.Sentence}");

    /// <summary>Which outputs are read as answers and as what, one line each.</summary>
    public IEnumerable<string> AnswerPlans => subjects.Families.Values.SelectMany(AnswerPlan.Lines);

    /// <summary>How much of the budget is left, counted from the start of the program.</summary>
    public double SecondsLeft => start.Request.Budget - SecondsSpent;

    private double SecondsSpent => secondsBefore + (demo?.Seconds ?? RunContext.SecondsSinceProgramStart(time));

    /// <summary>Begins a run: every file is checked before anything is written or measured.</summary>
    /// <param name="request">What to measure.</param>
    /// <param name="output">The folder for the results; null for <c>results/runs/ID</c> below the current folder.</param>
    /// <param name="arguments">The command line, for the record.</param>
    /// <param name="time">The time of day.</param>
    /// <param name="note">Told of every graph that is built.</param>
    /// <param name="cancellation">Stops building.</param>
    /// <exception cref="InputException">A family, a file, a provider or the folder cannot be used.</exception>
    public static OpenRun Start(
        RunRequest request, string? output, IReadOnlyList<string> arguments, TimeProvider time, Action<string>? note = null,
        CancellationToken cancellation = default)
    {
        var subjects = RunSelection.Find(request, note, cancellation: cancellation);
        var context = RunContext.Read(request);
        var run = context.Begin(arguments, request.Profile, request.Budget, time, request.Demo ? "demo-" : "");
        var folder = ResultsFolder.Create(output ?? Path.Combine("results", "runs", run.Id));
        return new OpenRun(
            new RunStart(run, request, context.Fingerprint, subjects.Records, context.Native), subjects, context, folder, [],
            time);
    }

    /// <summary>Goes on with a run that was interrupted.</summary>
    /// <exception cref="InputException">There is no journal, or the machine or a model file is another one.</exception>
    public static OpenRun Resume(string folder, TimeProvider time, Action<string>? note = null, CancellationToken cancellation = default)
    {
        Journal.RefuseIfOpen(folder);
        var entries = Journal.Read<JournalEntry>(folder, ScenarioCatalog.Json);
        var start = entries.Select(entry => entry.Start).OfType<RunStart>().FirstOrDefault()
            ?? throw new InputException($"{folder}: holds no interrupted run", "name the folder of a run that was interrupted");
        var request = start.Request.From(Directory.GetCurrentDirectory());
        var subjects = RunSelection.Find(request, note, cancellation: cancellation);
        var context = RunContext.Read(request);
        RefuseOtherMachine(folder, start.Fingerprint, start.Native, context);
        RefuseOtherSubjects(folder, start.Families, subjects.Records);
        return new OpenRun(start, subjects, context, Path.GetFullPath(folder), entries, time);
    }

    /// <summary>Refuses to go on elsewhere than it was begun.</summary>
    /// <param name="folder">The folder of what was begun.</param>
    /// <param name="fingerprint">The machine it began on.</param>
    /// <param name="began">The native libraries it began with; null in journals of older versions.</param>
    /// <param name="here">This machine and its libraries.</param>
    /// <exception cref="InputException">The machine or a library is another one.</exception>
    internal static void RefuseOtherMachine(string folder, string fingerprint, NativeLibraryRecord? began, RunContext here)
    {
        if (here.Fingerprint != fingerprint)
        {
            throw new InputException($"{folder}: that run began on another machine or runtime", "start a new run here");
        }

        if (began is not null && (began.Sha256 != here.Native.Sha256 || !began.Plugins.SequenceEqual(here.Native.Plugins)))
        {
            throw new InputException(
                $"{folder}: that run began with another native library of ONNX Runtime, or of a plugin",
                "give the same --ort-native, or none where it had none, and restore the plugin");
        }

        if (began is not null && !(began.CustomOperators ?? []).SequenceEqual(here.Native.CustomOperators ?? []))
        {
            throw new InputException($"{folder}: that run began with other libraries of operators", "restore them, or start a new run");
        }
    }

    /// <summary>Refuses to go on with files that are not those that were begun with.</summary>
    /// <exception cref="InputException">One was changed, added or removed.</exception>
    internal static void RefuseOtherSubjects(string folder, IReadOnlyList<FamilyRecord> began, IReadOnlyList<FamilyRecord> found)
    {
        RefuseOtherNames(folder, "family", began.Select(family => family.Id), found.Select(family => family.Id));
        foreach (var before in began)
        {
            var now = found.First(family => family.Id == before.Id);
            var (data, other) = (before.Task.Dataset, now.Task.Dataset);
            if (data?.Sha256 != other?.Sha256 || data?.LabelsSha256 != other?.LabelsSha256
                || before.Models.Any(model => now.Models.Any(
                    same => same.Id == model.Id && Data(same) != Data(model))))
            {
                throw new InputException(
                    $"{folder}: the data of {before.Id} are not those that run began with", "start a new run, or restore the data");
            }

            RefuseOtherNames(folder, "model", before.Models.Select(model => model.Id), now.Models.Select(model => model.Id));
            var same = now.Models.ToDictionary(model => model.Id);
            if (before.Models.FirstOrDefault(model => same[model.Id].IsRecorded != model.IsRecorded) is { } moved)
            {
                throw new InputException(
                    $"{folder}: model {moved.Id} was {(moved.IsRecorded ? "not there" : "there")} when that run began",
                    "start a new run, or make it so again");
            }

            if (before.Models.FirstOrDefault(model => same[model.Id].Sha256 != model.Sha256) is { } changed)
            {
                throw new InputException(
                    $"{folder}: model {changed.Id} is not the one that run began with", "start a new run, or restore the model");
            }
        }
    }

    private static (string? Inputs, string? Grades, string? Answers) Data(ModelRecord model) =>
        (model.InputsSha256, model.Grades?.Sha256, model.Answers?.Sha256);

    /// <summary>Its plan would leave out what was added, and could not find what was removed.</summary>
    private static void RefuseOtherNames(string folder, string what, IEnumerable<string> before, IEnumerable<string> now)
    {
        var (began, found) = (before.ToHashSet(), now.ToHashSet());
        var change = found.Except(began).Select(id => $"{what} {id} was added after that run began")
            .Concat(began.Except(found).Select(id => $"{what} {id} was removed after that run began"))
            .FirstOrDefault();
        if (change is not null)
        {
            throw new InputException($"{folder}: {change}", $"start a new run, or restore the {what}");
        }
    }

    /// <summary>Makes the plan from the probes, and keeps it.</summary>
    /// <exception cref="InputException">
    /// The runtime refuses a model, nothing is known that it could be fed, or a named provider cannot be used.
    /// </exception>
    public void MakePlan()
    {
        Plan = new RunPlanner(start.Request, [.. Requests()], Finished).Make(SecondsSpent);
        planningSeconds = SecondsSpent;
        dropped.AddRange(Plan.Dropped);
        journal.Append(new JournalEntry { Plan = Plan });
    }

    /// <summary>What carries out this run's steps.</summary>
    /// <param name="executors">What does them where they are measured.</param>
    /// <param name="events">Receives what happens.</param>
    public StepRunner Runner(Func<JobContext, IStepExecutor> executors, Action<RunEvent> events) => new(
        demo is null ? executors(Jobs) : new DemoExecutor(Jobs, new DemoTruth(start.Families), demo),
        journal, Finished, dropped, setAside, events, time, Together);

    /// <summary>
    /// As many as there are cores for their calls and memory for their models, four times as large as their files; of a device one has all.
    /// </summary>
    private int Together(IReadOnlyList<PlanStep> next)
    {
        var first = next[0];
        if (IsDemo || first.Provider != ProviderIds.Cpu || !ScenarioCatalog.Find(first.Scenario).RunsBesideItself)
        {
            return 1;
        }

        var alike = next.TakeWhile(
            step => step.Scenario == first.Scenario && step.Provider == first.Provider && step.Variant == first.Variant)
            .Take(JobContext.Callers(first.Variant?.Threads ?? start.Request.Threads)).ToList();
        while (alike.Count > 1 && 4 * alike.Sum(BytesOf) > AvailableMemory.Bytes())
        {
            alike.RemoveAt(alike.Count - 1);
        }

        return alike.Count;
    }

    private long BytesOf(PlanStep step) => start.Families.First(family => family.Id == step.Family).Models
        .Where(model => step.Models.Contains(model.Id)).Sum(model => model.FileBytes);

    /// <summary>The record of what is measured so far, without claims.</summary>
    public RunRecord Assemble(RunStatus status)
    {
        var run = new RunRecord
        {
            Schema = RunRecord.CurrentSchema,
            Demo = IsDemo,
            Status = status,
            Run = start.Run with { DurationSeconds = Math.Round(SecondsSpent, 1) },
            Environment = context.Environment,
            Fingerprint = context.Fingerprint,
            Native = context.Native,
            Conditions = context.ConditionsUntilNow(CanarySpread.Compute(Finished.Values.Select(step => step.Result))),
            Families = start.Families,
            Notes =
            [
                .. subjects.Notes, .. Overrun is { } overrun ? [overrun] : Array.Empty<string>(),
                .. setAside.Select(stray => $"{ScenarioCatalog.Find(stray.Step.Step.Scenario).Describe(stray.Step.Step)}: was set aside "
                    + $"and made again, since {stray.Reason}; the rule does not look at what a call cost"),
            ],
        };
        return new RecordAssembler([.. Finished.Values], [.. dropped, .. Limitations.Read()], start.Request, Folder).Fill(run);
    }

    /// <summary>
    /// Forgets a run that measured nothing: removes its journal, and its folder where nothing else lies in it. The folder may be one that
    /// a person named and keeps other files in. A resumed run is kept: what an earlier invocation measured is not this one's to throw away.
    /// </summary>
    public void Discard()
    {
        Dispose();
        if (isResumed)
        {
            return;
        }

        File.Delete(Path.Combine(Folder, Journal.FileName));
        if (!Directory.EnumerateFileSystemEntries(Folder).Any())
        {
            Directory.Delete(Folder);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => journal.Dispose();

    private IEnumerable<PlanRequest> Requests() =>
        from provider in subjects.Providers
        from family in subjects.Families.Values
        from variant in start.Request.Variants.Index()
        select RunSelection.PlanRequest(
            family, provider, start.Request, Jobs.Items(family), JobContext.Callers(variant.Item.Threads)) with
        {
            Variant = variant.Index == 0 ? null : variant.Item,
        };
}
