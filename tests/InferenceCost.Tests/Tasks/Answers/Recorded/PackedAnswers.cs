using System.IO.Compression;
using System.Text;

namespace InferenceCost.Tests.Tasks.Answers.Recorded;

/// <summary>Writes the answers that a family carries.</summary>
internal static class PackedAnswers
{
    public const string Header = "item,prediction,logprob\n";

    /// <summary>A file with one answer to each item.</summary>
    public static string Write(string path, int items, Func<int, int> answer) => Write(
        path,
        Header + string.Concat(Enumerable.Range(0, items).Select(item => FormattableString.Invariant($"{item},{answer(item)},-0.125\n"))));

    /// <summary>A file with any text.</summary>
    public static string Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var packed = new GZipStream(File.Create(path), CompressionLevel.Optimal);
        packed.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }
}
