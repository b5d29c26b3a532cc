using System.Globalization;
using InferenceCost.Findings.Claims;
using InferenceCost.Quality.Metrics;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tests.Findings.Claims;

/// <summary>
/// A small run with a teacher and one student that holds, and ways to change one part of it. Predictions are made from the four counts
/// of the paired table; nothing was measured.
/// </summary>
internal sealed record RunFixtures
{
    private readonly Dictionary<string, Predictions> predictions = [];

    public required RunRecord Run { get; init; }

    /// <summary>Teacher 0.94; plain-95k is 0.4 points worse, and needs several times less of everything.</summary>
    public static RunFixtures Holding() => Empty().WithStudent("plain-95k", 95_000);

    public static RunFixtures Empty() => new()
    {
        Run = new RunRecord
        {
            Schema = RunRecord.CurrentSchema,
            Status = RunStatus.Complete,
            Run = new RunInfo("20260801T101500Z-1a2b3c4d", "2026-08-01T10:15:00Z", 60, null, null, "0.1.0", ["run"], "default", 240),
            Environment = new EnvironmentRecord
            {
                Cpu = "a processor", LogicalCores = 2, MemoryBytes = 8_000_000_000, OperatingSystem = "a system", Architecture = "x64",
                DotNet = "10.0.0", ClockResolutionNs = 1,
            },
            Fingerprint = "c3f1a09b77de",
            Native = new NativeLibraryRecord("1.31.1", "libonnxruntime.so", null, "cpu"),
            Conditions = new ConditionsRecord(),
            Families = [new FamilyRecord("fashion", "The family", Task, [Model("teacher", 464_000, ModelRole.Teacher)])],
        },
    };

    public static TaskRecord Task { get; } = new()
    {
        Kind = TaskKind.Classification,
        Dataset = new DatasetRecord("Fashion-MNIST", "test", 10_000, "ab12"),
        Metric = "accuracy",
        Margin = new MarginRecord(
            MarginKind.Absolute, 0.01, "A point is the least that anybody would notice.", "2026-07-28T09:00:00Z", "family.json"),
        Classes = ["right", "wrong", "also wrong"],
    };

    public RunFixtures WithStudent(
        string id, long parameters, int both = 9_180, int onlyTeacher = 220, int onlyStudent = 180, int neither = 420, double saving = 4.8)
    {
        var changed = this with
        {
            Run = Run with
            {
                Families = [Family with { Models = [.. Family.Models, Model(id, parameters, ModelRole.Student)] }],
                Ratios =
                [
                    .. Run.Ratios,
                    Ratio(Metric.Latency.Id, id, 1, saving),
                    Ratio(Metric.Throughput.Id, id, 32, saving * 1.1),
                    Ratio(Metric.PeakMemory.Id, id, 32, 3.2) with { Launches = Growth(16e6, 5e6) },
                ],
            },
        };
        return changed.WithOutcomes(id, both, onlyTeacher, onlyStudent, neither);
    }

    /// <summary>Replaces what the student answered; the teacher's answers follow from the same table.</summary>
    public RunFixtures WithOutcomes(string student, int both, int onlyTeacher, int onlyStudent, int neither)
    {
        var total = both + onlyTeacher + onlyStudent + neither;
        string[] items = [.. Enumerable.Range(0, total).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        int[] Answers(Func<int, bool> right) => [.. Enumerable.Range(0, total).Select(i => right(i) ? 0 : 1)];
        var labels = new int[total];
        var changed = this with { };
        changed.predictions[$"teacher of {student}"] = new Predictions("teacher.csv", items, labels, Answers(i => i < both + onlyTeacher));
        changed.predictions[student] = new Predictions(
            $"{student}.csv", items, labels, Answers(i => i < both || (i >= both + onlyTeacher && i < total - neither)));
        var records = new[] { ("teacher", changed.predictions[$"teacher of {student}"]), (student, changed.predictions[student]) }
            .Select(pair => QualityScoring.Record(
                "fashion", pair.Item1, "cpu", pair.Item2, null,
                new PredictionsFile(pair.Item1 == "teacher" ? $"teacher of {student}" : student, "cd34"))!);
        return changed with
        {
            Run = Run with { Quality = [.. Run.Quality.Where(record => record.Model != student && record.Model != "teacher"), .. records] },
        };
    }

    public RunFixtures WithRatio(string metric, Func<RatioRecord, RatioRecord> change) => this with
    {
        Run = Run with { Ratios = [.. Run.Ratios.Select(ratio => ratio.Metric == metric ? change(ratio) : ratio)] },
    };

    public RunFixtures WithInterval(string metric, double? low, double estimate, double? high) =>
        WithRatio(metric, ratio => ratio with { Low = low, Estimate = estimate, High = high });

    public RunFixtures WithTask(Func<TaskRecord, TaskRecord> change) =>
        this with { Run = Run with { Families = [Family with { Task = change(Family.Task) }] } };

    public RunFixtures WithModel(string id, Func<ModelRecord, ModelRecord> change) => this with
    {
        Run = Run with { Families = [Family with { Models = [.. Family.Models.Select(model => model.Id == id ? change(model) : model)] }] },
    };

    public RunFixtures WithRun(Func<RunRecord, RunRecord> change) => this with { Run = change(Run) };

    public IReadOnlyList<ClaimRecord> Claims() => ClaimBuilder.Build(Run, record => predictions[record.Predictions!.File]);

    public ClaimRecord Claim() => Assert.Single(Claims());

    public ClaimResource Resource(string metric) => Claim().Resources.Single(resource => resource.Metric == metric);

    public static RatioLaunch[] Growth(double teacher, double student) =>
        [.. Enumerable.Range(0, 6).Select(index => new RatioLaunch(index, "teacher student", [teacher], [student], []))];

    public static CaseRecord Case(string metric, string model, int batch, params Reason[] reasons) => new()
    {
        Id = $"{metric}/fashion/{model}/cpu/b{batch}/t1", Metric = metric, Family = "fashion", Model = model, Provider = "cpu", Threads = 1,
        Batch = batch, Unit = "ns", Better = Better.Lower, SampleKind = SampleKind.Block, Version = "9d2e", Valid = reasons.Length == 0,
        Reasons = reasons,
    };

    private FamilyRecord Family => Run.Families[0];

    private static ModelRecord Model(string id, long parameters, ModelRole role) => new()
    {
        Id = id, Name = id, Role = role, Teacher = role == ModelRole.Teacher ? null : "teacher", Precision = "fp32",
        Weights = WeightsKind.Trained, File = $"{id}.onnx", Sha256 = "ef56", FileBytes = (4 * parameters) + 10_000,
        InitializerBytes = 4 * parameters, Parameters = parameters,
    };

    private static RatioRecord Ratio(string metric, string student, int batch, double estimate) => new()
    {
        Metric = metric, Family = "fashion", Teacher = "teacher", Student = student, Provider = "cpu", Batch = batch, Threads = 1,
        Launches = [.. Enumerable.Range(0, 10)
            .Select(index => new RatioLaunch(index, $"teacher {student}", [estimate * 1e5], [1e5], [1.0]))],
        Estimate = estimate, Low = estimate * 0.96, High = estimate * 1.04, Confidence = 0.979,
    };
}
