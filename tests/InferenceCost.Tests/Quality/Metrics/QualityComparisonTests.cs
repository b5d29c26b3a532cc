using InferenceCost.Foundation;
using InferenceCost.Quality.Metrics;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tests.Quality.Metrics;

public sealed class QualityComparisonTests
{
    private static readonly string[] Ids = [.. Enumerable.Range(0, 400).Select(item => $"item {item:000}")];

    [Theory]
    [InlineData(0.02, NonInferiorityVerdict.Equivalent)]
    [InlineData(0.004, NonInferiorityVerdict.WorseSizeUndecided)]
    public void Scores_are_compared_by_the_mean_of_their_differences(double margin, NonInferiorityVerdict verdict)
    {
        var (teacher, student) = Scored();
        var quality = QualityComparison.Compare(
            PairedItems.Pair(teacher, student), Terms(QualityMetric.Score.Id, MarginKind.Absolute, margin));
        var expected = PairedMeanInterval.Compute(teacher.Scores!, student.Scores!, 0.90)!.Value;
        Assert.Equal(
            (verdict, "paired t", expected.Low, expected.High), (quality.Verdict, quality.Method, quality.Low!.Value, quality.High!.Value));
        Assert.Null(quality.McNemarMidP);
    }

    [Fact]
    public void Scores_of_items_that_share_sources_have_the_sources_for_replicates()
    {
        var (teacher, student) = Scored();
        string[] sources = [.. Enumerable.Range(0, 400).Select(item => $"{item / 20}")];
        var quality = QualityComparison.Compare(
            PairedItems.Pair(With(teacher, sources), student), Terms(QualityMetric.Score.Id, MarginKind.Absolute, 0.02));
        var expected = PairedMeanInterval.OfClusters(teacher.Scores!, student.Scores!, [.. sources.Select(int.Parse)], 0.90)!.Value;
        Assert.Equal(("clustered t", 20, expected.Low), (quality.Method, quality.Clusters!.Value, quality.Low!.Value));
    }

    [Fact]
    public void A_ratio_margin_on_scores_bounds_their_ratio()
    {
        var (teacher, student) = Scored();
        var quality = QualityComparison.Compare(
            PairedItems.Pair(teacher, student), Terms(QualityMetric.Score.Id, MarginKind.Relative, 0.05));
        var fieller = FiellerInterval.OfPairs(student.Scores!, teacher.Scores!, 0.90)!.Value;
        Assert.Equal(NonInferiorityVerdict.Equivalent, quality.Verdict);
        Assert.Equal(fieller.Low, quality.Ratio!.Low!.Value, 12);
    }

    [Theory]
    [InlineData("macro-f1")]
    [InlineData("perplexity")]
    public void A_metric_of_the_whole_corpus_is_bootstrapped_and_mirrors_when_the_models_are_exchanged(string metric)
    {
        var (teacher, student) = Classified();
        var quality = QualityComparison.Compare(PairedItems.Pair(teacher, student), Terms(metric, MarginKind.Absolute, 0.9));
        var exchanged = QualityComparison.Compare(PairedItems.Pair(student, teacher), Terms(metric, MarginKind.Absolute, 0.9));
        Assert.Equal("paired bootstrap", quality.Method);
        Assert.InRange(quality.Delta, quality.Low!.Value, quality.High!.Value);
        Assert.Equal((-quality.Delta, -quality.High!.Value), (exchanged.Delta, exchanged.Low!.Value), (one, other) =>
            Math.Abs(one.Item1 - other.Item1) < 1e-9 && Math.Abs(one.Item2 - other.Item2) < 1e-9);
    }

    [Fact]
    public void The_order_of_a_file_changes_nothing()
    {
        var (teacher, student) = Classified();
        var terms = Terms(QualityMetric.MacroF1.Id, MarginKind.Absolute, 0.05);
        var shuffled = Enumerable.Range(0, 400).OrderBy(item => item * 7919 % 400).ToArray();
        Assert.Equal(
            QualityComparison.Compare(
                PairedItems.Pair(teacher, student), terms) with { Fidelity = null, Calibration = null, Classes = null },
            QualityComparison.Compare(
                PairedItems.Pair(Permuted(teacher, shuffled), student),
                terms) with { Fidelity = null, Calibration = null, Classes = null });
    }

    [Fact]
    public void Too_few_items_that_tell_the_models_apart_give_a_corpus_metric_no_interval()
    {
        var labels = new int[400];
        var teacher = new Predictions("t", Ids, labels, new int[400]);
        var student = new Predictions("s", Ids, labels, [.. Enumerable.Range(0, 400).Select(item => item < 9 ? 1 : 0)]);
        var quality = QualityComparison.Compare(
            PairedItems.Pair(teacher, student), Terms(QualityMetric.MacroF1.Id, MarginKind.Absolute, 0.9));
        Assert.Equal((NonInferiorityVerdict.Inconclusive, null), (quality.Verdict, quality.Low));
    }

    [Fact]
    public void Without_a_margin_there_are_figures_and_no_verdict()
    {
        var (teacher, student) = Classified();
        var quality = QualityComparison.Compare(
            PairedItems.Pair(teacher, student), new QualityTerms(QualityMetric.Accuracy.Id, null, false));
        Assert.Equal((NonInferiorityVerdict.NotJudged, false), (quality.Verdict, quality.Margin.HasValue));
        Assert.NotNull(quality.Low);
        Assert.Equal(NonInferiorityVerdict.NotJudged, quality.Verdict);
    }

    [Theory]
    [InlineData("score", "score")]
    [InlineData("perplexity", "probabilities")]
    [InlineData("rouge", "unknown")]
    public void What_a_metric_needs_and_the_items_lack_is_named(string metric, string lacking)
    {
        var teacher = new Predictions("t.csv", ["a"], [0], [0]);
        var error = Assert.Throws<InputException>(
            () => QualityComparison.Compare(PairedItems.Pair(teacher, teacher), Terms(metric, MarginKind.Absolute, 0.01)));
        Assert.Contains(lacking, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Duplicating_all_items_narrows_the_interval()
    {
        var (teacher, student) = Classified();
        Predictions Twice(Predictions once) => new(
            once.Source, [.. once.Items, .. once.Items.Select(item => item + " again")], [.. once.Labels!, .. once.Labels!],
            [.. once.Predicted, .. once.Predicted]);
        var terms = Terms(QualityMetric.Accuracy.Id, MarginKind.Absolute, 0.05);
        var (one, two) = (QualityComparison.Compare(PairedItems.Pair(teacher, student), terms), QualityComparison.Compare(
            PairedItems.Pair(Twice(teacher), Twice(student)), terms));
        Assert.Equal(one.Delta, two.Delta, 12);
        Assert.True(one.Low < two.Low && two.High < one.High);
    }

    private static QualityTerms Terms(string metric, MarginKind kind, double margin) =>
        new(metric, new MarginRecord(kind, margin, "made up", null, "test"), DeclaredBeforehand: true);

    private static (Predictions Teacher, Predictions Student) Scored()
    {
        var random = new Random(3);
        var teacher = Enumerable.Range(0, 400).Select(_ => 0.7 + (0.2 * random.NextDouble())).ToArray();
        var student = teacher.Select(score => score - 0.003 + (0.05 * (random.NextDouble() - 0.5))).ToArray();
        return (new Predictions("t", Ids, null, [], scores: teacher), new Predictions("s", Ids, null, [], scores: student));
    }

    private static (Predictions Teacher, Predictions Student) Classified()
    {
        var random = new Random(4);
        var labels = Enumerable.Range(0, 400).Select(item => item % 3).ToArray();
        float[] Probabilities(double skill) => [.. labels.SelectMany(label =>
        {
            var sure = (float)(random.NextDouble() < skill ? 0.8 : 0.1);
            return Enumerable.Range(0, 3).Select(k => k == label ? sure : (1 - sure) / 2);
        })];
        Predictions Model(string source, double skill)
        {
            var probabilities = Probabilities(skill);
            return new Predictions(
                source, Ids, labels, [.. labels.Select((label, item) => probabilities[(3 * item) + label] > 0.5 ? label : (label + 1) % 3)],
                probabilities);
        }

        return (Model("t", 0.9), Model("s", 0.85));
    }

    private static Predictions With(Predictions predictions, string[] clusters) =>
        new(
            predictions.Source, predictions.Items, predictions.Labels, predictions.Predicted, scores: predictions.Scores,
            clusters: clusters);

    private static Predictions Permuted(Predictions predictions, int[] order) => new(
        predictions.Source, [.. order.Select(item => predictions.Items[item])], [.. order.Select(item => predictions.Labels![item])],
        [.. order.Select(item => predictions.Predicted[item])]);
}
