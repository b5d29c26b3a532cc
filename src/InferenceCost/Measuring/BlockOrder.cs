namespace InferenceCost.Measuring;

/// <summary>One palindrome of blocks: forwards, then backwards (T S1 S2 S2 S1 T).</summary>
/// <param name="Order">The order of its turns, as indexes of models; each stands there twice.</param>
/// <param name="Length">How long its blocks last, as a share of the usual length: the same for all models.</param>
public sealed record Palindrome(IReadOnlyList<int> Order, double Length);

/// <summary>
/// The order in which the models of a comparison are interleaved. A machine that gets steadily faster or slower favours nobody, since each
/// palindrome goes forwards and backwards. Which model begins and how long blocks last is drawn anew: with one order and one length, a
/// program whose time slices come at the pace of the blocks met one model in all of them and the other in none (a launch read 0.27 where
/// two equal files were compared).
/// </summary>
public static class BlockOrder
{
    /// <summary>Blocks last half as long as usual at least, and half as long again at most.</summary>
    public const double Spread = 0.5;

    /// <summary>
    /// The palindromes of one launch. Every second one has the order of the one before it turned round, so that each place in a palindrome
    /// is as often one model's as another's.
    /// </summary>
    /// <param name="models">How many models take turns.</param>
    /// <param name="palindromes">How many times forwards and backwards.</param>
    /// <param name="seed">What is drawn: the number of the launch, so that launches differ and a launch can be repeated.</param>
    public static IReadOnlyList<Palindrome> Draw(int models, int palindromes, int seed)
    {
        var random = new Random(seed);
        int[] forwards = [.. Enumerable.Range(0, models)];
        var drawn = new Palindrome[palindromes];
        for (var i = 0; i < palindromes; i++)
        {
            if (i % 2 == 0)
            {
                random.Shuffle(forwards);
            }
            else
            {
                Array.Reverse(forwards);
            }

            drawn[i] = new Palindrome([.. forwards, .. forwards.Reverse()], 1 + (Spread * ((2 * random.NextDouble()) - 1)));
        }

        return drawn;
    }

    /// <summary>The order of one palindrome where nothing is drawn, as indexes of models.</summary>
    public static IEnumerable<int> Palindrome(int models) =>
        Enumerable.Range(0, models).Concat(Enumerable.Range(0, models).Reverse());
}
