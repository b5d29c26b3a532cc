using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tasks.Regression;

/// <summary>The number that a model gives for every item.</summary>
/// <param name="output">The output that holds them.</param>
/// <param name="items">How many items there are.</param>
internal sealed class NumberAnswers(ScoredOutput output, int items) : ICollectedAnswers
{
    private readonly CollectedRows rows = new(output.Name, items, columns: 1);

    /// <inheritdoc/>
    public void Take(BoundWorkload workload, int first, int count) => rows.Take(workload, first, count);

    /// <inheritdoc/>
    public ScoreDifference Against(ICollectedAnswers cpu) => rows.Against(((NumberAnswers)cpu).rows);

    /// <inheritdoc/>
    public AnswerReading Write(string path, string model, InputSource inputs)
    {
        var truths = inputs.ReadTrueNumbers();
        if (truths is not null && truths.Length < items)
        {
            throw new InputException(
                FormattableString.Invariant($"{inputs.LabelsFile}: {truths.Length} labels do not fit {items} items"),
                "give every item one");
        }

        rows.RequireFinite(model, allowMasked: false);
        string[] ids = [.. Enumerable.Range(0, items).Select(item => item.ToString(CultureInfo.InvariantCulture))];
        PredictionsCsv.Write(path, new Predictions(model, ids, null, [], clusters: inputs.ReadClusters(items))
        {
            Numbers = new(Array.ConvertAll(rows.Values, value => (double)value), truths?[..items]),
        });
        return new AnswerReading(
            output.Name, output.Declared ?? AnswerMeaning.Regression,
            output.Declared is null ? "one number an item, and labels that are numbers" : "as declared");
    }
}
