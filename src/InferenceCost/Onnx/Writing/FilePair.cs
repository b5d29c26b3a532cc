namespace InferenceCost.Onnx.Writing;

/// <summary>A model file and its external data under temporary names, which are gone in the end unless both were kept.</summary>
internal sealed class FilePair(string model, string data) : IDisposable
{
    public string TemporaryModel { get; } = Temporary(model);

    public string TemporaryData { get; } = Temporary(data);

    /// <summary>
    /// Gives the files their names. The old model goes first and the new one comes last: there is never one with another's data.
    /// </summary>
    public void Keep(bool withData)
    {
        File.Delete(model);
        File.Delete(data);
        var movedData = false;
        try
        {
            if (withData)
            {
                File.Move(TemporaryData, data);
                movedData = true;
            }

            File.Move(TemporaryModel, model);
        }
        catch
        {
            if (movedData)
            {
                File.Delete(data);
            }

            throw;
        }
    }

    public void Dispose()
    {
        foreach (var temporary in new[] { TemporaryModel, TemporaryData }.Where(File.Exists))
        {
            File.Delete(temporary);
        }
    }

    private static string Temporary(string path) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
}
