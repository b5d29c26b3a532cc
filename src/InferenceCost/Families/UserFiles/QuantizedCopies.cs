using System.Security.Cryptography;
using System.Text;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Onnx.Converting;
using InferenceCost.Onnx.Reading;

namespace InferenceCost.Families.UserFiles;

/// <summary>A copy of the user's teacher with smaller weights, which stands beside the given students.</summary>
/// <param name="File">Its file.</param>
/// <param name="To">What its weights became: <c>int8</c>.</param>
public sealed record QuantizedCopy(string File, string To);

/// <summary>
/// Copies of the user's own teacher, made where they are not there yet. They lie in a folder that is named by a hash of all that decides
/// what is in them, so that a changed teacher never meets an old copy.
/// </summary>
public static class QuantizedCopies
{
    /// <summary>The folder of all copies, below the one that a person stands in.</summary>
    public static readonly string FolderName = Path.Combine("results", "converted");

    /// <summary>Another number where the converter gives other files than before.</summary>
    private const int Revision = 1;

    private const int HashDigits = 16;

    /// <summary>Reads what types were asked for.</summary>
    /// <exception cref="InputException">One is unknown.</exception>
    public static IReadOnlyList<string> Parse(IEnumerable<string> types)
    {
        List<string> all = [.. types.Distinct()];
        all.ForEach(type => ConversionOptions.Parse(type));
        return all;
    }

    /// <summary>Makes the copies that are not there.</summary>
    /// <param name="teacher">The teacher's file.</param>
    /// <param name="types">What the weights of each copy become.</param>
    /// <param name="folder">The folder that a person stands in.</param>
    /// <param name="note">Told of each before it is made.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">The teacher cannot be converted, or a copy cannot be written.</exception>
    public static IReadOnlyList<QuantizedCopy> Make(
        string teacher, IReadOnlyList<string> types, string folder, Action<string> note, CancellationToken cancellation)
    {
        if (types.Count == 0)
        {
            return [];
        }

        var contents = string.Join('\n', OnnxModelFile.Read(teacher).ExternalFiles.Prepend(teacher).Select(
            file => HashedFile.Hash(Path.GetFileName(teacher), file)));
        return [.. types.Select(type =>
        {
            var target = Path.Combine(
                Path.GetFullPath(folder), FolderName, Key($"{Revision}\n{type}\n{contents}"),
                $"{Path.GetFileNameWithoutExtension(teacher)}.{type}.onnx");
            FileLock.Take(target, () => File.Exists(target) ? null : Made(teacher, target, type, note, cancellation));
            return new QuantizedCopy(target, type);
        })];
    }

    private static ConversionReport Made(
        string teacher, string target, string type, Action<string> note, CancellationToken cancellation)
    {
        note($"converting {teacher} to {type}: {target}");
        return ModelConverter.Convert(teacher, target, ConversionOptions.Parse(type), cancellation);
    }

    private static string Key(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashDigits];
}
