using System.Text.Json;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>
/// Reads the samples that lm-evaluation-harness logs. A metric of the task is the score; where the items are questions with choices and
/// the log allows it to be checked against every score, the choice is the answer too.
/// </summary>
internal sealed class HarnessLog(AnswerFile file)
{
    /// <summary>The field of the item's id.</summary>
    public const string Item = "doc_id";

    /// <summary>The field of what a filter made of the model's answers.</summary>
    public const string Answers = "filtered_resps";

    private const string Filter = "filter";
    private const string Metrics = "metrics";
    private const string Hash = "doc_hash";

    /// <summary>The metrics that most tasks have, those first that say most plainly how many answers are right.</summary>
    private static readonly string[] Preferred = ["acc", "exact_match", "acc_norm", "em", "f1"];

    /// <summary>What is no metric, in logs that do not list theirs.</summary>
    private static readonly string[] Others =
        [Item, "doc", "target", "arguments", "resps", Answers, Filter, Metrics, Hash, "prompt_hash", "target_hash"];

    private readonly List<HarnessRow> rows = [];
    private readonly List<string> notes = [];
    private string metric = "";

    /// <summary>Reads all of it.</summary>
    /// <exception cref="InputException">Something is wrong; the message names the line.</exception>
    public void Read()
    {
        var lines = new ByteLines(file.Stream);
        try
        {
            while (lines.TryRead(out var line))
            {
                line = lines.Number == 1 && line.StartsWith("\uFEFF"u8) ? line[3..] : line;
                rows.Add(ReadLine(line, lines.Number));
            }
        }
        catch (InvalidDataException error)
        {
            throw new InputException(
                FormattableString.Invariant($"{file.Path}: line {lines.Number + 1} is longer than {ByteLines.Longest} bytes"),
                "log the samples without images or files", error);
        }

        Add(OfOneFilter());
    }

    private HarnessRow ReadLine(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            using var document = LooseJson.Parse(line);
            return ReadRow(document.RootElement, number);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Wrong(number, "is not a JSON object in UTF-8", "copy the log again, whole", error);
        }
    }

    private HarnessRow ReadRow(JsonElement sample, int number)
    {
        if (sample.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException();
        }

        if (rows.Count == 0)
        {
            Choose(sample);
        }

        var score = LooseJson.Field(sample, metric) is { } value ? LooseJson.Number(value) : null;
        return new HarnessRow(
            number,
            LooseJson.Field(sample, Item) is { } id && LooseJson.Text(id) is { Length: > 0 } text ? text
                : throw Wrong(number, $"has no '{Item}'", "copy the log again, whole"),
            LooseJson.Field(sample, Filter) is { } filter ? LooseJson.Text(filter) ?? "" : "",
            score ?? throw Wrong(number, $"has no number for '{metric}'", "name a metric with one number an item: --score-column NAME"),
            LooseJson.Field(sample, Hash) is { } hash ? LooseJson.Text(hash) : null,
            metric == Preferred[0] ? HarnessChoice.Of(sample, score.Value) : null);
    }

    /// <summary>Chooses the metric, by the first line.</summary>
    private void Choose(JsonElement sample)
    {
        List<string> known = LooseJson.Field(sample, Metrics) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(LooseJson.Text).OfType<string>()]
            : [.. sample.EnumerateObject().Select(field => field.Name).Except(Others, StringComparer.Ordinal)];
        var numbers = known.Where(name => LooseJson.Field(sample, name) is { } value && LooseJson.Number(value) is not null).ToList();
        if (file.Choices.Score is { } named)
        {
            metric = known.Contains(named) ? named
                : throw new InputException(
                    $"{file.Path}: has no metric '{Quoted.Of(named)}'", $"--score-column takes one of: {Words(known)}");
            file.Columns.TakesScore = true;
            return;
        }

        metric = Preferred.FirstOrDefault(numbers.Contains) ?? numbers.FirstOrDefault()
            ?? throw new InputException(
                $"{file.Path}: line 1 has no metric with one number an item",
                known.Count == 0 ? "log the samples of a task that scores each item" : $"its metrics are {Words(known)}");
        var others = numbers.Where(name => name != metric).ToList();
        notes.Add($"metric '{metric}' is read as 'score'"
            + (others.Count > 0 ? $" (--score-column takes another: {Words(others)})" : ""));
    }

    private List<HarnessRow> OfOneFilter()
    {
        var filter = ChosenFilter.Of(file, [.. rows.Select(row => row.Filter).Distinct()], "filter");
        if (filter.Length > 0)
        {
            notes.Add($"filter '{filter}'");
        }

        return rows.FindAll(row => row.Filter == filter);
    }

    private void Add(List<HarnessRow> chosen)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var hasChoices = chosen.Count > 0 && chosen.TrueForAll(row => row.Choice is not null);
        file.Columns.BeginRow(1);
        file.Columns.Begin(new ColumnSet { Item = true, Score = true, Label = hasChoices, Prediction = hasChoices, Notes = notes });
        foreach (var row in chosen)
        {
            if (!lines.TryAdd(row.Item, row.Line))
            {
                throw Wrong(
                    row.Line,
                    FormattableString.Invariant($"repeats {Item} {Quoted.Of(row.Item)} of line {lines[row.Item]}"),
                    row.Filter.Length > 0
                        ? "judge the log of one task at a time, as the harness wrote it"
                        : "log it with a later version of the harness, which names the filters");
            }

            file.Columns.BeginRow(row.Line);
            file.Columns.Item(row.Item);
            file.Columns.Score(row.Score);
            if (hasChoices)
            {
                file.Columns.Label(row.Choice!.Right);
                file.Columns.Prediction(row.Choice.Chosen);
            }

            if (row.Hash is { } hash)
            {
                file.Columns.Question(row.Item, hash);
            }

            file.Columns.EndRow();
        }
    }

    private static string Words(IEnumerable<string> names) => string.Join(", ", names.Select(name => Quoted.Of(name)));

    private InputException Wrong(int line, string what, string fix, Exception? cause = null) =>
        new(FormattableString.Invariant($"{file.Path}: line {line} {what}"), fix, cause);
}
