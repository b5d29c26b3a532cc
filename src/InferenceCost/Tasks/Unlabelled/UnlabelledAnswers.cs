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
/// <param name="items">How many items are answered.</param>
/// <param name="kept">Of how many of them, from the first on, the numbers are kept.</param>
/// <param name="columns">Numbers an item.</param>
internal sealed class UnlabelledAnswers(ScoredOutput output, int items, int kept, int columns) : ICollectedAnswers
{
    private readonly CollectedRows rows = new(output.Name, kept, columns);
    private readonly ClassNames names = new(output);

    /// <summary>Known once the answers were written.</summary>
    private AnswerMeaning? meaning;

    /// <inheritdoc/>
    public void Take(BoundWorkload workload, int first, int count) => rows.Take(workload, first, count);

    /// <inheritdoc/>
    public ScoreDifference Against(ICollectedAnswers cpu)
    {
        var reference = ((UnlabelledAnswers)cpu).rows.Values;
        var difference = OutputDifference.Compute(reference, rows.Values);
        if (meaning is not { } known || !ClassRow.AreClasses(known))
        {
            return new ScoreDifference(difference, OtherClass: 0);
        }

        var probabilities = new float[ClassRow.Classes(known, columns)];
        return new ScoreDifference(
            difference, Enumerable.Range(0, kept).Count(item => Class(rows.Values, item) != Class(reference, item)));

        int Class(float[] numbers, int item) => ClassRow.Read(known, numbers.AsSpan(item * columns, columns), probabilities);
    }

    /// <inheritdoc/>
    public AnswerReading Write(string path, string model, InputSource inputs)
    {
        if (Array.FindIndex(rows.Values, value => !float.IsFinite(value) && !float.IsNegativeInfinity(value)) is >= 0 and var wrong)
        {
            throw new InputException(
                FormattableString.Invariant($"{model}: the output for item {wrong / columns} is not finite"),
                "check the item's inputs, the model's weights, and whether its precision overflows on this provider");
        }

        if (rows.AreWhole && columns == 1)
        {
            names.ToPlaces(rows.Values);
        }

        var reading = Read(model);
        meaning = reading.Meaning;
        string[] ids = [.. Enumerable.Range(0, kept).Select(item => item.ToString(CultureInfo.InvariantCulture))];
        if (ClassRow.AreClasses(reading.Meaning) && kept == items)
        {
            PredictionsCsv.Write(
                path,
                Classified.From(model, ids, null, names.InOrder(model, rows.Values, columns), columns, reading.Meaning).Predictions
                    ?? throw new InputException($"{model}: an output is not finite", "check the model's inputs and weights"));
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
