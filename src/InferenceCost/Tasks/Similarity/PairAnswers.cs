using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tasks.Similarity;

/// <summary>The vector of every item, of which the cosines of pairs are kept.</summary>
/// <param name="output">The output that holds the vectors.</param>
/// <param name="items">How many items there are.</param>
/// <param name="columns">How many numbers a vector has.</param>
internal sealed class PairAnswers(ScoredOutput output, int items, int columns) : ICollectedAnswers
{
    private readonly CollectedRows rows = new(output.Name, items, columns);

    /// <inheritdoc/>
    public void Take(BoundWorkload workload, int first, int count) => rows.Take(workload, first, count);

    /// <inheritdoc/>
    public ScoreDifference Against(ICollectedAnswers cpu) => rows.Against(((PairAnswers)cpu).rows);

    /// <inheritdoc/>
    public AnswerReading Write(string path, string model, InputSource inputs)
    {
        var pairs = inputs.ReadPairs(items)
            ?? throw new InputException(
                $"{inputs.LabelsFile}: holds no array '{ItemPairs.Array}'",
                "name the two items of each graded pair there, shape [pairs, 2]");
        var grades = inputs.ReadTrueNumbers()!;
        if (grades.Length != pairs.Length)
        {
            throw new InputException(
                FormattableString.Invariant($"{inputs.LabelsFile}: {grades.Length} grades do not fit {pairs.Length} pairs"),
                "give every pair one");
        }

        // Pairs that share their first item are its ranking; where none do, each pair stands for itself.
        var isRanking = pairs.DistinctBy(pair => pair[0]).Count() < pairs.Length;
        PredictionsCsv.Write(path, new Predictions(
            model, [.. pairs.Select((pair, place) => FormattableString.Invariant($"{place}:{pair[0]}-{pair[1]}"))], null, [],
            clusters: isRanking ? [.. pairs.Select(pair => FormattableString.Invariant($"{pair[0]}"))] : null)
        {
            Numbers = new([.. pairs.Select(pair => Cosine(model, pair[0], pair[1]))], grades),
        });
        return new AnswerReading(
            output.Name, AnswerMeaning.Embedding,
            output.Declared is null ? "the data names pairs of items, which vectors answer" : "as declared");
    }

    private double Cosine(string model, int first, int second) =>
        CosineSimilarity.Compute(Vector(first), Vector(second)) ?? throw new InputException(
            FormattableString.Invariant($"{model}: the vectors of items {first} and {second} have no cosine: one is zero or not finite"),
            "check the items' inputs and the model's weights");

    private ReadOnlySpan<float> Vector(int item) => rows.Values.AsSpan(item * columns, columns);
}
