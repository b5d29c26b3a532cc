using System.Runtime.InteropServices;
using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using InferenceCost.Records;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;
using static InferenceCost.Tests.Scenarios.Scoring.BroughtModels;

namespace InferenceCost.Tests.Scenarios.Scoring;

/// <summary>
/// Models of kinds that people bring and nobody here made. Each test holds the right figure, computed beside the models in double
/// precision; before, the first of these gave wrong ones.
/// </summary>
public sealed class BroughtModelsTests : IDisposable
{
    private const int Items = 50;
    private const int Features = 6;
    private const int Classes = 4;

    private static readonly float[] X = Normal(Items * Features, 1);
    private static readonly float[] Own = Normal(Features * Classes, 2);
    private static readonly float[] Other = Normal(Features * Classes, 3);
    private static readonly NpyArray Inputs = BroughtModels.Array("x", TensorElementType.Float, [Items, Features], X);

    private readonly BroughtModels brought = new();

    public void Dispose() => brought.Dispose();

    [Fact]
    public void A_softmax_inside_the_graph_is_not_applied_again()
    {
        var truth = Product(X, Own, Features);
        var scored = brought.Score(brought.Request(Linear(Own, "Softmax"), Linear(Own), Inputs, [.. truth.Select(Best)]));
        Assert.Equal([AnswerMeaning.Probabilities, AnswerMeaning.Logits], scored.Select(model => model.Reading.Meaning));
        for (var item = 0; item < Items; item++)
        {
            var sum = truth[item].Sum(Math.Exp);
            foreach (var (predictions, _) in scored)
            {
                Assert.Equal(
                    truth[item].Select(logit => Math.Exp(logit) / sum), predictions.ProbabilitiesOf(item).ToArray().Select(p => (double)p),
                    (one, two) => Math.Abs(one - two) < 1e-5);
            }
        }
    }

    [Fact]
    public void Two_sigmoids_agree_where_they_lie_on_the_same_side_of_a_half()
    {
        var (own, other) = (Own[..Features], Other[..Features]);
        var scored = brought.Score(brought.Request(Linear(own, "Sigmoid"), Linear(other, "Sigmoid"), Inputs));
        Assert.All(scored, model => Assert.Equal(AnswerMeaning.Probability, model.Reading.Meaning));
        Assert.Equal(Product(X, own, Features).Select(row => row[0] > 0 ? 1 : 0), scored[0].Predictions.Predicted);
        Assert.Equal(Product(X, other, Features).Select(row => row[0] > 0 ? 1 : 0), scored[1].Predictions.Predicted);
    }

    [Fact]
    public void A_provider_gives_another_class_where_its_number_lies_on_the_other_side_of_a_half()
    {
        using var file = new TemporaryFolder();
        // Probabilities of 0.27, 0.48 and 0.97 here, and of 0.50, 0.52 and 1 there.
        var (here, there) = (Collected([-1, -0.1f, 3.5f], file), Collected([0.01f, 0.1f, 40], file));
        here.Write(file.File("p.csv"), "m", new InputSource());
        Assert.Equal(2, here.Against(there).OtherClass);
    }

    private static ICollectedAnswers Collected(float[] logits, TemporaryFolder file)
    {
        var model = new GraphBuilder("sigmoid")
            .Input("x", TensorElementType.Float, "N", 1).Output("y", TensorElementType.Float, "N", 1).Node("Sigmoid", ["x"], ["y"]).Model;
        using var loaded = LoadedModel.Load(model.Save(file.File("m.onnx")), new CpuProvider(), new SessionSettings());
        BoundWorkload Bind(float[] values) => BoundWorkload.Bind(loaded, [new InputTensor(
            "x", TensorElementType.Float, [values.Length, 1], MemoryMarshal.AsBytes<float>(values).ToArray())]);
        using var one = Bind(logits[..1]);
        var answers = TaskKindCatalog.Find(TaskKind.None).Collect(
            one, new ScoredOutput("y") { Origin = OutputOrigin.Sigmoid }, logits.Length, "m");
        using var all = Bind(logits);
        all.Run();
        answers.Take(all, 0, logits.Length);
        return answers;
    }

    [Fact]
    public void A_single_number_without_evidence_is_compared_as_a_number_until_it_is_said_what_it_is()
    {
        var model = Linear(Own[..Features]);
        var unsaid = brought.Score(brought.Request(model, model, Inputs))[0];
        Assert.Contains("--answer y=logit", unsaid.Reading.Evidence, StringComparison.Ordinal);
        Assert.False(unsaid.Predictions.HasAnswers);
        Assert.Equal(
            Product(X, Own[..Features], Features).Select(row => row[0]), unsaid.Predictions.Numbers!.Given,
            (one, two) => Math.Abs(one - two) < 1e-4);
        var scored = brought.Score(brought.Request(model, model, Inputs, null, "y=logit"));
        Assert.Equal(Product(X, Own[..Features], Features).Select(row => row[0] > 0 ? 1 : 0), scored[0].Predictions.Predicted);
    }

    [Fact]
    public void Double_precision_is_read_as_what_it_is()
    {
        var doubles = BroughtModels.Array("x", TensorElementType.Double, [Items, Features], [.. X.Select(value => (double)value)]);
        var scored = brought.Score(brought.Request(LinearOfDoubles(Own), LinearOfDoubles(Other), doubles));
        Assert.Equal(Product(X, Own, Features).Select(Best), scored[0].Predictions.Predicted);
        Assert.Equal(Product(X, Other, Features).Select(Best), scored[1].Predictions.Predicted);
    }

    [Fact]
    public void A_student_that_takes_and_gives_another_precision_is_fed_and_read_in_it()
    {
        var labels = Product(X, Own, Features).Select(Best).ToArray();
        var scored = brought.Score(brought.Request(Linear(Own), LinearOfDoubles(Own), Inputs, labels));
        Assert.Equal(labels, scored[0].Predictions.Predicted);
        Assert.Equal(labels, scored[1].Predictions.Predicted);
    }

    [Fact]
    public void Fractions_are_not_fed_to_a_model_that_takes_bytes()
    {
        var shares = BroughtModels.Array("x", TensorElementType.Float, [2, 2], 0f, 1f, 0.25f, 1f);
        var bytes = BroughtModels.Array("x", TensorElementType.UInt8, [2, 2], (byte)0, (byte)255, (byte)64, (byte)255);
        var model = OfBytes([1, -1, -1, 1]);
        var thrown = Assert.Throws<InputException>(() => brought.Score(brought.Request(model, model, shares)));
        Assert.Contains("item 1: 0.25 is no uint8", thrown.Message, StringComparison.Ordinal);
        Assert.Equal([1, 1], brought.Score(brought.Request(model, model, bytes))[0].Predictions.Predicted);
    }

    [Fact]
    public void A_model_exported_for_one_item_answers_all_of_them_one_by_one()
    {
        var labels = Product(X, Own, Features).Select(Best).ToArray();
        var scored = brought.Score(brought.Request(Linear(Own, items: 1), Linear(Own), Inputs, labels), batch: 1);
        Assert.All(scored, model => Assert.Equal(labels, model.Predictions.Predicted));
    }

    [Fact]
    public void Calls_of_one_and_of_eight_items_are_not_compared() =>
        Assert.Throws<InputException>(
            () => BroughtModels.Family(brought.Request(Linear(Own, items: 1), Linear(Own, items: 8), inputs: null)));

    [Fact]
    public void Outputs_of_other_names_are_paired_by_what_they_hold()
    {
        var scored = brought.Score(brought.Request(Linear(Own, output: "logits"), Linear(Other, output: "output"), Inputs));
        Assert.Equal(["logits", "output"], scored.Select(model => model.Reading.Output));
        Assert.Equal(Product(X, Other, Features).Select(Best), scored[1].Predictions.Predicted);
    }

    [Fact]
    public void Of_a_class_and_its_scores_the_scores_are_taken_and_a_class_alone_is_taken_too()
    {
        var both = Linear(Own);
        both.Graph.Node.Add(Node("ArgMax", "y", "label", GraphBuilder.Whole("axis", 1), GraphBuilder.Whole("keepdims", 0)));
        both.Graph.Output.Insert(0, GraphBuilder.Value("label", TensorElementType.Int64, "N"));
        var alone = both.Clone();
        alone.Graph.Output.RemoveAt(1);
        var scored = brought.Score(brought.Request(both, both, Inputs));
        Assert.Equal(("y", AnswerMeaning.Logits), (scored[0].Reading.Output, scored[0].Reading.Meaning));
        scored = brought.Score(brought.Request(alone, alone, Inputs));
        Assert.Equal(("label", AnswerMeaning.Class), (scored[0].Reading.Output, scored[0].Reading.Meaning));
        Assert.Equal(Product(X, Own, Features).Select(Best), scored[0].Predictions.Predicted);
    }

    [Fact]
    public void Made_up_indices_stay_within_the_table_that_they_look_into()
    {
        const int Rows = 7;
        var model = new GraphBuilder("table")
            .Input("ids", TensorElementType.Int64, "N", 40).Output("y", TensorElementType.Float, "N", 40, 2)
            .Floats("E", [Rows, 2], Normal(Rows * 2, 4)).Node("Gather", ["E", "ids"], ["y"]).Model;
        var request = brought.Request(model, model, inputs: null);
        var family = BroughtModels.Family(request);
        var job = new JobContext(
            new Dictionary<string, FamilyDefinition> { [family.Id] = family }, request, "").Model(
                family, family.Models[0].Id);
        using var loaded = LoadedModel.Load(job.Path, new CpuProvider(), new SessionSettings());
        var ids = MemoryMarshal.Cast<byte, long>(Assert.Single(job.Inputs.Open(loaded.Session).Batch(0, 8)).Bytes).ToArray();
        Assert.All(ids, id => Assert.InRange(id, 0, Rows - 1));
        Assert.Equal(Rows, ids.Distinct().Count());
    }

    [Fact]
    public void An_output_whose_size_depends_on_the_values_is_left_to_the_runtime()
    {
        var model = new GraphBuilder("detector")
            .Input("x", TensorElementType.Float, "N", 4).Output("boxes", TensorElementType.Int64, 2, "K")
            .Output("y", TensorElementType.Float, "N", 4)
            .Node("NonZero", ["x"], ["boxes"]).Node("Relu", ["x"], ["y"]).Model;
        using var file = new TemporaryFolder();
        using var loaded = LoadedModel.Load(model.Save(file.File("m.onnx")), new CpuProvider(), new SessionSettings());
        using var workload = BoundWorkload.Bind(
            loaded, [new InputTensor("x", TensorElementType.Float, [1, 4], MemoryMarshal.AsBytes<float>([1, 1, 0, 0]).ToArray())]);
        Assert.Empty(workload.UnboundOutputs);
        MemoryMarshal.AsBytes<float>([1, 1, 1, 0]).CopyTo(workload.Input("x"));
        workload.Run();
        Assert.Equal(["boxes"], workload.UnboundOutputs);
        Assert.Equal([1, 1, 1, 0], MemoryMarshal.Cast<byte, float>(workload.Output("y")).ToArray());
        MemoryMarshal.AsBytes<float>([1, 0, 0, 0]).CopyTo(workload.Input("x"));
        workload.Run();
        Assert.Equal([1, 0, 0, 0], MemoryMarshal.Cast<byte, float>(workload.Output("y")).ToArray());
    }

    private static ModelProto Linear(float[] weights, string? last = null, object? items = null, string output = "y")
    {
        var columns = weights.Length / Features;
        var graph = new GraphBuilder("linear")
            .Input("x", TensorElementType.Float, items ?? "N", Features).Output(output, TensorElementType.Float, items ?? "N", columns)
            .Floats("W", [Features, columns], weights).Node("MatMul", ["x", "W"], [last is null ? output : "z"]);
        return (last is null ? graph : graph.Node(last, ["z"], [output])).Model;
    }

    private static ModelProto LinearOfDoubles(float[] weights) => new GraphBuilder("linear")
        .Input("x", TensorElementType.Double, "N", Features).Output("y", TensorElementType.Double, "N", weights.Length / Features)
        .Initializer("W", TensorElementType.Double, [Features, weights.Length / Features],
            MemoryMarshal.AsBytes<double>([.. weights.Select(value => (double)value)]))
        .Node("MatMul", ["x", "W"], ["y"]).Model;

    private static ModelProto OfBytes(float[] weights) => new GraphBuilder("bytes")
        .Input("x", TensorElementType.UInt8, "N", 2).Output("y", TensorElementType.Float, "N", 2)
        .Floats("W", [2, 2], weights)
        .Node("Cast", ["x"], ["f"], GraphBuilder.Whole("to", (long)TensorElementType.Float)).Node("MatMul", ["f", "W"], ["y"]).Model;

    private static NodeProto Node(string operation, string input, string output, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = operation, Name = operation };
        node.Input.Add(input);
        node.Output.Add(output);
        node.Attribute.Add(attributes);
        return node;
    }
}
