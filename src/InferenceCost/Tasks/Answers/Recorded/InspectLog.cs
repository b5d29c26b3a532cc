using System.Globalization;
using System.Text.Json;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>
/// The samples of an Inspect log, in whichever of its two forms: what a scorer gave is the score, and a sample that was run several times
/// has as many answers.
/// </summary>
internal sealed class InspectLog(AnswerFile file)
{
    /// <summary>Of the logs of this version some were tried; the next one keeps samples in pieces.</summary>
    private const int Version = 2;

    private readonly List<InspectSample> samples = [];
    private readonly HashSet<(string, string)> seen = [];

    /// <summary>Looks at what stands beside the samples.</summary>
    /// <exception cref="InputException">It is a log of another version.</exception>
    public void CheckHeader(JsonElement header)
    {
        var version = LooseJson.Field(header, "version") is { } value ? LooseJson.Text(value) : null;
        if (version != Version.ToString(CultureInfo.InvariantCulture))
        {
            throw new InputException(
                $"{file.Path}: is an Inspect log of version {Quoted.Of(version ?? "unknown")}; version {Version} can be read",
                "write it again with a version of Inspect that writes logs of version 2");
        }
    }

    /// <summary>Adds a sample.</summary>
    /// <exception cref="InputException">It has no id, or was added before.</exception>
    public void Add(JsonElement sample)
    {
        if (LooseJson.Field(sample, "id") is not { } id || LooseJson.Text(id)?.Trim() is not { Length: > 0 } item)
        {
            throw new InputException(
                FormattableString.Invariant($"{file.Path}: sample {samples.Count + 1} has no id"), "copy the log again, whole");
        }

        var epoch = LooseJson.Field(sample, "epoch") is { } given ? LooseJson.Text(given) ?? "1" : "1";
        if (!seen.Add((item, epoch)))
        {
            throw new InputException($"{file.Path}: has sample {Quoted.Of(item)} twice in epoch {Quoted.Of(epoch)}", "keep one of them");
        }

        samples.Add(new InspectSample(
            item,
            epoch,
            LooseJson.Field(sample, "target") is { } target ? target.GetRawText() : "",
            LooseJson.Field(sample, "scores") is { ValueKind: JsonValueKind.Object } scores ? Scores(scores) : [],
            LooseJson.Field(sample, "error") is { ValueKind: JsonValueKind.Object }));
    }

    /// <summary>Chooses the scorer and hands the samples over.</summary>
    /// <exception cref="InputException">There are several scorers and none is named, or a sample has no score.</exception>
    public void End()
    {
        var scorers = samples.SelectMany(sample => sample.Scores.Select(score => score.Scorer)).Distinct().ToList();
        if (scorers.Count == 0)
        {
            throw new InputException(
                $"{file.Path}: holds no scored samples",
                samples.Count == 0 ? "log the samples too (no --no-log-samples)" : "score it first: inspect score");
        }

        var scorer = ChosenFilter.Of(file, scorers, "scorer");
        var repeats = samples.Exists(sample => sample.Epoch != samples[0].Epoch);
        file.Columns.Words = ("sample", "it");
        file.Columns.BeginRow(1);
        file.Columns.Begin(new ColumnSet { Item = true, Score = true, Sample = repeats, Notes = [$"the score is what '{scorer}' gave"] });
        foreach (var (place, sample) in samples.Index())
        {
            file.Columns.BeginRow(place + 1);
            file.Columns.Item(sample.Item);
            if (repeats)
            {
                file.Columns.Sample(sample.Epoch);
            }

            file.Columns.Score(ScoreOf(sample, scorer));
            file.Columns.Question(sample.Item, sample.Target);
            file.Columns.EndRow();
        }
    }

    private double ScoreOf(InspectSample sample, string scorer)
    {
        var place = sample.Scores.FindIndex(score => score.Scorer == scorer);
        return place >= 0 && sample.Scores[place].Value is { } value ? value
            : throw new InputException(
                $"{file.Path}: sample {Quoted.Of(sample.Item)} (epoch {Quoted.Of(sample.Epoch)}) has no score by '{Quoted.Of(scorer)}'"
                    + (sample.Failed ? ": it ended in an error" : " that is a number or a grade"),
                sample.Failed ? "run it again: inspect eval-retry" : "name another scorer with --filter, or score it again");
    }

    /// <summary>A scorer that gives several values by name counts as several scorers.</summary>
    private static List<(string Scorer, double? Value)> Scores(JsonElement scores)
    {
        var found = new List<(string, double?)>();
        foreach (var scorer in scores.EnumerateObject())
        {
            var value = LooseJson.Field(scorer.Value, "value") ?? default;
            if (value.ValueKind == JsonValueKind.Object)
            {
                found.AddRange(value.EnumerateObject().Select(part => ($"{scorer.Name}.{part.Name}", InspectGrade.ToNumber(part.Value))));
            }
            else
            {
                found.Add((scorer.Name, InspectGrade.ToNumber(value)));
            }
        }

        return found;
    }

    private sealed record InspectSample(
        string Item, string Epoch, string Target, List<(string Scorer, double? Value)> Scores, bool Failed);
}
