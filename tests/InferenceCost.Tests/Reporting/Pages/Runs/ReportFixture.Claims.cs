using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Tests.Reporting.Pages.Runs;

/// <summary>The claims of the run.</summary>
internal static partial class ReportFixture
{
    private static ClaimRecord Claim(
        string student, ClaimVerdict verdict, string sentence, NonInferiorityVerdict quality, double delta, double latency) => new()
    {
        Family = Family,
        Teacher = "teacher",
        Student = student,
        Provider = "cpu",
        Verdict = verdict,
        Sentence = sentence,
        Quality = new ClaimQuality
        {
            Verdict = quality,
            Margin = 0.01,
            MarginDeclaredBeforehand = true,
            TeacherScore = 0.9471,
            StudentScore = 0.9471 + delta,
            Delta = delta,
            Low = delta - 0.0031,
            High = delta + 0.003,
            Confidence = 0.9,
            Items = 10_000,
            BothRight = 9_230,
            OnlyTeacherRight = 241,
            OnlyStudentRight = (int)Math.Round(241 + (delta * 1e4)),
            McNemarMidP = 0.0213,
            NeededItemsIfEqual = quality == NonInferiorityVerdict.Inconclusive ? 21_400 : null,
            ProvableMargin = 0.0055,
            Ratio = new RatioInterval(1 + (delta / 0.9471), 1 + ((delta - 0.0031) / 0.9471), 1 + ((delta + 0.003) / 0.9471)),
            Fidelity = new FidelityRecord
            {
                Agreement = 0.9645,
                PositiveFlips = 0.0241 + delta,
                NegativeFlips = 0.0241,
                WrongAgreement = 0.911,
                ErrorConsistency = 0.727,
                ErrorConsistencyLow = 0.698,
                ErrorConsistencyHigh = 0.755,
                ErrorConsistencyConfidence = 0.95,
                CopyProbability = 0.741,
                PredictiveKl = 0.0433,
                ProbabilityLoyalty = 0.921,
            },
            Classes = new ClassesRecord(
                0.03, 0.9, 100,
                [
                    Class(0, "Shirt", 1_000, 0.84, -0.081, student == "s-24k" ? 0.0003 : 0.21, student == "s-24k"
                        ? ClassState.Fails
                        : ClassState.Undecided),
                    Class(1, "Bag", 1_000, 0.99, 0.001, 1, ClassState.Holds),
                    new ClassRecord { Class =
                        2, Name = "Tie", Items = 40, TeacherRecall = 0.9, StudentRecall = 0.85, Delta = -0.05, State = ClassState.TooFew },
                ],
                new WorstClassRecord(0, "Shirt", -0.081, -0.11, -0.05, 0.9)),
            Distillation = student == "s-95k"
                ? new DistillationRecord
                {
                    Control = "s-95k-control",
                    Delta = 0.0031,
                    Low = 0.0002,
                    High = 0.0061,
                    Confidence = 0.9,
                    GapClosed = new RatioInterval(0.31, 0.02, 0.66),
                    Seeds = new SeedsRecord(
                        new Dictionary<string, double> { ["s-95k"] = 0.943, ["s-95k-seed2"] = 0.944 },
                        new Dictionary<string, double> { ["s-95k-control"] = 0.94, ["s-95k-control-seed2"] = 0.941 },
                        0.003, -0.001, 0.007, 0.95),
                    Conclusion = DistillationConclusion.TooFewSeeds,
                }
                : null,
            Lineage = student == "s-95k"
                ? new LineageRecord
                {
                    Verdict = LineageVerdict.NotShown,
                    Sentence = "s-95k is closest of 4 to this teacher, and not closer than comparable models that did not learn from it "
                        + "(error consistency 0.727, one more control would lie between 0.601 and 0.739).",
                    ErrorConsistency = 0.727,
                    Controls = [new LineageControl("s-95k-control", 0.668, 0.88, 0.0638, 0.68), new LineageControl(
                        "s-95k-control-seed2", 0.671, 0.876, 0.0651, 0.684)],
                    Excluded = ["s-95k-control-seed3: +1.20 points from the student's accuracy, more than 1"],
                    PredictionLow = 0.601,
                    PredictionHigh = 0.739,
                    Confidence = 0.95,
                    Rank = 1,
                    WrongAgreement = 0.911,
                    PredictiveKl = 0.0433,
                    CopyProbability = 0.741,
                }
                : null,
        },
        Resources =
        [
            Measured("latency", latency),
            Measured("throughput", 1.1 * latency),
            student switch
            {
                "s-8k" => new ClaimResource(
                    "memory", true, 12, 12, null, 0.969, ShownDirection.Lower, ResourceSource.Measured,
                    "The student's growth is below the resolution of 1 MB."),
                "s-95k" => new ClaimResource(
                    "memory", true, null, null, null, null, ShownDirection.Neither, ResourceSource.Measured,
                    "Fewer than six launches were valid."),
                _ => Measured("memory", 1.7),
            },
            new ClaimResource("size", false, 5.1, 5.1, 5.1, null, ShownDirection.Lower, ResourceSource.Static),
        ],
    };

    private static ClassRecord Class(int number, string name, int items, double recall, double delta, double p, ClassState state) => new()
    {
        Class = number, Name = name, Items = items, TeacherRecall = recall, StudentRecall = recall + delta, Delta = delta,
        Low = delta - 0.03, High = delta + 0.03, FailureP = p, State = state,
    };

    private static ClaimResource Measured(string metric, double ratio) => new(
        metric, true, ratio, 0.96 * ratio, 1.04 * ratio, 0.979,
        0.96 * ratio > 1.05 ? ShownDirection.Lower : 1.04 * ratio < 1 ? ShownDirection.Higher : ShownDirection.Neither,
        ResourceSource.Measured);
}
