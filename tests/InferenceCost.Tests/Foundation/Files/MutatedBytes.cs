using InferenceCost.Foundation;

namespace InferenceCost.Tests.Foundation.Files;

/// <summary>Files changed at random in one place or a few, the same ones every time.</summary>
internal static class MutatedBytes
{
    /// <summary>Variants of each format that is read.</summary>
    public const int Variants = 10_000;

    /// <summary>The seed of all of them.</summary>
    public const int Seed = 20260131;

    private static readonly byte[][] AwkwardValues =
        [.. ((string[])["-1", "0", "1e308", "1e-320", "9223372036854775808", "0.5", "null", "\"\"", "[]", "{}", "NaN", "true"])
            .Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>
    /// Variants of a file: a byte replaced, removed or put in; its end cut off; a piece of it copied to another place; a number of its
    /// text replaced by what a reader may not expect there. Most bytes above 127 make a text no UTF-8.
    /// </summary>
    public static IEnumerable<byte[]> Of(byte[] content)
    {
        var random = new Random(Seed);
        for (var made = 0; made < Variants; made++)
        {
            var changed = content.ToList();
            for (var changes = random.Next(1, 4); changes > 0 && changed.Count > 0; changes--)
            {
                Change(changed, random);
            }

            yield return [.. changed];
        }
    }

    /// <summary>
    /// What reading the variants throws beside <see cref="InputException"/>, which names the file, in one line, and what to do.
    /// </summary>
    /// <param name="content">The file as it should be.</param>
    /// <param name="path">Where the variants are written, one after the other.</param>
    /// <param name="read">Reads one.</param>
    /// <returns>One line for each crash, with the variant's number.</returns>
    public static IReadOnlyList<string> Crashes(byte[] content, string path, Action<string> read)
    {
        var crashes = new List<string>();
        foreach (var (number, variant) in Of(content).Index())
        {
            File.WriteAllBytes(path, variant);
            try
            {
                read(path);
            }
            catch (InputException error) when (error.Message.Contains(Path.GetDirectoryName(path)!, StringComparison.Ordinal)
                && !error.Message.Contains('\n') && error.Fix.Length > 0)
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

    private static void Change(List<byte> content, Random random)
    {
        var place = random.Next(content.Count);
        switch (random.Next(8))
        {
            case 0: content.RemoveAt(place); break;
            case 1: content.Insert(place, (byte)random.Next(256)); break;
            case 2: content.RemoveRange(place, content.Count - place); break;
            case 3: content.InsertRange(random.Next(content.Count), content.GetRange(place, Piece(content.Count - place, random))); break;
            case 4: ReplaceNumber(content, place, random); break;
            default: content[place] = (byte)random.Next(256); break;
        }
    }

    private static int Piece(int most, Random random) => random.Next(1, Math.Min(most, 40) + 1);

    /// <summary>The number at a place or after it; without one the byte there.</summary>
    private static void ReplaceNumber(List<byte> content, int place, Random random)
    {
        var start = content.FindIndex(place, one => char.IsAsciiDigit((char)one));
        var end = start < 0 ? -1 : content.FindIndex(start, one => !char.IsAsciiDigit((char)one) && (char)one is not ('.' or 'e' or 'E'));
        if (end < 0)
        {
            content[place] = (byte)random.Next(256);
            return;
        }

        content.RemoveRange(start, end - start);
        content.InsertRange(start, AwkwardValues[random.Next(AwkwardValues.Length)]);
    }
}
