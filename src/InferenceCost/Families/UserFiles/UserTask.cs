using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Families.UserFiles;

/// <summary>
/// Which kind of task files without a family file do, and what it is scored by: from the metric where one was named, else from the true
/// answers and the form of the output. The table is that of docs/your-models.md.
/// </summary>
/// <param name="Kind">The kind.</param>
/// <param name="Metric">The metric.</param>
internal sealed record UserTask(TaskKind Kind, QualityMetric Metric)
{
    /// <summary>Finds it.</summary>
    /// <param name="output">The teacher's output that holds answers; null where none is known.</param>
    /// <param name="said">What was said of it; null where nothing was.</param>
    /// <param name="truths">What the true answers show.</param>
    /// <param name="metric">The metric that was named; null where none was.</param>
    /// <exception cref="InputException">The metric does not fit.</exception>
    public static UserTask Find(OnnxValue? output, AnswerMeaning? said, TruthFacts truths, string? metric)
    {
        var kind = truths.AreOfPairs ? TaskKind.Similarity
            : metric is not null ? KindOf(QualityMetric.Find(metric))
            : said == AnswerMeaning.Regression || !truths.AreWhole || (IsOneNumber(output) && !truths.AreBinary && !IsOfClass(output, said))
                ? TaskKind.Regression
            : TaskKind.Classification;
        var scored = metric is not null ? QualityMetric.Find(metric)
            : kind switch
            {
                TaskKind.Regression => QualityMetric.MeanAbsoluteError,
                TaskKind.Similarity => QualityMetric.RankCorrelation,
                _ => QualityMetric.Default,
            };
        return KindOf(scored) == kind || (kind == TaskKind.Similarity && scored.Form == AnswerForm.Numbers)
            ? new UserTask(kind, scored)
            : throw new InputException(
                $"--metric {scored.Id}: does not fit labels of pairs of items",
                "use spearman, or ndcg@10, mrr@10 or recall@10 of rankings");
    }

    private static TaskKind KindOf(QualityMetric metric) => metric.Form switch
    {
        AnswerForm.Numbers => TaskKind.Regression,
        AnswerForm.Texts => throw new InputException(
            $"--metric {metric.Id}: scores texts, and ONNX models give numbers",
            "record the texts of both models and compare them with judge, or bring grades with --scores"),
        _ => TaskKind.Classification,
    };

    private static bool IsOneNumber(OnnxValue? output) =>
        output?.Type is TensorElementType.Float or TensorElementType.Double or TensorElementType.Float16 or TensorElementType.BFloat16
            && output.RowShape is [_] or [_, { Size: 1 }];

    private static bool IsOfClass(OnnxValue? output, AnswerMeaning? said) =>
        said is AnswerMeaning.Probability or AnswerMeaning.Logit or AnswerMeaning.Class || output?.Classes is not null
        || output?.Origin is OutputOrigin.ClassNumber or OutputOrigin.Sigmoid or OutputOrigin.Softmax or OutputOrigin.ClassifierScores;
}
