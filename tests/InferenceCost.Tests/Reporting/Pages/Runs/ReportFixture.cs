using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Tests.Reporting.Pages.Runs;

/// <summary>
/// A run as a person would make it: a family with a teacher, students of which each gets another verdict, and controls. Nothing was
/// measured.
/// </summary>
internal static partial class ReportFixture
{
    public const string Family = "fashion-mnist";

    private static readonly double[] Wobble = [0, 0.012, -0.008, 0.021, -0.015, 0.004, 0.03, -0.002];

    public static RunRecord Complete { get; } = new()
    {
        Schema = RunRecord.CurrentSchema,
        Status = RunStatus.Complete,
        Run = new RunInfo(
            "20260801T101500Z-1a2b3c4d", "2026-08-01T10:15:00Z", 222.4, "1a2b3c4d5e6f", true, "0.1.0", ["run", "--profile", "default"],
            "default", 240),
        Environment = Machine,
        Fingerprint = "c3f1a09b77de",
        Native = new NativeLibraryRecord("1.31.1", "libonnxruntime.so", "9f86d081884c7d65", "cpu"),
        Conditions =
            new ConditionsRecord { LoadBefore = 0.42, LoadAfter = 1.31, StealPercent = 1.4, OtherLoadPercent = 3.25, CanarySpread = 0.083 },
        Families = [new FamilyRecord(Family, "Fashion-MNIST", Task, [.. Models])],
        Cases = [.. Models.Where(model => model.Role != ModelRole.Control).SelectMany(Cases), Invalid],
        Unavailable =
        [
            new UnavailableRecord("energy", null, null, "this machine has no energy counter that a program may read"),
            new UnavailableRecord("latency", null, "cuda", "the package of this build has no cuda provider"),
        ],
        Quality = [.. Scores.Select(score => Quality(score.Model, score.Correct, score.Agreement))],
        Ratios = [.. Ratios("s-260k", 2.1, false), .. Ratios("s-95k", 4.8, false), .. Ratios("s-24k", 1.02, true), .. Ratios(
            "s-8k", 0.91, false)],
        Claims = Claims,
        Limits =
        [
            new LimitsRecord
            {
                Provider = "cpu", Threads = 1, MacsPerSecond = 45.3e9, BytesPerSecond = 10.7374e9,
                Arithmetic = new RateBlocks(452_984_832, [1.21e7, 1e7, 1.03e7]),
                Memory = new RateBlocks(134_217_728, [1.25e7, 1.31e7, 1.4e7]),
            },
            new LimitsRecord
            {
                Provider = "cpu", Threads = 1, Callers = 2, MacsPerSecond = 88.1e9, BytesPerSecond = 17.2e9,
                Arithmetic = new RateBlocks(452_984_832, [5.14e6]), Memory = new RateBlocks(134_217_728, [7.8e6]),
            },
        ],
        Notes = ["thorough cases were dropped to stay within the budget", "s-8k has few operations | and is not faster for it"],
    };

    public static RunRecord Interrupted { get; } = Complete with
    {
        Status = RunStatus.Interrupted,
        Run = Complete.Run with { Arguments = ["run", "--output", "results/mine"], DurationSeconds = 41 },
        Cases = [.. Complete.Cases.Where(item => item.Metric == Metric.Load.Id)],
        Conditions = new ConditionsRecord(),
        Quality = [],
        Ratios = [],
        Claims = [],
        Notes = [],
        Unavailable = [],
    };

    /// <summary>Two files of random weights, named on the command line: cost alone, too few launches, synthetic inputs.</summary>
    public static RunRecord UserFamily { get; } = Complete with
    {
        Families =
        [
            new FamilyRecord("own", "big.onnx and small.onnx", new TaskRecord { Kind = TaskKind.None },
            [
                Model(
                    "big",
                    ModelRole.Teacher,
                    109_482_240) with { Weights = WeightsKind.Random, Architecture = "bert-base", Teacher = null },
                Model(
                    "small",
                    ModelRole.Student,
                    66_362_880) with { Weights = WeightsKind.Random, Architecture = "distilbert", Teacher = "big" },
            ]),
        ],
        Cases =
        [
            .. new[] { ("big", 84.1e6), ("small", 41.7e6) }.SelectMany(pair => new[] { "cpu", "cuda" }.Select(provider =>
                Case(Metric.Latency.Id, pair.Item1, 1, "ns", pair.Item2 / (provider == "cpu" ? 1 : 20)) with
                {
                    Id = $"latency/own/{pair.Item1}/{provider}/b1/t1/s128", Family = "own", Provider = provider,
                    Inputs = InputsKind.Synthetic, Tail = null, Placement = null,
                })),
        ],
        Unavailable = [new UnavailableRecord("quality", null, null, "the models have random weights")],
        Limits = [Complete.Limits[0] with { MacsPerSecond = 148e9 }],
        Quality = [],
        Ratios =
        [
            .. new[] { "cpu", "cuda" }.Select(provider => new RatioRecord
            {
                Metric = Metric.Latency.Id, Family = "own", Teacher = "big", Student = "small", Provider = provider, Batch = 1, Threads = 1,
                Estimate = 2.02, Launches = [new RatioLaunch(0, "big small", [84.1e6], [41.7e6], [1.0])],
            }),
        ],
        Claims =
        [
            .. new[] { "cpu", "cuda" }.Select(provider => new ClaimRecord
            {
                Family = "own", Teacher = "big", Student = "small", Provider = provider, Verdict = ClaimVerdict.QualityNotMeasured,
                Sentence = "small takes about half the time of big; whether it matches was not measured.",
                Resources = [new ClaimResource(
                    "latency", true, 2.02, null, null, null, ShownDirection.Neither, ResourceSource.Measured,
                    "one launch gives no interval")],
            }),
        ],
        Notes = [],
    };

    private static EnvironmentRecord Machine => new()
    {
        Cpu = "Intel(R) Xeon(R) Processor @ 2.60GHz",
        CpuModel = "family 6 model 143 stepping 8",
        InstructionSets = ["avx2", "avx512f", "amx_int8"],
        LogicalCores = 2,
        MemoryBytes = 25_769_803_776,
        OperatingSystem = "Debian GNU/Linux 13",
        Kernel = "6.1.0",
        Architecture = "x64",
        Virtualised = true,
        DotNet = "10.0.1",
        Telemetry = "off",
        ClockResolutionNs = 1,
    };

    private static TaskRecord Task => new()
    {
        Kind = TaskKind.Classification,
        Dataset = new DatasetRecord("Fashion-MNIST", "test", 10_000, "0123456789abcdef0123456789abcdef"),
        Metric = "accuracy",
        Margin = new MarginRecord(
            MarginKind.Absolute, 0.01, "Two trainings of one network differ by about half of it.", "2026-07-28T09:00:00Z", "family.json"),
        Classes = ["T-shirt/top", "Trouser"],
    };

    private static IEnumerable<ModelRecord> Models =>
    [
        Model("teacher", ModelRole.Teacher, 482_314) with { Teacher = null },
        Model("s-260k", ModelRole.Student, 261_002) with { Distilled = true },
        Model("s-95k", ModelRole.Student, 95_146) with { Distilled = true },
        Model("s-24k", ModelRole.Student, 24_098) with { Distilled = true },
        Model("s-8k", ModelRole.Student, 7_914) with { Distilled = true },
        Model("c-95k", ModelRole.Control, 95_146) with { ControlFor = "s-95k" },
        Model("c-24k-1", ModelRole.Control, 24_098) with { ControlFor = "s-24k", Seed = 1 },
        Model("c-24k-2", ModelRole.Control, 24_098) with { ControlFor = "s-24k", Seed = 2 },
    ];

    private static IEnumerable<(string Model, int Correct, double? Agreement)> Scores =>
    [
        ("teacher", 9471, null), ("s-260k", 9468, 0.9712), ("s-95k", 9393, 0.9645), ("s-24k", 9419, 0.9402), ("s-8k", 9298, 0.9388),
        ("c-95k", 9371, 0.9501), ("c-24k-1", 9214, 0.9311), ("c-24k-2", 9246, 0.9322),
    ];

    private static List<ClaimRecord> Claims =>
    [
        Claim(
            "s-260k", ClaimVerdict.Holds, "s-260k matches teacher and needs 2.1 times less time.", NonInferiorityVerdict.Equivalent,
            -0.0003, 2.1) with
        {
            SmallestThatHolds = true,
        },
        Claim(
            "s-95k", ClaimVerdict.NotShown, "Whether s-95k matches teacher is not shown: 21,400 items would decide.",
            NonInferiorityVerdict.Inconclusive, -0.0078, 4.8),
        Claim(
            "s-24k", ClaimVerdict.Partly, "s-24k matches teacher and needs less memory, but is not shown to be faster.",
            NonInferiorityVerdict.NonInferior, -0.0052, 1.02),
        Claim(
            "s-8k", ClaimVerdict.DoesNotHold, "s-8k does not match teacher: it is 1.73 points worse.", NonInferiorityVerdict.Inferior,
            -0.0173, 0.91),
    ];

    private static CaseRecord Invalid => Case(Metric.Latency.Id, "s-8k", 8, "ns", 1) with
    {
        Valid = false,
        Samples = [],
        Summary = null,
        Tail = null,
        Placement = new PlacementRecord(
            PlacementSource.Assignment,
            new Dictionary<string, int> { ["CPUExecutionProvider"] = 17 },
            ["Resize (up|1) on CUDAExecutionProvider"]),
        Reasons = [new Reason(
            "launch-failed", "the launch ended with signal 9 (killed): 3 of 10", "free memory, or measure with --batch 1")],
    };

    private static ModelRecord Model(string id, ModelRole role, long parameters) => new()
    {
        Id = id,
        Name = $"Residual network, {parameters} parameters",
        Role = role,
        Distilled = false,
        Teacher = "teacher",
        Precision = "fp32",
        Weights = WeightsKind.Trained,
        File = $"{id}.onnx",
        Sha256 = $"{parameters * 2654435761:x16}{parameters:x16}",
        FileBytes = (4 * parameters) + 9_000,
        InitializerBytes = 4 * parameters,
        Parameters = parameters,
        MacsPerItem = 71 * parameters,
    };

    private static IEnumerable<CaseRecord> Cases(ModelRecord model)
    {
        var size = model.Parameters;
        yield return Case(Metric.Latency.Id, model.Id, 1, "ns", 4.2 * size) with
        {
            AllocatedBytesPerOp = 0,
            CpuNsPerOp = 4.1 * size,
            Tail = new TailRecord(
                400, 11.2, [new PercentileRecord(90, 4.5 * size, 4.7 * size), new PercentileRecord(95, 4.9 * size, 5.6 * size)],
                "p99 needs 662 calls, has 400"),
        };
        yield return Case(Metric.Throughput.Id, model.Id, 32, "items/s", 9e8 / size) with { Callers = 2 };
        yield return Case(Metric.Throughput.Id, model.Id, 8, "items/s", (model.Id == "s-8k" ? 9.9e8 : 8e8) / size) with { Callers = 2 };
        yield return Case(Metric.Load.Id, model.Id, 1, "ns", 3.1e6 + (12 * size)) with { SampleKind = SampleKind.Launch };
        yield return Case(Metric.FirstInference.Id, model.Id, 1, "ns", 9 * size) with { SampleKind = SampleKind.Launch };
        yield return Case(Metric.PeakMemory.Id, model.Id, 32, "bytes", 91e6 + (30 * size)) with { SampleKind = SampleKind.Launch };
        yield return Case(Metric.SteadyMemory.Id, model.Id, 32, "bytes", 24.0 * size) with
        {
            SampleKind = SampleKind.Launch,
            Parts = new Dictionary<string, double> { ["process"] = 91e6, ["growth"] = 30 * size, [
                "weights"] = 4 * size, ["prepackedCopies"] = 3 * size, ["arena"] = 15 * size, ["managedHeap"] = 412_000 },
        };
    }

    private static CaseRecord Case(string metric, string model, int batch, string unit, double value)
    {
        double[] samples = [.. Wobble.Select(offset => Math.Round(value * (1 + offset)))];
        double[] sorted = [.. samples.Order()];
        return new CaseRecord
        {
            Id = $"{metric}/{Family}/{model}/cpu/b{batch}/t1",
            Metric = metric,
            Family = Family,
            Model = model,
            Provider = "cpu",
            Threads = 1,
            Batch = batch,
            Shapes = new Dictionary<string, IReadOnlyList<long>> { ["input"] = [batch, 1, 28, 28] },
            Settings = new SettingsRecord
            {
                Requested = new Dictionary<string, string> { ["session.intra_op.allow_spinning"] = "0" },
                Effective = new Dictionary<string, string> { ["session.intra_op.allow_spinning"] = "0" },
            },
            Placement = new PlacementRecord(PlacementSource.Assignment, new Dictionary<string, int> { ["CPUExecutionProvider"] = 17 }, []),
            Unit = unit,
            Better = metric == Metric.Throughput.Id ? Better.Higher : Better.Lower,
            SampleKind = SampleKind.Block,
            Samples = [samples[..4], samples[4..]],
            Summary = new SampleSummary(8, sorted[0], sorted[2], (sorted[3] + sorted[4]) / 2, Math.Round(sorted.Average())),
            Version = "9d2e",
            Valid = true,
        };
    }

    private static QualityRecord Quality(string model, int correct, double? agreement) => new()
    {
        Family = Family,
        Model = model,
        Provider = "cpu",
        Metric = "accuracy",
        Items = 10_000,
        Score = correct / 1e4,
        Low = (correct - 45) / 1e4,
        High = (correct + 43) / 1e4,
        Confidence = 0.95,
        Predictions = new PredictionsFile($"predictions/{Family}.{model}.cpu.csv", "ab12"),
        Details = agreement is { } same
            ? new Dictionary<string, double> { ["correct"] = correct, ["brier"] = 0.081, ["agreementWithTeacher"] = same }
            : new Dictionary<string, double> { ["correct"] = correct, ["brier"] = 0.079 },
    };

    private static IEnumerable<RatioRecord> Ratios(string student, double ratio, bool contaminated) =>
        new[] { (Metric.Latency.Id, 1, ratio), (Metric.Throughput.Id, 32, 1.1 * ratio), (Metric.PeakMemory.Id, 32, 1.7) }
            .Select(item => new RatioRecord
            {
                Metric = item.Item1,
                Family = Family,
                Teacher = "teacher",
                Student = student,
                Provider = "cpu",
                Batch = item.Item2,
                Threads = 1,
                Launches = [.. Enumerable.Range(0, 10)
                    .Select(index => new RatioLaunch(index, $"teacher {student}", [2e6, 2.02e6], [1e6, 1.01e6], [1.0, 0.99]))],
                Estimate = item.Item3,
                Low = 0.96 * item.Item3,
                High = 1.04 * item.Item3,
                Confidence = 0.979,
                Contaminated = contaminated && item.Item1 == Metric.Latency.Id,
            });
}
