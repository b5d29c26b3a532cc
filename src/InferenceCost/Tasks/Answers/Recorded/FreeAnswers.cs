using System.Globalization;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>Answers that are no classes, and the true ones, while the rows of a file are read.</summary>
/// <param name="columns">The file, for messages.</param>
/// <param name="areTexts">Whether they are texts and not numbers.</param>
internal sealed class FreeAnswers(PredictionColumns columns, bool areTexts)
{
    private readonly List<double> numbers = [];
    private readonly List<double> trueNumbers = [];
    private readonly List<string> texts = [];
    private readonly List<string> trueTexts = [];
    private int labels;
    private int unlabelled = -1;

    /// <summary>The first row without a true answer, where others have one; -1 where there is none.</summary>
    public int Unlabelled => unlabelled >= 0 && trueNumbers.Count + trueTexts.Count < labels && HasTruth ? unlabelled : -1;

    private bool HasTruth => trueNumbers.Count + trueTexts.Count > 0;

    /// <summary>The row's true answer; nothing where nobody knows it.</summary>
    public void Label(ReadOnlySpan<char> value)
    {
        labels++;
        if (value.IsEmpty)
        {
            unlabelled = unlabelled < 0 ? labels - 1 : unlabelled;
        }
        else if (areTexts)
        {
            trueTexts.Add(value.ToString());
        }
        else
        {
            trueNumbers.Add(Number(value));
        }
    }

    /// <summary>The model's answer. An empty text is one: a model may say nothing.</summary>
    public void Prediction(ReadOnlySpan<char> value)
    {
        if (areTexts)
        {
            texts.Add(value.ToString());
        }
        else
        {
            numbers.Add(value.IsEmpty
                ? throw columns.Wrong("has no prediction", "give every item a number; leave items out of both files that have none")
                : Number(value));
        }
    }

    /// <summary>The same of a number that was read as such.</summary>
    public void Prediction(double value) => numbers.Add(value);

    /// <summary>The answers, if they are numbers.</summary>
    public ItemAnswers<double>? ToNumbers() => areTexts ? null : new([.. numbers], HasTruth ? [.. trueNumbers] : null);

    /// <summary>The answers, if they are texts.</summary>
    public ItemAnswers<string>? ToTexts() => areTexts ? new([.. texts], HasTruth ? [.. trueTexts] : null) : null;

    private double Number(ReadOnlySpan<char> value) =>
        (ShortDecimal.TryParse(value, out var number)
            || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
            && Math.Abs(number) <= PredictionColumns.LargestScore
            ? number
            : throw columns.NoNumber(value);
}
