using InferenceCost.Statistics;

namespace InferenceCost.Quality.Metrics.Intervals;

/// <summary>
/// How far the macro F1 of two models can lie apart that give the same answer to nearly all items. A bootstrap needs items that tell the
/// models apart, and says nothing of two that never differ; how often they differ is bounded all the same (Clopper and Pearson), and so
/// is what that can do to F1. Never below its confidence, often well above it. The classes' shares of the items are taken as given.
/// </summary>
internal static class MacroF1Bound
{
    /// <summary>A changed answer can touch the F1 of the item's class and of both answers.</summary>
    private const int ClassesTouched = 3;

    /// <summary>
    /// The interval of student minus teacher, symmetric about zero. Null where an answer names a class that is no label: each such class
    /// counts as one more, and a single answer then moves the mean over all of them.
    /// </summary>
    /// <param name="labels">The true class of each item.</param>
    /// <param name="teacher">The teacher's answer to each.</param>
    /// <param name="student">The student's.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="confidence">Its two-sided confidence.</param>
    public static Interval? Compute(int[] labels, int[] teacher, int[] student, int classes, double confidence)
    {
        var named = new int[classes];
        foreach (var label in labels)
        {
            named[label]++;
        }

        if (teacher.Concat(student).Any(answer => named[answer] == 0))
        {
            return null;
        }

        var differing = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            named[teacher[i]]++;
            differing += teacher[i] == student[i] ? 0 : 1;
        }

        var changed = labels.Length * ClopperPearsonInterval.Compute(differing, labels.Length, confidence).High;
        var bound = Largest([.. named.Where(names => names > 0)], changed);
        return new Interval(-bound, bound, confidence);
    }

    /// <summary>
    /// The largest change of macro F1 by so many changed answers. With N names of a class (labels and answers), each change moves its F1 by
    /// 2 / (N - 1) at most, and m of them by 2 m / (N - m): the fewer names, the more, so the worst lies with the rarest classes.
    /// </summary>
    /// <param name="named">How often each class is a label or an answer, above zero.</param>
    /// <param name="changed">How many answers are others.</param>
    internal static double Largest(int[] named, double changed)
    {
        var left = ClassesTouched * changed;
        double sum = 0;
        foreach (var names in named.Order())
        {
            // A third of the names is enough to move F1 from 1 to 0.
            var here = Math.Min(Math.Min(changed, names / 3.0), left);
            sum += Math.Min(1, 2 * here / (names - here));
            left -= here;
        }

        return sum / named.Length;
    }
}
