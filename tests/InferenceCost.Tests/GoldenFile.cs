using System.Text;

namespace InferenceCost.Tests;

/// <summary>
/// Compares text with a committed file. What was received is written beside the copy in the test's output, never into the sources.
/// </summary>
internal static class GoldenFile
{
    public static void Check(string folder, string name, string received)
    {
        var golden = Path.Combine(AppContext.BaseDirectory, folder, "Golden", name);
        var expected = File.Exists(golden) ? File.ReadAllText(golden) : "";
        if (expected == received)
        {
            return;
        }

        var output = Path.Combine(
            Path.GetDirectoryName(golden)!, $"{Path.GetFileNameWithoutExtension(name)}.received{Path.GetExtension(name)}");
        Directory.CreateDirectory(Path.GetDirectoryName(output)!);
        File.WriteAllText(output, received, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Assert.Fail($"{folder}/Golden/{name} differs in line {FirstDifference(expected, received)}; if the new text is "
            + $"right, copy it there from {output}");
    }

    private static int FirstDifference(string expected, string received)
    {
        var (left, right) = (expected.Split('\n'), received.Split('\n'));
        return 1 + Enumerable.Range(0, Math.Max(left.Length, right.Length))
            .First(index => index >= left.Length || index >= right.Length || left[index] != right[index]);
    }
}
