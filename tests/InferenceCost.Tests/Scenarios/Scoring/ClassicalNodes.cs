using Google.Protobuf;
using InferenceCost.Onnx.Schema;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Scenarios.Scoring;

/// <summary>Models of ONNX's own machine-learning operators, as the converters of scikit-learn, XGBoost and LightGBM write them.</summary>
internal static class ClassicalNodes
{
    public const string Domain = "ai.onnx.ml";

    /// <summary>A branch on one feature and two leaves.</summary>
    /// <param name="Feature">The feature that the branch looks at.</param>
    /// <param name="Threshold">Up to it the first leaf counts, above it the second.</param>
    /// <param name="Below">Weights of the first leaf, one a class or target.</param>
    /// <param name="Above">Those of the second.</param>
    public sealed record Stump(int Feature, float Threshold, float[] Below, float[] Above)
    {
        /// <summary>The weights of the leaf that a row falls into.</summary>
        public float[] Of(ReadOnlySpan<float> row) => row[Feature] <= Threshold ? Below : Above;
    }

    /// <summary>The sums of all trees for every row.</summary>
    public static double[][] Sums(Stump[] trees, float[] x, int features) =>
    [
        .. Enumerable.Range(0, x.Length / features).Select(item => Enumerable.Range(0, trees[0].Below.Length).Select(column =>
            trees.Sum(tree => (double)tree.Of(x.AsSpan(item * features, features))[column])).ToArray()),
    ];

    /// <summary>An ensemble of trees: a classifier where outputs are label and scores, a regressor where there is one.</summary>
    public static NodeProto Trees(Stump[] trees, string transform, string[] outputs, string[]? names = null)
    {
        var isRegressor = outputs.Length == 1;
        var node = Node(isRegressor ? "TreeEnsembleRegressor" : "TreeEnsembleClassifier", "x", outputs);
        var prefix = isRegressor ? "target" : "class";
        var leaves = trees.Index().SelectMany(tree => new[] { (1L, tree.Item.Below), (2L, tree.Item.Above) }.SelectMany(
            leaf => leaf.Item2.Index().Select(
                weight => (Tree: (long)tree.Index, Node: leaf.Item1, Class: (long)weight.Index, weight.Item)))).ToList();
        long[] Repeat(params long[] three) => [.. trees.SelectMany(_ => three)];
        node.Attribute.Add(
        [
            Whole("nodes_treeids", [.. trees.Index().SelectMany(tree => Enumerable.Repeat((long)tree.Index, 3))]),
            Whole("nodes_nodeids", Repeat(0, 1, 2)),
            Whole("nodes_featureids", [.. trees.SelectMany(tree => new long[] { tree.Feature, 0, 0 })]),
            Real("nodes_values", [.. trees.SelectMany(tree => new[] { tree.Threshold, 0, 0 })]),
            Words("nodes_modes", [.. trees.SelectMany(_ => new[] { "BRANCH_LEQ", "LEAF", "LEAF" })]),
            Whole("nodes_truenodeids", Repeat(1, 0, 0)),
            Whole("nodes_falsenodeids", Repeat(2, 0, 0)),
            Whole($"{prefix}_treeids", [.. leaves.Select(leaf => leaf.Tree)]),
            Whole($"{prefix}_nodeids", [.. leaves.Select(leaf => leaf.Node)]),
            Whole($"{prefix}_ids", [.. leaves.Select(leaf => leaf.Class)]),
            Real($"{prefix}_weights", [.. leaves.Select(leaf => leaf.Item)]),
            Word("post_transform", transform),
        ]);
        node.Attribute.Add(isRegressor ? Number("n_targets", trees[0].Below.Length) : Labels(trees[0].Below.Length, names));
        return node;
    }

    /// <summary>A linear classifier over rows of coefficients, one a class (or one for two classes).</summary>
    public static NodeProto Linear(float[] coefficients, int rows, string transform, string[]? names = null, int? classes = null)
    {
        var node = Node("LinearClassifier", "x", "label", "scores");
        node.Attribute.Add(
            [Real("coefficients", coefficients), Real("intercepts", new float[rows]), Word("post_transform", transform),
                Labels(classes ?? rows, names, "classlabels_ints")]);
        return node;
    }

    /// <summary>A sequence of maps from class to score.</summary>
    public static NodeProto ZipMap(string input, string output, int classes, string[]? names = null)
    {
        var node = Node("ZipMap", input, output);
        node.Attribute.Add(Labels(classes, names));
        return node;
    }

    /// <summary>The model of some nodes, rows of floats in, with the outputs in the order given.</summary>
    public static ModelProto Model(int features, IEnumerable<NodeProto> nodes, params ValueInfoProto[] outputs)
    {
        var model = new GraphBuilder("classical").Input("x", TensorElementType.Float, "N", features).Model;
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = Domain, Version = 2 });
        model.Graph.Node.Add(nodes);
        model.Graph.Output.Add(outputs);
        return model;
    }

    /// <summary>The output of a <see cref="ZipMap"/>.</summary>
    public static ValueInfoProto Maps(string name, bool areNamed)
    {
        var map = new TypeProto.Types.Map
        {
            KeyType = (int)(areNamed ? TensorElementType.String : TensorElementType.Int64),
            ValueType = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorElementType.Float } },
        };
        var sequence = new TypeProto.Types.Sequence { ElemType = new TypeProto { MapType = map } };
        return new ValueInfoProto { Name = name, Type = new TypeProto { SequenceType = sequence } };
    }

    public static NodeProto Node(string operation, string input, params string[] outputs)
    {
        var node = new NodeProto { OpType = operation, Domain = Domain, Name = operation };
        node.Input.Add(input);
        node.Output.Add(outputs);
        return node;
    }

    public static AttributeProto Word(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    public static AttributeProto Number(string name, long value) => GraphBuilder.Whole(name, value);

    public static AttributeProto Real(string name, params float[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Floats };
        attribute.Floats.Add(values);
        return attribute;
    }

    public static AttributeProto Whole(string name, params long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.Add(values);
        return attribute;
    }

    public static AttributeProto Words(string name, params string[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Strings };
        attribute.Strings.Add(values.Select(ByteString.CopyFromUtf8));
        return attribute;
    }

    private static AttributeProto Labels(int classes, string[]? names, string numbers = "classlabels_int64s") => names is not null
        ? Words("classlabels_strings", names)
        : Whole(numbers, [.. Enumerable.Range(0, classes).Select(number => (long)number)]);
}
