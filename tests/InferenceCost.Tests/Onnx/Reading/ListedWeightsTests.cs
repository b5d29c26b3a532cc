using Google.Protobuf;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Onnx.Reading;

public sealed class ListedWeightsTests
{
    [Fact]
    public void Thresholds_of_branches_and_weights_of_leaves_count_and_the_structure_is_storage()
    {
        // One branch and two leaves; formats write a value at leaves too.
        var trees = Node(
            "TreeEnsembleRegressor", Floats("nodes_values", 0.5f, 0, 0), Floats("nodes_hitrates", 1, 1, 1), Floats("target_weights", 1, 2),
            Ints("nodes_featureids", 3, 0, 0), Words("nodes_modes", "BRANCH_LEQ", "LEAF", "LEAF"));
        Assert.Equal(new ListedWeights(3, 8 * sizeof(float), 3 * sizeof(long)), ListedWeights.In([trees]));
    }

    [Fact]
    public void Coefficients_count_and_numbers_of_other_operators_do_not()
    {
        var linear = Node("LinearClassifier", Floats("coefficients", 1, 2, 3, 4), Floats("intercepts", 5, 6));
        var resize = new NodeProto { OpType = "Resize", Attribute = { Floats("scales", 1, 2) } };
        Assert.Equal(6, ListedWeights.In([linear, resize]).Parameters);
    }

    [Fact]
    public void A_model_without_a_stored_tensor_has_a_size()
    {
        using var folder = new TemporaryFolder();
        var model = new GraphBuilder("linear")
            .Input("x", TensorElementType.Float, "N", 2).Output("label", TensorElementType.Int64, "N").Model;
        var node = Node("LinearClassifier", Floats("coefficients", 1, 2, 3, 4), Floats("intercepts", 5, 6));
        node.Input.Add("x");
        node.Output.Add("label");
        model.Graph.Node.Add(node);
        var inventory = OnnxInventory.Take(OnnxModelFile.Read(model.Save(folder.File("linear.onnx"))));
        Assert.Equal((6, 24, 24), (inventory.Parameters, inventory.InitializerBytes, inventory.StoredInitializerBytes));
        Assert.Equal(24, inventory.BytesByType["float32"]);
    }

    private static NodeProto Node(string operation, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = operation, Domain = "ai.onnx.ml" };
        node.Attribute.Add(attributes);
        return node;
    }

    private static AttributeProto Floats(string name, params float[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Floats };
        attribute.Floats.Add(values);
        return attribute;
    }

    private static AttributeProto Ints(string name, params long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.Add(values);
        return attribute;
    }

    private static AttributeProto Words(string name, params string[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Strings };
        attribute.Strings.Add(values.Select(ByteString.CopyFromUtf8));
        return attribute;
    }
}
