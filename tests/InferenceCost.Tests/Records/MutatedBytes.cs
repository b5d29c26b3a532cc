namespace InferenceCost.Tests.Records;

/// <summary>Texts with one or a few bytes changed at random, the same ones every time.</summary>
internal static class MutatedBytes
{
    /// <summary>
    /// Variants of a text: a byte replaced, removed or put in, at one place or at a few. Most bytes above 127 make it no UTF-8.
    /// </summary>
    public static IEnumerable<byte[]> Of(byte[] text, int count, int seed)
    {
        var random = new Random(seed);
        for (var made = 0; made < count; made++)
        {
            var changed = text.ToList();
            for (var changes = random.Next(1, 4); changes > 0 && changed.Count > 0; changes--)
            {
                var place = random.Next(changed.Count);
                switch (random.Next(4))
                {
                    case 0: changed.RemoveAt(place); break;
                    case 1: changed.Insert(place, (byte)random.Next(256)); break;
                    default: changed[place] = (byte)random.Next(256); break;
                }
            }

            yield return [.. changed];
        }
    }

    /// <summary>
    /// What reading the variants throws beside <see cref="InferenceCost.Foundation.InputException"/>, with the seed's number of each.
    /// </summary>
    public static IReadOnlyList<string> Crashes(byte[] text, int count, int seed, string path, Action<string> read)
    {
        var crashes = new List<string>();
        foreach (var (number, variant) in Of(text, count, seed).Index())
        {
            File.WriteAllBytes(path, variant);
            try
            {
                read(path);
            }
            catch (InferenceCost.Foundation.InputException error) when (error.Message.Contains(path, StringComparison.Ordinal)
                && error.Fix.Length > 0)
            {
                // Refused in words, as it should be.
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                crashes.Add($"{number}: {error.GetType().Name}: {error.Message}");
            }
        }

        return crashes;
    }
}
