using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

/// <summary>
/// Ten classes and two classifiers, of which the student copies the teacher's answer some of the time: the true macro F1 of both is
/// known, and samples of items can be drawn.
/// </summary>
/// <param name="teacherAccuracy">The teacher's accuracy on the first class; it falls by a point from class to class.</param>
/// <param name="studentAccuracy">The student's own accuracy on the first class, when it does not copy; it falls by half a point.</param>
/// <param name="copies">The share of items on which the student copies.</param>
/// <param name="decay">Size of each class relative to the one before; 1 for equal classes.</param>
internal sealed class LabelledPopulation(double teacherAccuracy, double studentAccuracy, double copies, double decay)
{
    private const int Classes = 10;

    private readonly double[] sizes = Normalised([.. Enumerable.Range(0, Classes).Select(label => Math.Pow(decay, label))]);
    private readonly double[][] teacher = [.. Enumerable.Range(0, Classes).Select(label => Answers(label, teacherAccuracy - 0.01 * label))];
    private readonly double[][] student =
        [.. Enumerable.Range(0, Classes).Select(label => Answers(label, studentAccuracy - 0.005 * label))];

    /// <summary>The student's true macro F1 minus the teacher's.</summary>
    internal double Difference
    {
        get
        {
            var teacherCells = new double[Classes * Classes];
            var studentCells = new double[Classes * Classes];
            for (var cell = 0; cell < teacherCells.Length; cell++)
            {
                var (label, answer) = (cell / Classes, cell % Classes);
                teacherCells[cell] = sizes[label] * teacher[label][answer];
                studentCells[cell] = sizes[label] * (copies * teacher[label][answer] + (1 - copies) * student[label][answer]);
            }

            return MacroF1(studentCells) - MacroF1(teacherCells);
        }
    }

    /// <summary>The share of items on which exactly one of the two is right.</summary>
    internal double Discordance => (1 - copies) * Enumerable.Range(0, Classes).Sum(label =>
        sizes[label] * (teacher[label][label] * (1 - student[label][label]) + (1 - teacher[label][label]) * student[label][label]));

    /// <summary>Each item's cell of the teacher's and the student's confusion matrix: label x 10 + answer.</summary>
    internal (byte[] Teacher, byte[] Student) Draw(int items, Random random)
    {
        var cells = (Teacher: new byte[items], Student: new byte[items]);
        for (var item = 0; item < items; item++)
        {
            var label = Pick(sizes, random);
            var answer = Pick(teacher[label], random);
            cells.Teacher[item] = (byte)(label * Classes + answer);
            cells.Student[item] = (byte)(label * Classes + (random.NextDouble() < copies ? answer : Pick(student[label], random)));
        }

        return cells;
    }

    /// <summary>
    /// The share of random samples whose 95 % bootstrap interval holds the true difference, among those with enough items on which
    /// exactly one of the two is right, and the share of those with too few. Sample i is drawn and bootstrapped with seed i.
    /// </summary>
    internal (double Coverage, double Without) Coverage(int items, int samples, int resamples)
    {
        int covered = 0, without = 0;
        for (var sample = 0; sample < samples; sample++)
        {
            var (teacherCells, studentCells) = Draw(items, new Random(sample));
            var discordant = teacherCells.Zip(studentCells).Count(cells => IsRight(cells.First) != IsRight(cells.Second));
            if (discordant < PairedBootstrap.FewestDiscordantItems)
            {
                without++;
                continue;
            }

            var interval = PairedBootstrap.Compute(
                items, MacroF1(teacherCells), MacroF1(studentCells), sample, 0.95, resamples, evidence: discordant)!.Value;
            covered += interval.Contains(Difference) ? 1 : 0;
        }

        return (covered / (double)(samples - without), without / (double)samples);
    }

    /// <summary>Macro F1 of resampled items; a class that neither occurs nor is answered counts as zero.</summary>
    internal static CorpusMetric MacroF1(byte[] cells) => items =>
    {
        Span<double> counts = stackalloc double[Classes * Classes];
        counts.Clear();
        foreach (var item in items)
        {
            counts[cells[item]]++;
        }

        return MacroF1(counts);
    };

    private static bool IsRight(byte cell) => cell / Classes == cell % Classes;

    private static double MacroF1(ReadOnlySpan<double> cells)
    {
        var sum = 0.0;
        for (var label = 0; label < Classes; label++)
        {
            var both = 0.0;
            for (var other = 0; other < Classes; other++)
            {
                both += cells[label * Classes + other] + cells[other * Classes + label];
            }

            sum += both > 0 ? 2 * cells[label * Classes + label] / both : 0;
        }

        return sum / Classes;
    }

    /// <summary>Wrong answers fall on two other classes, so that precision and recall differ.</summary>
    private static double[] Answers(int label, double accuracy)
    {
        var shares = new double[Classes];
        shares[label] = accuracy;
        shares[(label + 1) % Classes] = 0.6 * (1 - accuracy);
        shares[(label + 3) % Classes] = 0.4 * (1 - accuracy);
        return shares;
    }

    private static int Pick(double[] shares, Random random)
    {
        var left = random.NextDouble();
        var choice = 0;
        while (choice < shares.Length - 1 && (left -= shares[choice]) >= 0)
        {
            choice++;
        }

        return choice;
    }

    private static double[] Normalised(double[] sizes) => [.. sizes.Select(size => size / sizes.Sum())];
}
