using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Quality.Metrics;
using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tests.Quality.Metrics;

/// <summary>What all metrics of numbers, strengths, rankings and texts have in common.</summary>
public sealed class ScoredMetricTests
{
    private const int Items = 240;
    private const double Confidence = 0.90;
    private static readonly string[] Words = ["one", "two", "three", "four", "five"];

    [Theory]
    [InlineData("mae", "mae needs the label and prediction as numbers of each item")]
    [InlineData("rmse", "rmse needs the label and prediction as numbers of each item")]
    [InlineData("spearman", "spearman needs the label and prediction as numbers of each item")]
    [InlineData("auc", "auc needs the label, 0 or 1, and the probability of class 1 (p0 and p1, or a number as prediction) of each item")]
    [InlineData("average-precision", "average-precision needs the label, 0 or 1, and the probability of class 1")]
    [InlineData("ndcg@10", "ndcg@10 needs the query, the label (how relevant, 0 for not at all) and prediction as numbers of each item")]
    [InlineData("mrr@3", "mrr@3 needs the query,")]
    [InlineData("recall@1", "recall@1 needs the query,")]
    [InlineData("exact-match", "exact-match needs the label and prediction as texts of each item")]
    [InlineData("token-f1", "token-f1 needs the label and prediction as texts of each item")]
    [InlineData("wer", "wer needs the label and prediction as texts of each item")]
    [InlineData("cer", "cer needs the label and prediction as texts of each item")]
    [InlineData("accuracy@2", "accuracy@2 needs the label and the probabilities of all classes of each item")]
    public void Answers_of_another_form_are_refused_with_what_is_needed(string metric, string words)
    {
        var other = new Predictions("m", ["a", "b"], [2, 0], [0, 0]);
        var error = Assert.Throws<InputException>(
            () => QualityMetricCatalog.Named(metric).Compare(PairedItems.Pair(other, other), isRatio: false, Confidence));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal("record them, or compare by another metric", error.Fix);
        Assert.Null(QualityMetricCatalog.Named(metric).Score(other));
    }

    [Theory]
    [InlineData("spearman", "1 1", "1 2", "", "all numbers of a column are the same, and no order can be right or wrong")]
    [InlineData("auc", "1 1", "1 2", "", "all labels are the same")]
    [InlineData("average-precision", "0 0", "1 2", "", "all labels are the same")]
    [InlineData("auc", "0 2", "1 2", "", "auc needs the label, 0 or 1")]
    [InlineData("ndcg@10", "-1 2", "1 2", "a a", "a label is below 0")]
    [InlineData("mrr@10", "0 0", "1 2", "a a", "no item is relevant to its query")]
    [InlineData("recall@10", "0 1", "1 2", "a b", "a query has no relevant item, and no share of none can be found")]
    public void Numbers_that_allow_no_score_are_refused(string metric, string truths, string given, string queries, string words)
    {
        var own = new Predictions("m", ["a", "b"], null, [], clusters: queries.Length == 0 ? null : queries.Split(' '))
        {
            Numbers = new(Doubles(given), Doubles(truths)),
        };
        var lack = QualityMetricCatalog.Named(metric).LackOf(PairedItems.Pair(own, own))!;
        Assert.StartsWith(words, lack.What, StringComparison.Ordinal);
        Assert.NotEmpty(lack.Fix);
        Assert.Null(QualityMetricCatalog.Named(metric).Score(own));
    }

    [Fact]
    public void True_texts_without_a_word_have_no_rate_of_errors()
    {
        var own = new Predictions("m", ["a"], null, []) { Texts = new(["said"], [""]) };
        Assert.Equal("all true texts are empty", QualityMetricCatalog.Named("wer").LackOf(PairedItems.Pair(own, own))!.What);
        Assert.Null(QualityMetricCatalog.Named("cer").Score(own));
    }

    [Fact]
    public void More_first_classes_than_there_are_say_nothing()
    {
        var own = new Predictions("m", ["a"], [0], [0], [0.5f, 0.5f, 0]);
        var lack = QualityMetricCatalog.Named("accuracy@5").LackOf(PairedItems.Pair(own, own))!;
        Assert.Equal(("accuracy@5 of 3 classes is right on every item", "take fewer: accuracy@2"), (lack.What, lack.Fix));
    }

    public static TheoryData<string> Free =>
        ["mae", "rmse", "spearman", "auc", "average-precision", "ndcg@3", "mrr@3", "recall@3", "exact-match", "token-f1", "wer", "cer"];

    [Theory]
    [MemberData(nameof(Free))]
    public void True_answers_of_one_file_count_for_both(string metric)
    {
        var (teacher, student) = Draw(metric);
        var scored = QualityMetricCatalog.Named(metric);
        var both = scored.Compare(PairedItems.Pair(teacher, student), isRatio: true, Confidence);
        Assert.Equal(both, scored.Compare(PairedItems.Pair(teacher, Unlabelled(student)), isRatio: true, Confidence));
        Assert.Equal(both, scored.Compare(PairedItems.Pair(Unlabelled(teacher), student), isRatio: true, Confidence));
        Assert.NotNull(scored.LackOf(PairedItems.Pair(Unlabelled(teacher), Unlabelled(student))));
    }

    [Theory]
    [MemberData(nameof(Free))]
    public void A_student_that_is_worse_has_a_negative_difference_whichever_direction_is_better(string metric)
    {
        var (teacher, student) = Draw(metric);
        var scored = QualityMetricCatalog.Named(metric);
        var forth = scored.Compare(PairedItems.Pair(teacher, student), isRatio: true, Confidence);
        var back = scored.Compare(PairedItems.Pair(student, teacher), isRatio: true, Confidence);
        Assert.True(forth.Delta < 0 && forth.LogRatioEstimate < 0, metric);
        Assert.Equal(forth.Delta, -back.Delta, 1e-12);
        Assert.Equal(forth.Difference!.Value.Low, -back.Difference!.Value.High, 1e-9);
        Assert.Equal(forth.LogRatio!.Value.High, -back.LogRatio!.Value.Low, 1e-9);
        Assert.True(forth.Difference.Value.Contains(forth.Delta) && forth.LogRatio.Value.Contains(forth.LogRatioEstimate));
        Assert.Equal((Confidence, Confidence), (forth.Difference.Value.Confidence, forth.LogRatio.Value.Confidence));
    }

    [Theory]
    [MemberData(nameof(Free))]
    public void Items_of_one_source_count_once_and_queries_are_what_is_counted(string metric)
    {
        var (teacher, student) = Draw(metric);
        var scored = QualityMetricCatalog.Named(metric);
        var once = scored.Compare(PairedItems.Pair(teacher, student), isRatio: false, Confidence);
        if (scored.Metric.IsOfQueries)
        {
            Assert.Equal((Items / 6, null), (once.Queries, once.Clusters));
            return;
        }

        // Each item three times, of one source: nothing more is known than from it alone.
        var thrice = scored.Compare(PairedItems.Pair(Thrice(teacher), Thrice(student)), isRatio: false, Confidence);
        Assert.Equal((null, Items), (thrice.Queries, thrice.Clusters));
        Assert.Equal(once.Delta, thrice.Delta, 1e-9);
        if (metric != "exact-match")
        {
            Assert.Equal(1, thrice.Difference!.Value.Width / once.Difference!.Value.Width, 0.05);
        }
    }

    [Theory]
    [MemberData(nameof(Free))]
    public void The_same_answers_are_bounded_by_how_seldom_others_can_be(string metric)
    {
        var (teacher, _) = Draw(metric);
        var compared = QualityMetricCatalog.Named(metric).Compare(PairedItems.Pair(teacher, teacher), isRatio: true, Confidence);
        Assert.Equal(0, compared.Delta);
        Assert.True(compared.Difference is { Low: < 0, High: > 0 }, metric);
        Assert.Equal(metric == "exact-match" ? "Tango score" : TellingUnits.BoundMethod, compared.Method);
    }

    [Fact]
    public void A_bound_that_is_wider_than_the_margin_does_not_say_how_many_items_would_do()
    {
        var (teacher, _) = Draw("mae");
        var items = PairedItems.Pair(teacher, teacher);
        var terms = new QualityTerms("mae", new MarginRecord(MarginKind.Absolute, 1e-4, "", null, ""), true);
        var compared = QualityMetricCatalog.Named("mae").Compare(items, isRatio: false, Confidence);
        Assert.Null(ItemsNeeded.Estimate(Items, compared, terms));
        var quality = QualityComparison.Compare(items, terms);
        Assert.Equal((null, NonInferiorityVerdict.Inconclusive), (quality.NeededItemsIfEqual, quality.Verdict));
    }

    [Theory]
    [InlineData("mae")]
    [InlineData("exact-match")]
    public void Other_true_answers_for_an_item_are_refused(string metric)
    {
        var (teacher, student) = Draw(metric);
        var other = new Predictions("s", student.Items, null, [])
        {
            Numbers = student.Numbers is { } numbers ? numbers with { True = [.. numbers.True!.Take(Items - 1), 99.5] } : null,
            Texts = student.Texts is { } texts ? texts with { True = [.. texts.True!.Take(Items - 1), "99.5"] } : null,
        };
        var error = Assert.Throws<InputException>(() => PairedItems.Pair(teacher, other));
        Assert.StartsWith("item 239 has label ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" in t and 99.5 in s", error.Message, StringComparison.Ordinal);
    }

    private static double[] Doubles(string text) => [.. text.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];

    private static Predictions Unlabelled(Predictions own) => new(own.Source, own.Items, null, [], clusters: own.Clusters)
    {
        Numbers = own.Numbers is { } numbers ? numbers with { True = null } : null,
        Texts = own.Texts is { } texts ? texts with { True = null } : null,
    };

    private static Predictions Thrice(Predictions own)
    {
        T[] Three<T>(T[] column) => [.. column, .. column, .. column];
        return new(
            own.Source, [.. Enumerable.Range(0, 3 * Items).Select(Id)], null, [], clusters: Three(own.Items))
        {
            Numbers = own.Numbers is { } numbers ? new(Three(numbers.Given), Three(numbers.True!)) : null,
            Texts = own.Texts is { } texts ? new(Three(texts.Given), Three(texts.True!)) : null,
        };
    }

    private static string Id(int item) => item.ToString(CultureInfo.InvariantCulture);

    /// <summary>A teacher that errs some of the time, and a student that errs more.</summary>
    private static (Predictions Teacher, Predictions Student) Draw(string metric)
    {
        var random = new Random(9);
        string[] ids = [.. Enumerable.Range(0, Items).Select(Id)];
        var form = QualityMetricCatalog.Named(metric).Metric;
        if (form.Form == AnswerForm.Texts)
        {
            string[] truths = [.. ids.Select(_ => string.Join(' ', Enumerable.Range(0, 5).Select(_ => Words[random.Next(5)])))];
            string Said(string truth, double wrong) =>
                string.Join(' ', truth.Split(' ').Select(word => random.NextDouble() < wrong ? "other" : word));
            return (
                new("t", ids, null, []) { Texts = new([.. truths.Select(truth => Said(truth, 0.1))], truths) },
                new("s", ids, null, []) { Texts = new([.. truths.Select(truth => Said(truth, 0.3))], truths) });
        }

        double[] numbers = [.. Enumerable.Range(0, Items).Select(item => (double)(item % 2))];
        string[]? queries = form.IsOfQueries ? [.. Enumerable.Range(0, Items).Select(item => Id(item / 6))] : null;
        double[] given = [.. numbers.Select(number => number + (1.6 * (random.NextDouble() - 0.5)))];
        double[] worse = [.. given.Select(number => number + (2.5 * (random.NextDouble() - 0.5)))];
        return (
            new("t", ids, null, [], clusters: queries) { Numbers = new(given, numbers) },
            new("s", ids, null, [], clusters: queries) { Numbers = new(worse, numbers) });
    }
}
