namespace InferenceCost.Quality.Metrics.Intervals;

/// <summary>
/// Items in the order of their numbers, the highest first: sorted once, so that each of ten thousand resamples is a walk and no sort.
/// </summary>
internal sealed class RankedItems
{
    private readonly int[] order;

    /// <summary>Whether the item at a place of the order is the last of those that are tied.</summary>
    private readonly bool[] endsTie;

    /// <summary>Sorts items.</summary>
    /// <param name="numbers">The number of each, none of them NaN.</param>
    public RankedItems(double[] numbers)
    {
        order = [.. Enumerable.Range(0, numbers.Length)];
        var keys = Array.ConvertAll(numbers, number => -number);
        Array.Sort(keys, order);
        endsTie = [.. Enumerable.Range(0, keys.Length).Select(place => place == keys.Length - 1 || keys[place] != keys[place + 1])];
    }

    /// <summary>Looks at the tied groups of drawn items, the highest numbers first.</summary>
    /// <param name="drawn">The items, some of them several times.</param>
    /// <param name="isPositive">Of each item, whether it is of the sought kind.</param>
    /// <param name="look">Called with how many of the group are of that kind, and how many are not.</param>
    public void Walk(ReadOnlySpan<int> drawn, bool[] isPositive, Action<int, int> look)
    {
        var times = Times(drawn);
        var (positive, negative) = (0, 0);
        for (var place = 0; place < order.Length; place++)
        {
            var item = order[place];
            if (isPositive[item])
            {
                positive += times[item];
            }
            else
            {
                negative += times[item];
            }

            if (endsTie[place] && positive + negative > 0)
            {
                look(positive, negative);
                (positive, negative) = (0, 0);
            }
        }
    }

    /// <summary>The rank of each drawn item among them, from 1 for the highest; tied ones have the mean of theirs.</summary>
    public double[] Ranks(ReadOnlySpan<int> drawn)
    {
        var times = Times(drawn);
        var ranks = new double[order.Length];
        var (start, before, tied) = (0, 0, 0);
        for (var place = 0; place < order.Length; place++)
        {
            tied += times[order[place]];
            if (endsTie[place])
            {
                for (; start <= place; start++)
                {
                    ranks[order[start]] = before + ((tied + 1) / 2.0);
                }

                before += tied;
                tied = 0;
            }
        }

        return ranks;
    }

    private int[] Times(ReadOnlySpan<int> drawn)
    {
        var times = new int[order.Length];
        foreach (var item in drawn)
        {
            times[item]++;
        }

        return times;
    }
}
