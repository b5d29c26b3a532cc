using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Classification;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tasks.Meaning;

namespace InferenceCost.Tasks.Unlabelled;

/// <summary>
/// The numbers that a model gives for the items: kept row by row, and as classes or as one number each where they can be read so.
/// </summary>
/// <param name="output">The output that holds them.</param>
/// <param name="kept">Of how many items, from the first on, the numbers are kept.</param>
/// <param name="columns">Numbers an item.</param>
internal sealed class UnlabelledAnswers(ScoredOutput output, int kept, int columns) : ICollectedAnswers
{
    private readonly CollectedRows rows = new(output.Name, kept, columns);
    private readonly ClassNames names = new(output);

    /// <summary>Known once the answers were written.</summary>
    private AnswerMeaning? meaning;

    /// <inheritdoc/>
    public void Take(BoundWorkload workload, int first, int count)
    {
        rows.Take(workload, first, count);
        if (rows.AreWhole && columns == 1 && first < kept)
        {
            names.ToPlaces(rows.Values.AsSpan(first, Math.Min(count, kept - first)));
        }
    }

    /// <inheritdoc/>
    public ScoreDifference Against(ICollectedAnswers cpu)
    {
        var reference = ((UnlabelledAnswers)cpu).rows;
        return meaning is { } known && ClassRow.AreClasses(known)
            ? rows.Against(reference) with { OtherClass = ClassRow.CountOther(known, reference.Values, rows.Values, columns) }
            : rows.Against(reference);
    }

    /// <inheritdoc/>
    public AnswerReading Write(string path, string model, InputSource inputs)
    {
        rows.RequireFinite(model, allowMasked: true);
        var reading = Read(model);
        meaning = reading.Meaning;
        string[] ids = [.. Enumerable.Range(0, kept).Select(item => item.ToString(CultureInfo.InvariantCulture))];
        if (ClassRow.AreClasses(reading.Meaning))
        {
            var classified = Classified.From(
                model, ids, null, names.InOrder(model, rows.Values, columns), columns, reading.Meaning);
            PredictionsCsv.Write(path, classified.Predictions ?? throw new InputException(
                classified.Refusal!.Message, classified.Refusal.Fix));
        }
        else if (columns == 1)
        {
            PredictionsCsv.Write(path, new Predictions(model, ids, null, [])
            {
                Numbers = new(Array.ConvertAll(rows.Values, value => (double)value), null),
            });
        }

        if (columns > 1)
        {
            OutputRows.Write(OutputRows.FileBeside(path), new OutputRows(kept, columns, rows.Values));
        }

        return reading;
    }

    /// <summary>
    /// What the numbers are. One number an item that can be a probability, a logit or a quantity is compared as the number it is: no class
    /// is told of it, and so nothing depends on which.
    /// </summary>
    private AnswerReading Read(string model)
    {
        try
        {
            return AnswerMeanings.Decide(model, output, rows.AreWhole, RowStatistics.Of(rows.Values, columns), areBinary: null);
        }
        catch (InputException) when (columns == 1 && output.Declared is null)
        {
            return new AnswerReading(
                output.Name, AnswerMeaning.Regression,
                "one number an item, compared as such: whether it is a probability, a logit or a quantity is not known, and "
                + $"--answer {output.Name}=logit, for instance, tells how often the classes agree");
        }
    }
}
