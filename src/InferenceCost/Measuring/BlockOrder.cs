namespace InferenceCost.Measuring;

/// <summary>
/// The order in which the models of a comparison are interleaved: forwards, then backwards (T S1 S2 S2 S1 T), again and again. A machine
/// that gets steadily faster or slower then favours nobody.
/// </summary>
public static class BlockOrder
{
    /// <summary>The order of one palindrome, as indexes of models.</summary>
    public static IEnumerable<int> Palindrome(int models) =>
        Enumerable.Range(0, models).Concat(Enumerable.Range(0, models).Reverse());
}
