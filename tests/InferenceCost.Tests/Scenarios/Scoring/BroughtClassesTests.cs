using Google.Protobuf;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Schema;
using InferenceCost.Records;
using InferenceCost.Running.Planning;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;
using static InferenceCost.Tests.Scenarios.Scoring.BroughtModels;

namespace InferenceCost.Tests.Scenarios.Scoring;

/// <summary>
/// Classifiers that call their classes by names or by numbers of their own, as scikit-learn's converters write them. Each is held to the
/// classes that were computed beside it.
/// </summary>
public sealed class BroughtClassesTests : IDisposable
{
    private const int Items = 40;
    private const int Features = 4;
    private const int Classes = 3;

    private static readonly float[] X = Normal(Items * Features, 1);
    private static readonly float[] Own = Normal(Features * Classes, 2);
    private static readonly int[] Truth = [.. Product(X, Own, Features).Select(Best)];
    private static readonly InferenceCost.Tasks.Inputs.NpyArray Inputs =
        BroughtModels.Array("x", TensorElementType.Float, [Items, Features], X);

    private readonly BroughtModels brought = new();
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        brought.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Labels_and_scores_meet_by_the_classes_own_numbers()
    {
        // The student lists the same classes in another order, with its columns moved likewise.
        int[] order = [2, 0, 1];
        var labels = Truth.Select(place => place + 1).ToArray();
        var scored = brought.Score(brought.Request(
            Classifier([1, 2, 3], Own), Classifier([.. order.Select(place => place + 1L)], Moved(Own, order)), Inputs, labels));
        Assert.All(scored, AssertIsTruth);
        for (var item = 0; item < Items; item++)
        {
            Assert.Equal(
                scored[0].Predictions.ProbabilitiesOf(item).ToArray(), scored[1].Predictions.ProbabilitiesOf(item).ToArray(),
                (one, two) => Math.Abs(one - two) < 1e-5);
        }
    }

    [Fact]
    public void The_class_itself_is_paired_with_scores_by_its_number()
    {
        var alone = Classifier([-1, 5, 2], Own);
        alone.Graph.Output.RemoveAt(1);
        var labels = Truth.Select(place => new[] { -1, 5, 2 }[place]).ToArray();
        var scored = brought.Score(brought.Request(Classifier([-1, 5, 2], Own), alone, Inputs, labels));
        Assert.Equal([AnswerMeaning.Probabilities, AnswerMeaning.Class], scored.Select(model => model.Reading.Meaning));
        Assert.All(scored, AssertIsTruth);
    }

    [Fact]
    public void Labels_by_name_meet_classes_by_name_and_the_record_names_them()
    {
        string[] names = ["cat", "dog", "newt"];
        var request = brought.Request(Named(names, Own), Linear(Own), Inputs) with
        {
            LabelsFile = folder.Write("y.csv", "kind\n" + string.Join('\n', Truth.Select(place => names[place]))),
            Margin = 0.02,
        };
        Assert.All(brought.Score(request), AssertIsTruth);
        var found = RunSelection.Find(request, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(names, Assert.Single(found.Records).Task.Classes);

        // Places from 0 are labels too: names that are no numbers cannot be mistaken for them.
        var places = request with { LabelsFile = folder.Write("z.csv", "kind\n" + string.Join('\n', Truth)) };
        Assert.Equal(Truth, brought.Score(places)[0].Predictions.Labels!);
        var wrong = request with { LabelsFile = folder.Write("w.csv", "kind\n" + string.Join('\n', Truth.Select(_ => "bat"))) };
        Assert.Contains("label 0 is 'bat', which is none of the models' classes",
            Assert.Throws<InputException>(() => brought.Score(wrong)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_be_counted_in_two_ways_is_refused()
    {
        // Labels from 0 beside classes from 1: 1 and 2 would be read as others than were meant.
        var thrown = Assert.Throws<InputException>(
            () => brought.Score(brought.Request(Classifier([1, 2, 3], Own), Classifier([1, 2, 3], Own), Inputs, Truth)));
        Assert.Contains("is '0', which is none of the models' classes", thrown.Message, StringComparison.Ordinal);

        var argMax = Linear(Own);
        argMax.Graph.Node[0].Output[0] = "z";
        argMax.Graph.Output[0] = GraphBuilder.Value("y", TensorElementType.Int64, "N");
        argMax.Graph.Node.Add(new NodeProto
        {
            OpType = "ArgMax", Input = { "z" }, Output = { "y" },
            Attribute = { GraphBuilder.Whole("axis", 1), GraphBuilder.Whole("keepdims", 0) },
        });
        thrown = Assert.Throws<InputException>(() => brought.Score(brought.Request(Classifier([1, 2, 3], Own), argMax, Inputs)));
        Assert.Contains("another model calls its classes 1, 2, 3", thrown.Message, StringComparison.Ordinal);

        thrown = Assert.Throws<InputException>(
            () => brought.Score(brought.Request(Classifier([1, 2, 3], Own), Classifier([1, 2, 4], Own), Inputs)));
        Assert.Contains("and the models are compared by 3 (1, 2, 3)", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_says_which_output_is_read_and_as_what()
    {
        var request = brought.Request(Classifier([1, 2, 3], Own), Linear(Own), Inputs, [.. Truth.Select(place => place + 1)]);
        Assert.Equal(
            [
                "own/teacher: answers are output 'scores', float32[N,3]: the graph ends in a softmax, so probabilities if every item's sum "
                + "to 1; the values decide; classes 1, 2, 3",
                "own/student: answers are output 'y', float32[N,3]: what its numbers are is found out from the values",
            ],
            AnswerPlan.Lines(Family(request)));
        Assert.Contains(
            AnswerPlan.Lines(Family(request with { Answers = ["y=logits"] })),
            line => line.EndsWith("logits, as declared", StringComparison.Ordinal));
        Assert.Empty(AnswerPlan.Lines(Family(request with { InputsFile = null, LabelsFile = null })));
    }

    private static void AssertIsTruth((Predictions Predictions, AnswerReading Reading) model)
    {
        Assert.Equal(Truth, model.Predictions.Labels!);
        Assert.Equal(Truth, model.Predictions.Predicted);
    }

    private static float[] Moved(float[] weights, int[] order) =>
        [.. weights.Select((_, i) => weights[i - (i % Classes) + order[i % Classes]])];

    private static ModelProto Linear(float[] weights) => new GraphBuilder("linear")
        .Input("x", TensorElementType.Float, "N", Features).Output("y", TensorElementType.Float, "N", Classes)
        .Floats("W", [Features, Classes], weights).Node("MatMul", ["x", "W"], ["y"]).Model;

    private static ModelProto Classifier(long[] classes, float[] weights)
    {
        var attribute = new AttributeProto
        {
            Name = "classlabels_ints", Type = AttributeProto.Types.AttributeType.Ints, Ints = { classes },
        };
        return Classifier(attribute, TensorElementType.Int64, weights);
    }

    private static ModelProto Named(string[] classes, float[] weights) => Classifier(
        new AttributeProto
        {
            Name = "classlabels_strings",
            Type = AttributeProto.Types.AttributeType.Strings,
            Strings = { classes.Select(ByteString.CopyFromUtf8) },
        },
        TensorElementType.String, weights);

    /// <summary>A LinearClassifier of ONNX's own, which gives the class first and then the scores.</summary>
    private static ModelProto Classifier(AttributeProto classes, TensorElementType type, float[] weights)
    {
        var graph = new GraphBuilder("classifier")
            .Input("x", TensorElementType.Float, "N", Features).Output("label", type, "N")
            .Output("scores", TensorElementType.Float, "N", Classes)
            .Node("LinearClassifier", ["x"], ["label", "scores"], classes,
                new AttributeProto
                {
                    Name = "coefficients",
                    Type = AttributeProto.Types.AttributeType.Floats,
                    Floats = { Enumerable.Range(0, weights.Length).Select(i => weights[(i % Features * Classes) + (i / Features)]) },
                },
                new AttributeProto
                {
                    Name = "intercepts", Type = AttributeProto.Types.AttributeType.Floats, Floats = { Enumerable.Repeat(0f, Classes) },
                },
                new AttributeProto
                {
                    Name = "post_transform", Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8("SOFTMAX"),
                });
        graph.Model.Graph.Node[0].Domain = "ai.onnx.ml";
        graph.Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 3 });
        return graph.Model;
    }
}
