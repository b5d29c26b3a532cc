using InferenceCost.Foundation;
using InferenceCost.Gate.Answers;
using InferenceCost.Records;

namespace InferenceCost.Gate;

/// <summary>What a gate has finished, on disk before the next launch begins: one that was interrupted goes on from here.</summary>
public sealed class GateJournal : IDisposable
{
    private readonly Journal journal;
    private readonly string folder;
    private readonly List<GateEntry> entries;

    private GateJournal(string folder, IReadOnlyList<GateEntry> before)
    {
        this.folder = folder;
        entries = [.. before];
        journal = Journal.Open(folder, RunJson.OneLine);
    }

    /// <summary>How long what is finished took.</summary>
    public double Seconds => entries.Sum(entry => (entry.Answers?.Seconds ?? 0) + (entry.Launch?.Seconds ?? 0));

    /// <summary>How many launches are finished.</summary>
    public int Launches => entries.Count(entry => entry.Launch is not null);

    /// <summary>Whether there is anything to go on with.</summary>
    public bool HasFinished => entries.Exists(entry => entry.Launch is not null || entry.Answers is not null);

    /// <summary>Begins one.</summary>
    public static GateJournal Begin(string folder, GateStart start)
    {
        var journal = new GateJournal(folder, []);
        journal.Add(new GateEntry { Gate = start });
        return journal;
    }

    /// <summary>Goes on with the one of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="entries">What <see cref="Read"/> found there.</param>
    public static GateJournal Continue(string folder, IReadOnlyList<GateEntry> entries) => new(folder, entries);

    /// <summary>What a folder's journal holds.</summary>
    /// <exception cref="InputException">There is none of an ab, it is damaged, or another process writes it.</exception>
    public static (GateStart Start, IReadOnlyList<GateEntry> Entries) Read(string folder)
    {
        Journal.RefuseIfOpen(folder);
        var entries = Journal.Read<GateEntry>(folder, RunJson.OneLine);
        return entries is [{ Gate: { } start }, ..] ? (start, entries) : throw new InputException(
            $"{folder}: holds no interrupted ab", "name the folder of an ab that was interrupted");
    }

    /// <summary>The answers of a subject; null where they were not compared yet.</summary>
    public AnswersRecord? Answers(string subject) => entries.FirstOrDefault(entry => entry.Answers?.Subject == subject)?.Answers!.Answers;

    /// <summary>A finished launch that counts; null where it was not made yet.</summary>
    public FinishedLaunch? Launch(string subject, bool confirming, int number) =>
        Of(subject, confirming).FirstOrDefault(launch => launch.SetAside is null && launch.Number == number);

    /// <summary>The launches of a series that do not count.</summary>
    public IEnumerable<FinishedLaunch> SetAside(string subject, bool confirming) =>
        Of(subject, confirming).Where(launch => launch.SetAside is not null);

    /// <summary>Keeps answers.</summary>
    public void Add(FinishedAnswers answers) => Add(new GateEntry { Answers = answers });

    /// <summary>Keeps a launch.</summary>
    public void Add(FinishedLaunch launch) => Add(new GateEntry { Launch = launch });

    /// <summary>Removes it: what it holds stands in the record, or nothing was measured.</summary>
    public void Discard()
    {
        Dispose();
        File.Delete(Path.Combine(folder, Journal.FileName));
    }

    /// <inheritdoc/>
    public void Dispose() => journal.Dispose();

    private IEnumerable<FinishedLaunch> Of(string subject, bool confirming) =>
        entries.Select(entry => entry.Launch).OfType<FinishedLaunch>()
            .Where(launch => launch.Subject == subject && launch.Confirming == confirming);

    private void Add(GateEntry entry)
    {
        entries.Add(entry);
        journal.Append(entry);
    }
}
