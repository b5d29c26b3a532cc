using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Records;

namespace InferenceCost.Comparison.History;

/// <summary>
/// A folder of runs, <c>FINGERPRINT/YYYY/RUN-ID.json</c>: one file per run and none that two runs share, so that branches merge without
/// conflicts and two machines or processes may add at once.
/// </summary>
public static partial class HistoryFolder
{
    /// <summary>Adds a run. The same run again changes nothing.</summary>
    /// <param name="folder">The history; created where it is missing.</param>
    /// <param name="run">The run.</param>
    /// <returns>The run's file, and whether it is new.</returns>
    /// <exception cref="InputException">
    /// The run's names are no names of files, another run of that id is there, or the history holds measured runs and this is a
    /// demonstration, or the other way round.
    /// </exception>
    public static (string Path, bool IsNew) Add(string folder, RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        RefuseMixture(folder, run);
        var path = Path.Combine(folder, FileName(run.Fingerprint), Year(run), FileName(run.Run.Id) + ".json");
        var content = JsonSerializer.SerializeToUtf8Bytes(SlimRun.Slim(run), RunJson.OneLine);
        return FileLock.Take(path, () => (path, AddInTurn(path, run, content)));
    }

    /// <summary>Every run of a history is of one kind, so that one that can be read tells of all.</summary>
    private static void RefuseMixture(string folder, RunRecord run)
    {
        if (Directory.Exists(folder) && Files(folder).Select(file => TryRead(file).Run).OfType<RunRecord>().FirstOrDefault() is { } other)
        {
            MadeUpFigures.RefuseMixture([run, other]);
        }
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
        .Where(file => !Path.GetFileName(file).StartsWith('.'));

    private static bool AddInTurn(string path, RunRecord run, byte[] content) =>
        !File.Exists(path) || IsContinued(path, run) ? Write(path, content)
            : File.ReadAllBytes(path).AsSpan().SequenceEqual(content) ? false
            : throw new InputException(
                $"{path}: another run of that id is there", "keep one of the two; to put the other in its place delete the file first");

    /// <summary>Every run that can be read, in the order of time, and what cannot.</summary>
    /// <exception cref="InputException">There is no such folder, or it holds demonstrations and measured runs.</exception>
    public static StoredHistory Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException(
                $"{folder}: no history is there", "name its folder with --history DIR, or begin one with 'history add RUN'");
        }

        var read = Files(folder).Order(StringComparer.Ordinal).ToList().AsParallel().AsOrdered().Select(TryRead).ToList();
        IReadOnlyList<RunRecord> runs =
        [
            .. read.Select(item => item.Run).OfType<RunRecord>()
                .OrderBy(run => run.Run.StartedUtc, StringComparer.Ordinal).ThenBy(run => run.Run.Id, StringComparer.Ordinal),
        ];
        MadeUpFigures.RefuseMixture(runs);
        return new StoredHistory(runs, [.. read.Select(item => item.Fault).OfType<string>()]);
    }

    private static (RunRecord? Run, string? Fault) TryRead(string file)
    {
        try
        {
            return (RunStore.Read(file), null);
        }
        catch (InputException error)
        {
            return (null, error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, $"{file}: {error.Message.Split('\n')[0]}");
        }
    }

    /// <summary>A run that was interrupted, and is added again after it was resumed.</summary>
    private static bool IsContinued(string path, RunRecord run) =>
        run.Status == RunStatus.Complete && TryRead(path).Run is not { Status: RunStatus.Complete };

    /// <summary>Whole or not at all: written beside its place under a name that nobody else has, then moved there.</summary>
    private static bool Write(string path, byte[] content)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Path.GetRandomFileName()}.tmp");
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static string Year(RunRecord run) =>
        DateTimeOffset.TryParse(run.Run.StartedUtc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.UtcDateTime.ToString("yyyy", CultureInfo.InvariantCulture)
            : throw new InputException(
                $"run '{run.Run.Id}' began at '{run.Run.StartedUtc}', which is no time", "a history needs to know when; measure again");

    /// <summary>The record may come from anywhere, and names a file here.</summary>
    private static string FileName(string name) => Name().IsMatch(name)
        ? name
        : throw new InputException($"'{name}' cannot be the name of a file in a history", "add a run as InferenceCost wrote it");

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_-]{0,99}\z")]
    private static partial Regex Name();
}
