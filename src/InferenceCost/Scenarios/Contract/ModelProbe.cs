namespace InferenceCost.Scenarios.Contract;

/// <summary>What a plan needs to know of a model: how long one call takes.</summary>
/// <param name="Model">Its id within the family.</param>
/// <param name="LaunchSeconds">
/// What a launch takes of the time of all, from the start of its process to the end of the first call: where processes start side by side,
/// its part.
/// </param>
/// <param name="CallNanoseconds">Time of one warm call, by batch; a batch that failed is absent.</param>
/// <param name="GrowthBytes">What a process weighs more once it has loaded and run the model.</param>
public sealed record ModelProbe(string Model, double LaunchSeconds, IReadOnlyDictionary<int, double> CallNanoseconds, long GrowthBytes = 0)
{
    /// <summary>Whether a call can be timed with its inputs and outputs in the memory of a device.</summary>
    public bool OnDevice { get; init; }

    /// <summary>Batches that it does not run, each with the reason.</summary>
    public IReadOnlyDictionary<int, string> Refused { get; init; } = new Dictionary<int, string>();

    /// <summary>The time of a call at a batch, from the nearest batch that was tried (time grows with the batch).</summary>
    public double CallAt(int batch)
    {
        if (CallNanoseconds.TryGetValue(batch, out var exact))
        {
            return exact;
        }

        var nearest = CallNanoseconds.MinBy(pair => Math.Abs(Math.Log((double)pair.Key / batch)));
        return nearest.Value * batch / nearest.Key;
    }

    /// <summary>The batch with the most items per second among those tried; a larger one must win by 2 % to be chosen.</summary>
    public int BestBatch()
    {
        var best = CallNanoseconds.MinBy(pair => pair.Key);
        foreach (var pair in CallNanoseconds.OrderBy(pair => pair.Key))
        {
            if (pair.Key / pair.Value > 1.02 * best.Key / best.Value)
            {
                best = pair;
            }
        }

        return best.Key;
    }
}
