using InferenceCost.Comparison;
using InferenceCost.Records;

namespace InferenceCost.Tests.Comparison;

/// <summary>Runs of a teacher and a student, made from a few numbers; nothing was measured.</summary>
internal static class TwoRuns
{
    // Ten launches that differ by a percent or so.
    private static readonly double[] Wobble = [0, 0.004, -0.006, 0.009, -0.003, 0.002, 0.007, -0.008, 0.001, -0.002];

    public static RunRecord Run(
        double teacher = 1e6, double student = 2e5, double rate = 5000, double memory = 90e6, string id = "20260801T101500Z-1a2b") => new()
        {
            Schema = RunRecord.CurrentSchema,
            Status = RunStatus.Complete,
            Run = new RunInfo(
                id, $"{id[..4]}-{id[4..6]}-{id[6..8]}T{id[9..11]}:{id[11..13]}:00Z", 60, "0123456789abcdef", false, "0.1.0", ["run"],
                "default", 240),
            Environment = new EnvironmentRecord
            {
                Cpu = "a processor", LogicalCores = 2, MemoryBytes = 8_000_000_000, OperatingSystem = "a system", Architecture = "x64",
                DotNet = "10.0.0", ClockResolutionNs = 1,
            },
            Fingerprint = "c3f1a09b77de",
            Native = new NativeLibraryRecord("1.31.1", "libonnxruntime.so", null, "cpu"),
            Conditions = new ConditionsRecord(),
            Families =
            [
                new FamilyRecord("toys", "Toys", new TaskRecord
                {
                    Kind = TaskKind.Classification, Metric = "accuracy", Dataset = new DatasetRecord("Toys", "test", 1000, "da7a"),
                    Margin = new MarginRecord(MarginKind.Absolute, 0.01, "a reason", "2026-07-01T00:00:00Z", "family.json"),
                }, [Model("teacher", ModelRole.Teacher, 4_000_000), Model("student", ModelRole.Student, 400_000)]),
            ],
            Cases =
            [
                Case(Metric.Latency.Id, "teacher", "ns", teacher), Case(Metric.Latency.Id, "student", "ns", student),
                Case(Metric.Throughput.Id, "student", "items/s", rate) with { Better = Better.Higher },
                Case(Metric.PeakMemory.Id, "student", "bytes", memory) with { SampleKind = SampleKind.Launch, Samples = [.. Wobble.Select(
                    share => new[] { memory * (1 + share / 10) })] },
            ],
            Ratios = [Ratio(teacher / student)],
            Quality = [Score("teacher", 0.94), Score("student", 0.93)],
            Claims = [new ClaimRecord { Family =
                "toys", Teacher = "teacher", Student = "student", Provider = "cpu", Verdict = ClaimVerdict.Holds, Sentence = "It holds." }],
        };

    public static RunComparison Compare(RunRecord old, RunRecord @new, bool acrossMachines = false) =>
        RunComparer.Compare(new StoredRun(old), new StoredRun(@new), acrossMachines);

    public static CostChange Change(this RunComparison comparison, string id) =>
        comparison.Cases.Concat(comparison.Ratios).Single(change => change.Id == id);

    public static CaseRecord Case(string metric, string model, string unit, double value) => new()
    {
        Id = $"{metric}/toys/{model}/cpu/b1/t1", Metric = metric, Family = "toys", Model = model, Provider = "cpu", Threads = 1, Batch = 1,
        Unit = unit, Better = Better.Lower, SampleKind = SampleKind.Block, Version = "9d2e", Valid = true,
        Samples = [.. Wobble.Select(share => new[] { value * (1 + share), value * (1 + share) * 1.3, value * (1 + share) })],
    };

    public static RatioRecord Ratio(double ratio) => new()
    {
        Metric = Metric.Latency.Id, Family = "toys", Teacher = "teacher", Student = "student", Provider = "cpu", Batch = 1, Threads = 1,
        Estimate = ratio,
        Launches = [.. Wobble.Select((share, index) => new RatioLaunch(index, "teacher student", [ratio * (1 + share)], [1], [1]))],
    };

    public static QualityRecord Score(string model, double score) => new()
    {
        Family = "toys", Model = model, Provider = "cpu", Metric = "accuracy", Items = 1000, Score = score, Low = score - 0.01,
        High = score + 0.01, Confidence = 0.95,
    };

    public static RunRecord WithCase(this RunRecord run, string id, Func<CaseRecord, CaseRecord> change) =>
        run with { Cases = [.. run.Cases.Select(item => item.Id == id ? change(item) : item)] };

    private static ModelRecord Model(string id, ModelRole role, long bytes) => new()
    {
        Id = id, Name = id, Role = role, Precision = "fp32", Weights = WeightsKind.Trained, Sha256 = $"5a{id}", FileBytes = bytes,
        InitializerBytes = bytes, Parameters = bytes / 4,
    };
}
