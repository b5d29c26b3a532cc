using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using InferenceCost.Records;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;
using static InferenceCost.Tests.Scenarios.Scoring.BroughtModels;
using static InferenceCost.Tests.Scenarios.Scoring.ClassicalNodes;

namespace InferenceCost.Tests.Scenarios.Scoring;

/// <summary>
/// Trees, linear classifiers and support-vector machines, which give a class beside its scores, as tensors or as maps. The right answers
/// are summed up beside each.
/// </summary>
public sealed class ClassicalModelsTests : IDisposable
{
    private const int Items = 50;
    private const int Features = 6;

    private static readonly float[] X = Normal(Items * Features, 1);
    private static readonly NpyArray Inputs = BroughtModels.Array("x", TensorElementType.Float, [Items, Features], X);
    private static readonly string[] Names = ["ant", "bee", "cat"];

    private readonly BroughtModels brought = new();

    public void Dispose() => brought.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_forest_gives_probabilities_beside_its_class(bool areNamed)
    {
        var (own, other) = (Forest(3, 20, 11), Forest(3, 5, 12));
        var (truth, student) = (Sums(own, X, Features), Sums(other, X, Features));
        var scored = brought.Score(brought.Request(
            Classifier(own, areNamed ? Names : null), Classifier(other, areNamed ? Names : null), Inputs, [.. truth.Select(Best)]));
        Assert.All(scored, model => Assert.Equal(("probs", AnswerMeaning.Probabilities), (model.Reading.Output, model.Reading.Meaning)));
        Assert.Equal(truth.Select(Best), scored[0].Predictions.Predicted);
        Assert.Equal(student.Select(Best), scored[1].Predictions.Predicted);
        for (var item = 0; item < Items; item++)
        {
            Assert.Equal(
                student[item], scored[1].Predictions.ProbabilitiesOf(item).ToArray().Select(p => (double)p),
                (one, two) => Math.Abs(one - two) < 1e-5);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Beside_a_sequence_of_maps_the_class_is_read(bool areNamed)
    {
        var names = areNamed ? Names : null;
        ModelProto Zipped(Stump[] trees) => Model(
            Features, [Trees(trees, "NONE", ["label", "p"], names), ZipMap("p", "probs", 3, names)], Label(areNamed),
            Maps("probs", areNamed));
        var (own, other) = (Forest(3, 20, 11), Forest(3, 5, 12));
        var truth = Sums(own, X, Features).Select(Best).ToArray();
        var scored = brought.Score(brought.Request(Zipped(own), Zipped(other), Inputs, truth));
        Assert.All(scored, model => Assert.Equal(("label", AnswerMeaning.Class), (model.Reading.Output, model.Reading.Meaning)));
        Assert.Equal(truth, scored[0].Predictions.Predicted);
        Assert.Equal(Sums(other, X, Features).Select(Best), scored[1].Predictions.Predicted);
    }

    [Fact]
    public void Maps_alone_are_refused_before_anything_is_measured()
    {
        var model = Model(Features, [Trees(Forest(3, 5, 11), "NONE", ["label", "p"]), ZipMap("p", "probs", 3)], Maps("probs", false));
        var thrown = Assert.Throws<InputException>(
            () => BroughtModels.Family(brought.Request(model, model, Inputs, new int[Items])));
        Assert.Contains("zipmap=False", thrown.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Sums_of_a_forest_without_a_transform_say_who_wins_and_nothing_of_confidence()
    {
        var trees = Forest(3, 20, 11).Select(tree => tree with { Below = Scaled(tree.Below), Above = Scaled(tree.Above) }).ToArray();
        var scored = brought.Score(brought.Request(Classifier(trees), Classifier(trees), Inputs));
        Assert.Equal(AnswerMeaning.Scores, scored[0].Reading.Meaning);
        Assert.Equal(Sums(trees, X, Features).Select(Best), scored[0].Predictions.Predicted);
        Assert.Equal(0, scored[0].Predictions.Classes ?? 0);

        static float[] Scaled(float[] weights) => [.. weights.Index().Select(weight => (weight.Item - 0.01f) * (5 + weight.Index))];
    }

    [Fact]
    public void A_regressor_of_trees_is_known_by_its_operator()
    {
        var model = Model(
            Features, [Trees(Forest(1, 5, 11), "NONE", ["y"])], GraphBuilder.Value("y", TensorElementType.Float, "N", 1));
        var scored = BroughtModels.Family(brought.Request(model, model, Inputs)).Models[0].Scored!;
        Assert.Equal(("y", OutputOrigin.Regressor), (scored.Name, scored.Origin));
    }

    [Theory]
    [InlineData("NONE")]
    [InlineData("SOFTMAX")]
    [InlineData("LOGISTIC")]
    public void One_row_of_coefficients_decides_between_two_classes_by_the_sign(string transform)
    {
        var w = Normal(Features, 2);
        var model = Model(Features, [Linear(w, 1, transform, classes: 2)], Label(false), Scores(2));
        var truth = Product(X, w, Features).Select(row => row[0] > 0 ? 1 : 0).ToArray();
        Assert.Equal(truth, brought.Score(brought.Request(model, model, Inputs))[0].Predictions.Predicted);
    }

    [Fact]
    public void Classes_one_against_the_rest_are_probabilities_once_their_sum_is_1()
    {
        var w = Normal(Features * 3, 2);
        var normalizer = Node("Normalizer", "scores", "probs");
        normalizer.Attribute.Add(Word("norm", "L1"));
        var model = Model(
            Features, [Linear(w, 3, "LOGISTIC", Names), normalizer], Label(true),
            GraphBuilder.Value("probs", TensorElementType.Float, "N", 3));
        var (predictions, reading) = brought.Score(brought.Request(model, model, Inputs))[0];
        Assert.Equal(("probs", AnswerMeaning.Probabilities), (reading.Output, reading.Meaning));
        // Coefficients lie class by class here.
        float[] byFeature = [.. Enumerable.Range(0, Features).SelectMany(i => Enumerable.Range(0, 3).Select(c => w[(c * Features) + i]))];
        var sigmoids = Product(X, byFeature, Features)[0].Select(score => 1 / (1 + Math.Exp(-score))).ToArray();
        Assert.Equal(
            sigmoids.Select(one => one / sigmoids.Sum()), predictions.ProbabilitiesOf(0).ToArray().Select(p => (double)p),
            (one, two) => Math.Abs(one - two) < 1e-5);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_support_vector_machine_without_probabilities_is_read_by_its_class(int classes)
    {
        var (both, alone) = (Machine(classes), Machine(classes));
        alone.Graph.Output.RemoveAt(1);
        var scored = brought.Score(brought.Request(both, alone, Inputs));
        Assert.Equal(["label", "label"], scored.Select(model => model.Reading.Output));
        Assert.Equal(scored[1].Predictions.Predicted, scored[0].Predictions.Predicted);
        Assert.True(scored[0].Predictions.Predicted.Distinct().Count() > 1);
        var pairsOnly = Machine(classes);
        pairsOnly.Graph.Output.RemoveAt(0);
        var thrown = Assert.Throws<InputException>(() => brought.Score(brought.Request(pairsOnly, pairsOnly, Inputs)));
        Assert.Contains("class output", thrown.Fix, StringComparison.Ordinal);
    }

    private static ModelProto Machine(int classes)
    {
        var node = Node("SVMClassifier", "x", "label", "scores");
        var pairs = classes * (classes - 1) / 2;
        node.Attribute.Add(
        [
            Whole("classlabels_ints", [.. Enumerable.Range(0, classes).Select(number => (long)number)]),
            Real("coefficients", Normal((classes - 1) * classes * 2, 3)), Real("kernel_params", 0.1f, 0, 3), Word("kernel_type", "RBF"),
            Word("post_transform", "NONE"), Real("rho", Normal(pairs, 4).Select(value => value / 10).ToArray()),
            Real("support_vectors", Normal(classes * 2 * Features, 5)),
            Whole("vectors_per_class", [.. Enumerable.Repeat(2L, classes)]),
        ]);
        return Model(Features, [node], Label(false), Scores(null));
    }

    private static ModelProto Classifier(Stump[] trees, string[]? names = null) => Model(
        Features, [Trees(trees, "NONE", ["label", "probs"], names)], Label(names is not null),
        GraphBuilder.Value("probs", TensorElementType.Float, "N", trees[0].Below.Length));

    private static ValueInfoProto Label(bool isNamed) =>
        GraphBuilder.Value("label", isNamed ? TensorElementType.String : TensorElementType.Int64, "N");

    private static ValueInfoProto Scores(int? columns) => GraphBuilder.Value("scores", TensorElementType.Float, "N", columns);

    /// <summary>Trees whose leaves hold shares that sum to one over all trees.</summary>
    private static Stump[] Forest(int classes, int trees, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, trees).Select(_ => new Stump(
            random.Next(Features), (float)(random.NextDouble() - 0.5), Shares(), Shares()))];

        float[] Shares()
        {
            double[] raw = [.. Enumerable.Range(0, classes).Select(_ => random.NextDouble())];
            return [.. raw.Select(share => (float)(share / raw.Sum() / trees))];
        }
    }
}
