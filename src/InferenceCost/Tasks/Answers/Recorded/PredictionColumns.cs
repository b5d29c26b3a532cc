using System.Runtime.InteropServices;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using InferenceCost.Records;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>The columns of one file while its rows are read, each value checked as it comes. Classes have no numbers yet.</summary>
/// <param name="path">The file.</param>
/// <param name="form">What its answers are.</param>
internal sealed class PredictionColumns(string path, AnswerForm form = AnswerForm.Classes)
{
    /// <summary>The class of an item that has none.</summary>
    public const int NoClass = -1;

    /// <summary>
    /// What rounding may take from or add to a sum of 1: even a thousand classes written with four decimals stay within it.
    /// </summary>
    private const double SumTolerance = 0.01;

    /// <summary>
    /// Room that is taken in advance, at most: a first line may be shorter than the others, and then it promises too much.
    /// </summary>
    private const int MostExpected = 2_000_000;

    /// <summary>The squares of larger numbers have no sum in double precision.</summary>
    public const double LargestScore = 1e100;

    /// <summary>A probability that single precision rounds up to just above 1 is one.</summary>
    private const double AboveOne = 1 + 1e-6;

    private readonly List<string> items = [];
    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);
    private readonly List<int> labels = [];
    private readonly List<int> predicted = [];
    private readonly List<double> scores = [];
    private readonly List<float> probabilities = [];
    private readonly List<string> clusters = [];
    private readonly HashSet<string> clusterNames = new(StringComparer.Ordinal);
    private FreeAnswers? free;
    private bool areScoresAnswers;
    private readonly HashSet<(string, string)> answers = [];
    private double[] row = [];
    private int line;
    private int firstLine;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>What a row is called, and what says which columns there are, in messages.</summary>
    public (string Row, string Header) Words { get; set; } = ("line", "line 1");

    /// <summary>Whether one of several gradings was chosen by its name.</summary>
    public bool TakesFilter { get; set; }

    /// <summary>Whether the score was chosen by its name.</summary>
    public bool TakesScore { get; set; }

    /// <summary>What tells the question of an item from another one's, where a log says it.</summary>
    public Dictionary<string, string> Questions { get; } = new(StringComparer.Ordinal);

    /// <summary>Which columns there are.</summary>
    public ColumnSet Columns { get; private set; } = new();

    /// <summary>The classes of labels, answers and probabilities.</summary>
    public ClassVocabulary Classes { get; } = new();

    /// <summary>Says which columns the rows have. The classes of probabilities are then all the classes there are.</summary>
    public void Begin(ColumnSet columns)
    {
        if (form == AnswerForm.Texts || form == AnswerForm.Numbers || (form == AnswerForm.Strengths && columns.Probabilities is null))
        {
            free = new FreeAnswers(this, form == AnswerForm.Texts);
            areScoresAnswers = form != AnswerForm.Texts && columns is { Prediction: false, Score: true };
            columns = areScoresAnswers
                ? columns with { Prediction = true, Score = false, Notes = [.. columns.Notes, "'score' is read as 'prediction'"] }
                : columns;
        }

        columns.Check(path, Words.Header);
        Columns = columns;
        row = new double[columns.Probabilities?.Count ?? 0];
        foreach (var name in columns.Probabilities ?? [])
        {
            RefuseMisleading(name);
            Classes.Add(name);
        }
    }

    /// <summary>Makes room for rows, so that a million of them are not copied again and again while the columns grow.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="rowBytes">How long a row is.</param>
    public void Expect(Stream stream, int rowBytes) => Expect(stream.CanSeek ? stream.Length / Math.Max(rowBytes, 1) : 0);

    /// <summary>Makes room for as many rows as a file says that it has, within limits.</summary>
    public void Expect(long promised)
    {
        var rows = (int)Math.Clamp(promised, 0, MostExpected);
        positions.EnsureCapacity(rows);
        items.EnsureCapacity(rows);
        labels.EnsureCapacity(Columns.Label ? rows : 0);
        predicted.EnsureCapacity(Columns.Prediction ? rows : 0);
        probabilities.EnsureCapacity((int)Math.Min((long)rows * row.Length, Array.MaxLength));
    }

    /// <summary>Begins a row. The rows of a file stand on lines that follow each other.</summary>
    public void BeginRow(int number)
    {
        line = number;
        firstLine = items.Count == 0 ? number : firstLine;
        row.AsSpan().Fill(double.NaN);
    }

    /// <summary>The row's item.</summary>
    public void Item(string id)
    {
        if (id.Length == 0)
        {
            throw Wrong("has no item id", "give every item an id");
        }

        if (!positions.TryAdd(id, items.Count) && !Columns.Sample)
        {
            throw Wrong(
                FormattableString.Invariant($"repeats item {Quoted.Of(id)} of {Words.Row} {firstLine + positions[id]}"),
                "give every item one line; where it was answered several times, number its answers in a column 'sample'");
        }

        items.Add(id);
    }

    /// <summary>Which of several answers to the row's item it is; the item comes before.</summary>
    public void Sample(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
        {
            throw Wrong("has no number in 'sample'", "number the answers of every item, or leave the column out");
        }

        if (!answers.Add((items[^1], value.ToString())))
        {
            throw Wrong(
                $"repeats answer {Quoted.Of(value)} of item {Quoted.Of(items[^1])}", "number the answers of an item differently");
        }
    }

    /// <summary>What tells the question of an item from another one's: a hash of it. Of several answers the first one's counts.</summary>
    public void Question(string item, string hash) => Questions.TryAdd(item, hash);

    /// <summary>The row's true class; none where nobody knows it.</summary>
    public void Label(ReadOnlySpan<char> value)
    {
        if (free is not null)
        {
            free.Label(value);
            return;
        }

        labels.Add(value.IsEmpty ? NoClass : ClassOf(value));
    }

    /// <summary>What the model answered.</summary>
    public void Prediction(ReadOnlySpan<char> value)
    {
        if (free is not null)
        {
            free.Prediction(value);
            return;
        }

        predicted.Add(value.IsEmpty
            ? throw Wrong("has no prediction", "where a model gave no answer, make that a class of its own, such as 'none'")
            : ClassOf(value));
    }

    /// <summary>The row's score.</summary>
    public void Score(double value)
    {
        var score = Math.Abs(value) switch
        {
            <= LargestScore => value,
            double.PositiveInfinity or double.NaN => throw NoNumber(value.ToString("R", null)),
            _ => throw Wrong(
                FormattableString.Invariant($"holds the score {value:G4}, beyond any that can be averaged"),
                FormattableString.Invariant($"write scores of at most {LargestScore:G0} in size, as in another unit")),
        };
        if (areScoresAnswers)
        {
            free!.Prediction(score);
        }
        else
        {
            scores.Add(score);
        }
    }

    /// <summary>What the row's item shares with others.</summary>
    public void Cluster(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
        {
            throw Wrong("has no cluster", "name the cluster of every item; an item that is alone is a cluster of its own");
        }

        // One string for each cluster, not one for each item.
        var names = clusterNames.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!names.TryGetValue(value, out var name))
        {
            clusterNames.Add(name = value.ToString());
        }

        clusters.Add(name);
    }

    /// <summary>One of the row's probabilities, in the order in which <see cref="Begin"/> named them.</summary>
    public void Probability(int column, double value)
    {
        if (!(value >= 0 && value <= AboveOne))
        {
            throw Wrong(
                FormattableString.Invariant($"holds probability {value:R}, which does not lie between 0 and 1"),
                "write probabilities, not logits or percentages");
        }

        row[column] = value;
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        if (Columns.Probabilities is not { } names)
        {
            return;
        }

        if (probabilities.Count > Array.MaxLength - row.Length)
        {
            throw Wrong("is where the probabilities become too many for one array", "split the file, or leave probabilities out");
        }

        var sum = 0.0;
        foreach (var value in row)
        {
            sum += value;
            probabilities.Add((float)Math.Min(value, 1));
        }

        if (!(Math.Abs(sum - 1) <= SumTolerance))
        {
            throw double.IsNaN(sum)
                ? Wrong(
                    $"has no probability for class {Quoted.Of(names[Array.FindIndex(row, double.IsNaN)])}",
                    "give every item a probability for every class")
                : Wrong(
                    FormattableString.Invariant($"holds probabilities that sum to {sum:0.####}, not to 1"),
                    "give every item a probability for every class");
        }
    }

    /// <summary>Ends the file.</summary>
    public void End()
    {
        if (items.Count == 0)
        {
            throw new InputException($"{path}: holds no items", "write one line for each item");
        }

        var unlabelled = free is null ? labels.IndexOf(NoClass) : free.Unlabelled;
        if (unlabelled >= 0 && (free is not null || labels.Exists(label => label != NoClass)))
        {
            throw new InputException(
                FormattableString.Invariant(
                    $"{path}: some items have a label and some have none, such as the one in {Words.Row} {firstLine + unlabelled}"),
                "give every item its label, or none");
        }
    }

    /// <summary>The predictions, classes numbered.</summary>
    /// <param name="numbers">The number of each class of <see cref="Classes"/>.</param>
    /// <param name="names">The names by number; null where classes are numbers.</param>
    public Predictions ToPredictions(int[] numbers, string[]? names)
    {
        string[] ids = [.. items];
        if (free is not null)
        {
            return new(
                path, ids, null, [], scores: Columns.Score ? [.. scores] : null, clusters: Columns.Cluster ? [.. clusters] : null)
            {
                Index = new ItemIndex(ids, positions),
                Notes = Columns.Notes,
                Numbers = free.ToNumbers(),
                Texts = free.ToTexts(),
            };
        }

        return new(
            path, ids, labels.Count == 0 || labels[0] == NoClass ? null : Numbered(labels, numbers), Numbered(predicted, numbers),
            Columns.Probabilities is null ? null : InOrder(numbers), Columns.Score ? [.. scores] : null,
            Columns.Cluster ? [.. clusters] : null, names)
        {
            Index = positions.Count == ids.Length ? new ItemIndex(ids, positions) : new ItemIndex(ids),
            Notes = Columns.Notes,
        };
    }

    /// <summary>A value of the current row that is no number.</summary>
    public InputException NoNumber(ReadOnlySpan<char> value) =>
        Wrong($"holds '{Quoted.Of(value)}', which is no number", "write a number with a decimal point");

    /// <summary>Something wrong in the current row.</summary>
    public InputException Wrong(string what, string fix) => new(FormattableString.Invariant($"{path}: {Words.Row} {line} {what}"), fix);

    private int ClassOf(ReadOnlySpan<char> value)
    {
        if (Classes.TryFind(value, out var position))
        {
            return position;
        }

        RefuseMisleading(value);
        return Columns.Probabilities is null
            ? Classes.Add(value.ToString())
            : throw Wrong(
                $"holds class {Quoted.Of(value)}, which has no probabilities",
                "give every class its probabilities: p0, p1, ... for numbers, p:NAME for names");
    }

    private void RefuseMisleading(ReadOnlySpan<char> value)
    {
        if (ClassCell.IsMisleading(value))
        {
            throw Wrong(
                $"holds class {Quoted.Of(value)}, which is neither a class number nor a name",
                "number classes 0, 1, 2, ... or name them; where answers are numbers or free text, grade them and write scores");
        }
    }

    private static int[] Numbered(List<int> classes, int[] numbers)
    {
        var numbered = classes.ToArray();
        foreach (ref var item in numbered.AsSpan())
        {
            item = numbers[item];
        }

        return numbered;
    }

    // Classes of probabilities are added first, so that column k holds those of class k of the vocabulary.
    private float[] InOrder(int[] numbers)
    {
        if (Enumerable.Range(0, row.Length).All(k => numbers[k] == k))
        {
            return [.. probabilities];
        }

        var ordered = new float[probabilities.Count];
        var read = CollectionsMarshal.AsSpan(probabilities);
        for (var i = 0; i < ordered.Length; i += row.Length)
        {
            for (var k = 0; k < row.Length; k++)
            {
                ordered[i + numbers[k]] = read[i + k];
            }
        }

        return ordered;
    }
}
