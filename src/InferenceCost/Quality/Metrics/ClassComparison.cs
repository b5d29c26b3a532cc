using System.Globalization;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// The student against the teacher class by class. A class fails where it is shown, over all classes together (Holm 1979), to have lost
/// more than the class margin; one that is too small to tell stays n/a, for pooling it with others would hide it again.
/// </summary>
internal static class ClassComparison
{
    /// <summary>With fewer items not even a loss of three times a usual margin can be told from none.</summary>
    public const int FewestItems = 100;

    /// <summary>Two-sided: each statement is then a one-sided test at 5 %.</summary>
    private const double Confidence = 0.90;

    private const double Error = 0.05;

    /// <summary>Compares every class that items have; null without labels.</summary>
    /// <param name="items">Both models' answers.</param>
    /// <param name="margin">How many points a single class may lose, between 0 and 1.</param>
    /// <param name="names">The classes' names by number; missing ones are called by their number.</param>
    public static ClassesRecord? Compare(PairedItems items, double margin, IReadOnlyList<string> names)
    {
        if (!items.IsLabelled)
        {
            return null;
        }

        var classes = Counts(items).Select(pair => Plain(pair.Key, pair.Value, names) is var plain && pair.Value.Items >= FewestItems
            ? (Record: Told(plain, pair.Value), Counts: (PairedCounts?)pair.Value)
            : (Record: plain, Counts: null)).ToList();
        var told = classes.Where(item => item.Counts is not null).ToList();
        if (told.Count == 0)
        {
            return new ClassesRecord(margin, Confidence, FewestItems, [.. classes.Select(item => item.Record)], null);
        }

        // The lower the score statistic at -margin, the less the class can be explained by a loss that is still allowed.
        var adjusted = HolmCorrection.Adjust(
            [.. told.Select(item => Normal.CDF(0, 1, TangoInterval.ScoreStatistic(item.Counts!.Value, -margin)))]);
        var p = told.Zip(adjusted).ToDictionary(pair => pair.First.Record.Class, pair => pair.Second);
        return new ClassesRecord(
            margin, Confidence, FewestItems, [.. classes.Select(item => Decided(item.Record, p, margin))],
            Worst([.. told.Select(item => (item.Record, item.Counts!.Value))]));
    }

    private static SortedDictionary<int, PairedCounts> Counts(PairedItems items)
    {
        var counts = new SortedDictionary<int, PairedCounts>();
        for (var i = 0; i < items.Count; i++)
        {
            var label = items.Label(i)!.Value;
            counts[label] = counts.GetValueOrDefault(label).Plus(items.TeacherIsRight(i), items.StudentIsRight(i));
        }

        return counts;
    }

    private static ClassRecord Plain(int number, PairedCounts counts, IReadOnlyList<string> names) => new()
    {
        Class = number,
        Name = number < names.Count ? names[number] : number.ToString(CultureInfo.InvariantCulture),
        Items = counts.Items,
        TeacherRecall = counts.TeacherAccuracy,
        StudentRecall = counts.StudentAccuracy,
        Delta = counts.Difference,
        State = ClassState.TooFew,
    };

    private static ClassRecord Told(ClassRecord plain, PairedCounts counts)
    {
        var interval = TangoInterval.Compute(counts, Confidence);
        return plain with { Low = interval.Low, High = interval.High };
    }

    private static ClassRecord Decided(ClassRecord item, Dictionary<int, double> p, double margin) =>
        !p.TryGetValue(item.Class, out var adjusted) ? item : item with
        {
            FailureP = adjusted,
            State = adjusted < Error ? ClassState.Fails : item.Low > -margin ? ClassState.Holds : ClassState.Undecided,
        };

    /// <summary>
    /// The largest loss of any class. Intervals of all classes at once (each at 1 - 0.1 / classes, Bonferroni) hold that loss between their
    /// lowest lower end and their lowest upper end.
    /// </summary>
    private static WorstClassRecord Worst(List<(ClassRecord Class, PairedCounts Counts)> classes)
    {
        var worst = classes.MinBy(item => item.Class.Delta).Class;
        var each = 1 - ((1 - Confidence) / classes.Count);
        var ends = classes.Select(item => TangoInterval.Compute(item.Counts, each)).ToList();
        return new WorstClassRecord(
            worst.Class, worst.Name, worst.Delta, ends.Min(interval => interval.Low), ends.Min(interval => interval.High), Confidence);
    }
}
