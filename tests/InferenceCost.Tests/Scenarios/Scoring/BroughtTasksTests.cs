using InferenceCost.Foundation;
using InferenceCost.Onnx.Schema;
using InferenceCost.Records;
using InferenceCost.Running.Planning;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;
using static InferenceCost.Tests.Scenarios.Scoring.BroughtModels;

namespace InferenceCost.Tests.Scenarios.Scoring;

/// <summary>Tasks whose answers are no classes, as a person brings them: the figures stand beside, computed in double precision.</summary>
public sealed class BroughtTasksTests : IDisposable
{
    private const int Items = 40;
    private const int Features = 5;

    private static readonly float[] X = Normal(Items * Features, 1);
    private static readonly NpyArray Inputs = BroughtModels.Array("x", TensorElementType.Float, [Items, Features], X);

    private readonly BroughtModels brought = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        brought.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Labels_that_are_fractions_make_it_a_regression()
    {
        var w = Normal(Features, 2);
        double[] truth = [.. Product(X, w, Features).Select(row => row[0] + 0.5)];
        var request = Labelled(Linear(w, 1), BroughtModels.Array("labels", TensorElementType.Double, [Items], truth));
        var task = Family(request).Task;
        Assert.Equal((TaskKind.Regression, "mae"), (task.Kind, task.Metric));
        var (predictions, reading) = brought.Score(request)[0];
        Assert.Equal(AnswerMeaning.Regression, reading.Meaning);
        Assert.Equal(truth, predictions.Numbers!.True!);
        Assert.Equal(truth.Select(value => value - 0.5), predictions.Numbers.Given, (one, two) => Math.Abs(one - two) < 1e-4);
    }

    [Fact]
    public void Graded_pairs_are_answered_by_the_cosine_of_their_vectors()
    {
        var w = Normal(Features * 3, 3);
        var rows = Product(X, w, Features);
        long[] pairs = [0, 1, 2, 3, 4, 5];
        var request = Labelled(
            Linear(w, 3), BroughtModels.Array("pairs", TensorElementType.Int64, [3, 2], pairs),
            BroughtModels.Array("grades", TensorElementType.Double, [3], 0.1, 0.9, 0.4));
        Assert.Equal((TaskKind.Similarity, "spearman"), (Family(request).Task.Kind, Family(request).Task.Metric));
        var (predictions, _) = brought.Score(request)[0];
        Assert.Null(predictions.Clusters);
        Assert.Equal([0.1, 0.9, 0.4], predictions.Numbers!.True!);
        Assert.Equal(
            pairs.Chunk(2).Select(pair => Cosine(rows[pair[0]], rows[pair[1]])), predictions.Numbers.Given,
            (one, two) => Math.Abs(one - two) < 1e-5);
    }

    [Fact]
    public void Pairs_that_share_their_first_item_are_a_ranking_for_it()
    {
        var request = Labelled(
            Linear(Normal(Features * 3, 3), 3), BroughtModels.Array("pairs", TensorElementType.Int64, [4, 2], 0L, 5, 0, 6, 1, 5, 1, 7),
            BroughtModels.Array("relevance", TensorElementType.Int64, [4], 1L, 0, 0, 1)) with { Metric = "ndcg@2" };
        Assert.Equal("ndcg@2", Family(request).Task.Metric);
        Assert.Equal(["0", "0", "1", "1"], brought.Score(request)[0].Predictions.Clusters!);
    }

    [Fact]
    public void A_pair_that_names_no_item_is_refused()
    {
        var request = Labelled(
            Linear(Normal(Features * 3, 3), 3), BroughtModels.Array("pairs", TensorElementType.Int64, [1, 2], 0L, Items),
            BroughtModels.Array("grades", TensorElementType.Double, [1], 0.5));
        Assert.Contains("40", Assert.Throws<InputException>(() => Family(request)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ranking_by_one_number_an_item_has_its_queries_beside_the_labels()
    {
        var w = Normal(Features, 2);
        var request = Labelled(
            Linear(w, 1),
            BroughtModels.Array("relevance", TensorElementType.Int64, [Items], [.. Enumerable.Range(0, Items).Select(i => i % 3L)]),
            BroughtModels.Array("query", TensorElementType.Int64, [Items], [.. Enumerable.Range(0, Items).Select(i => i / 10L)])) with
        {
            Metric = "ndcg@5",
        };
        var (predictions, _) = brought.Score(request)[0];
        Assert.Equal(Items / 10, predictions.Clusters!.Distinct().Count());
    }

    [Fact]
    public void Grades_from_elsewhere_take_the_place_of_scoring()
    {
        var model = Linear(Normal(Features, 2), 1);
        File.WriteAllText(folder.File("t.csv"), "item,score\na,0.5\nb,1\n");
        File.WriteAllText(folder.File("s.csv"), "item,score\nb,0.75\na,0.5\n");
        File.WriteAllText(folder.File("o.csv"), "item,score\nb,0.75\nc,0.5\n");
        RunRequest Graded(params string[] scores) =>
            brought.Request(model, model, null) with { Scores = scores, Margin = 2, Metric = null };
        var found = RunSelection.Find(
            Graded($"teacher={folder.File("t.csv")}", $"student={folder.File("s.csv")}"),
            cancellation: TestContext.Current.CancellationToken);
        var family = Assert.Single(found.Families.Values);
        Assert.Equal((TaskKind.None, "score", 2.0), (family.Task.Kind, family.Task.Metric, family.Task.Margin!.Value));
        Assert.All(Assert.Single(found.Records).Models, record => Assert.Equal(64, record.Grades!.Sha256.Length));
        Assert.All(
            [
                Graded($"teacher={folder.File("t.csv")}"),
                Graded($"teacher={folder.File("t.csv")}", $"student={folder.File("o.csv")}"),
                Graded($"teacher={folder.File("t.csv")}", $"other={folder.File("s.csv")}"),
                Graded("teacher", $"student={folder.File("s.csv")}"),
            ],
            request => Assert.Throws<InputException>(
                () => RunSelection.Find(request, cancellation: TestContext.Current.CancellationToken)));
    }

    private RunRequest Labelled(ModelProto model, params NpyArray[] truth)
    {
        NpzArchive.Write(folder.File("truth.npz"), truth);
        return brought.Request(model, model, Inputs) with { LabelsFile = folder.File("truth.npz") };
    }

    private static ModelProto Linear(float[] w, int outputs) => new GraphBuilder("linear")
        .Input("x", TensorElementType.Float, "N", Features).Output("y", TensorElementType.Float, "N", outputs)
        .Floats("W", [Features, outputs], w).Node("MatMul", ["x", "W"], ["y"]).Model;

    private static double Cosine(double[] own, double[] other) =>
        own.Zip(other, (a, b) => a * b).Sum() / Math.Sqrt(own.Sum(a => a * a) * other.Sum(b => b * b));
}
