using InferenceCost.Foundation;
using InferenceCost.Records;

namespace InferenceCost.Comparison;

/// <summary>A run and where it lies, so that the predictions beside it can be read.</summary>
/// <param name="Record">The run.</param>
/// <param name="Folder">Its folder; null where nothing lies beside it.</param>
public sealed record StoredRun(RunRecord Record, string? Folder = null)
{
    /// <summary>Reads a run from its folder or from the file itself.</summary>
    /// <exception cref="InputException">It is missing, damaged, or of another schema.</exception>
    public static StoredRun Read(string folderOrFile) => new(
        RunStore.Read(folderOrFile), Directory.Exists(folderOrFile) ? folderOrFile : Path.GetDirectoryName(Path.GetFullPath(folderOrFile)));
}
