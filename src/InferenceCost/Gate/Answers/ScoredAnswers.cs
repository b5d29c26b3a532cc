using System.Globalization;
using System.Runtime.InteropServices;
using InferenceCost.Comparison;
using InferenceCost.Foundation;
using InferenceCost.Quality.Metrics;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Classification;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Gate.Answers;

/// <summary>The class scores of both sides, kept to be scored against the labels of the same items.</summary>
internal sealed class ScoredAnswers
{
    private readonly ScoredOutput output;
    private readonly ScoredOutput headOutput;
    private readonly int[] labels;
    private readonly List<float> own = [];
    private readonly List<float> other = [];
    private bool isWhole;

    private ScoredAnswers(ScoredOutput output, ScoredOutput headOutput, int[] labels) =>
        (this.output, this.headOutput, this.labels) = (output, headOutput, labels);

    /// <summary>Room for the answers of both sides; null where they are not scored.</summary>
    /// <param name="model">What the base loads.</param>
    /// <param name="head">What the head loads, which may list its classes in another order.</param>
    /// <param name="terms">By what answers are judged.</param>
    /// <exception cref="InputException">The labels cannot be read.</exception>
    public static ScoredAnswers? For(JobModel model, JobModel head, AnswerTerms terms) =>
        terms.Metric is not null && model is { Task: TaskKind.Classification, Output: { } output }
            && model.Inputs.ReadLabels() is { } labels ? new ScoredAnswers(output, head.Output ?? output, labels) : null;

    /// <summary>Takes the outputs of one call.</summary>
    public void Add(IReadOnlyList<AnsweredOutput> @base, IReadOnlyList<AnsweredOutput> head)
    {
        Add(@base, output, own);
        Add(head, headOutput, other);
    }

    /// <summary>The change of the score, by the pairs of answers; null where an answer is lacking or names no class.</summary>
    /// <param name="items">How many items were answered.</param>
    /// <param name="terms">The metric and its margin.</param>
    /// <exception cref="InputException">The answers do not hold what the metric needs, or the labels do not fit.</exception>
    public QualityChange? Compare(int items, AnswerTerms terms)
    {
        if (labels.Length < items || Predictions("base", output, own, items) is not { } ours
            || Predictions("head", headOutput, other, items) is not { } theirs
            || QualityMetricCatalog.Find(terms.Metric!) is not { } metric)
        {
            return null;
        }

        var compared = metric.Compare(PairedItems.Pair(ours, theirs), isRatio: false, QualityRule.Confidence);
        var margin = terms.Margin is { } declared
            ? declared.Kind == MarginKind.Relative ? declared.Value * compared.Teacher : declared.Value
            : (double?)null;
        var isSame = compared.Counts is { Discordant: 0 };
        return new QualityChange
        {
            Id = terms.QualityId,
            Metric = terms.Metric!,
            Verdict = isSame ? QualityVerdict.Same
                : compared.Difference is { } interval ? QualityRule.Decide(interval, margin) : QualityVerdict.Inconclusive,
            Old = compared.Teacher,
            New = compared.Student,
            Items = items,
            Low = isSame ? 0 : compared.Difference?.Low,
            High = isSame ? 0 : compared.Difference?.High,
            Confidence = compared.Difference?.Confidence,
            Margin = margin,
            Method = compared.Method,
            OnlyOldRight = compared.Counts?.OnlyTeacherRight,
            OnlyNewRight = compared.Counts?.OnlyStudentRight,
        };
    }

    private void Add(IReadOnlyList<AnsweredOutput> outputs, ScoredOutput scored, List<float> rows)
    {
        if (outputs.FirstOrDefault(one => one.Name == scored.Name) is { Shape: [var count, ..], Type: { } type } scores
            && ClassRow.Columns(scores.Shape, count) is not null && ElementConversion.IsNumber(type))
        {
            isWhole = ElementConversion.IsWhole(type);
            var values = new float[scores.Bytes.Length / ElementConversion.BytesOf(type)];
            ElementConversion.ToSingles(type, scores.Bytes, values);
            if (isWhole && values.Length == (scores.Shape is [var items, ..] ? items : 1))
            {
                new ClassNames(scored).ToPlaces(values);
            }

            rows.AddRange(values);
        }
    }

    private Predictions? Predictions(string side, ScoredOutput scored, List<float> rows, int items)
    {
        if (rows.Count == 0 || rows.Count % items != 0)
        {
            return null;
        }

        string[] ids = [.. Enumerable.Range(0, items).Select(item => item.ToString(CultureInfo.InvariantCulture))];
        return Classified.Read(side, scored, isWhole, ids, labels, CollectionsMarshal.AsSpan(rows), rows.Count / items).Predictions;
    }
}
