namespace InferenceCost.Quality.Metrics;

/// <summary>How often each class is a label, an answer and a right answer.</summary>
/// <param name="classes">How many classes there are.</param>
internal readonly struct ClassTally(int classes)
{
    /// <summary>Twice the true positives of each class.</summary>
    private readonly int[] right = new int[classes];

    /// <summary>How often each is a label or an answer: F1 is the quotient of the two.</summary>
    private readonly int[] named = new int[classes];

    /// <summary>Counts items of the same label and answer.</summary>
    public void Add(int label, int answer, int items)
    {
        named[label] += items;
        named[answer] += items;
        right[label] += label == answer ? 2 * items : 0;
    }

    /// <summary>The mean of F1 over the classes that a label or an answer names.</summary>
    public double MacroF1()
    {
        var (sum, present) = (0.0, 0);
        for (var k = 0; k < right.Length; k++)
        {
            if (named[k] > 0)
            {
                sum += (double)right[k] / named[k];
                present++;
            }
        }

        return sum / present;
    }
}
