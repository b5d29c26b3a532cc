using InferenceCost.Families.Checking;
using InferenceCost.Families.Definition;
using InferenceCost.Onnx.Reading;

namespace InferenceCost.Families.UserFiles;

/// <summary>What can be told of ONNX files that come without a family file.</summary>
internal static class UserModels
{
    /// <summary>Zero points and scales are stored in other types than the weights that they belong to.</summary>
    private const double LeastShare = 0.1;

    /// <summary>Ids from file names; where two files have one name, from their folders too, and numbered as the last resort.</summary>
    public static IReadOnlyList<string> Ids(IReadOnlyList<string> files)
    {
        var stems = files.Select(file => AsId(Path.GetFileNameWithoutExtension(file))).ToArray();
        var ids = new List<string>();
        foreach (var (index, stem) in stems.Index())
        {
            var folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(files[index])));
            var isRepeated = stems.Count(other => other == stem) > 1;
            var wanted = isRepeated && !string.IsNullOrEmpty(folder) ? AsId($"{folder}-{stem}") : stem;
            var id = wanted;
            for (var number = 2; ids.Contains(id); number++)
            {
                id = FormattableString.Invariant($"{wanted}-{number}");
            }

            ids.Add(id);
        }

        return ids;
    }

    /// <summary>The text with everything that an id may not have replaced by hyphens.</summary>
    public static string AsId(string text)
    {
        var id = string.Concat(text.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.' ? letter : '-'))
            .Trim('-', '.');
        return id.Length > 0 ? id : "model";
    }

    /// <summary>
    /// The narrowest precision in which a tenth of the weights or more are stored: a quantised model often keeps its embeddings as they
    /// were, and these have most bytes. <c>unknown</c> for a model without weights.
    /// </summary>
    public static string Precision(OnnxInventory inventory)
    {
        var weights = inventory.BytesByType
            .Select(type => (Kind: type.Key == "uint8" && IsPacked(inventory) ? ("int4", 4) : Kind(type.Key), type.Value))
            .Where(type => type.Kind is not null)
            .Select(type => (type.Kind!.Value.Word, type.Kind.Value.Bits, Numbers: 8.0 * type.Value / type.Kind.Value.Bits))
            .ToList();
        return weights.Where(type => type.Numbers >= LeastShare * weights.Sum(other => other.Numbers))
            .OrderBy(type => type.Bits).Select(type => type.Word).FirstOrDefault() ?? "unknown";
    }

    /// <summary>
    /// Whether bytes hold two weights each, as the runtime's products of four bits take them: then there are more weights than bytes.
    /// </summary>
    private static bool IsPacked(OnnxInventory inventory) =>
        inventory.NodesByOperator.ContainsKey("com.microsoft:MatMulNBits")
        && inventory.Parameters - inventory.BytesByType.Where(type => type.Key != "uint8" && Kind(type.Key) is not null)
            .Sum(type => 8.0 * type.Value / Kind(type.Key)!.Value.Bits) > 1.5 * inventory.BytesByType["uint8"];

    /// <summary>A precision by the element type that stores it; null of a type that stores no weights, as indices.</summary>
    private static (string Word, int Bits)? Kind(string elementType) => elementType switch
    {
        "float32" => ("fp32", 32),
        "float64" => ("fp64", 64),
        "float16" => ("fp16", 16),
        "bfloat16" => ("bf16", 16),
        "int8" or "uint8" => ("int8", 8),
        "int4" or "uint4" => ("int4", 4),
        _ => elementType.StartsWith("float8", StringComparison.Ordinal) ? (elementType, 8)
            : elementType.StartsWith("float4", StringComparison.Ordinal) ? (elementType, 4)
            : null,
    };

    /// <summary>
    /// The inputs of all models, each name once as the first model has it. Inputs that are no tensors, or do not state how many axes
    /// they have, cannot be described and are left out.
    /// </summary>
    public static IReadOnlyList<InputDefinition> Inputs(IEnumerable<OnnxSignature> signatures) =>
    [
        .. signatures.SelectMany(signature => signature.Inputs)
            .Where(input => input is { Type: not null, Shape: not null })
            .DistinctBy(input => input.Name)
            .Select(input => new InputDefinition
            {
                Name = input.Name,
                Type = ElementTypes.Name(input.Type!.Value),
                Shape = [.. input.Shape!.Index().Select(axis => AxisOf(axis.Item, axis.Index))],
            }),
    ];

    /// <summary>What a person should know when models do not take the same inputs: cost can be compared all the same.</summary>
    public static IEnumerable<string> Differences(IReadOnlyList<VerifiedModel> models)
    {
        var teacher = Describe(models[0].Inventory.Signature);
        return models.Skip(1)
            .Select(model => (model.Definition.Id, Inputs: Describe(model.Inventory.Signature)))
            .Where(model => model.Inputs != teacher)
            .Select(model => $"'{models[0].Definition.Id}' takes {teacher}, '{model.Id}' takes {model.Inputs}: "
                + "their cost can be compared, but make sure that both are fed the same work");
    }

    // Names of free axes are the exporter's taste; what they leave free is what counts.
    private static string Describe(OnnxSignature signature) => signature.Inputs.Count == 0
        ? "no inputs"
        : string.Join(" and ", signature.Inputs.OrderBy(input => input.Name, StringComparer.Ordinal).Select(input =>
            input.Type is not { } type ? $"{input.Name} {input.Kind}" : $"{input.Name} {ElementTypes.Name(type)}[{Sizes(input.Shape)}]"));

    private static string Sizes(IReadOnlyList<OnnxDimension>? shape) =>
        shape is null ? "..." : string.Join(',', shape.Select(dimension => (dimension with { Name = null }).ToString()));

    private static Axis AxisOf(OnnxDimension dimension, int index) => dimension switch
    {
        { Size: long size } => Axis.Fixed(size),
        { Name: string name } => Axis.Free(name),
        _ => Axis.Free(index == 0 ? "N" : FormattableString.Invariant($"axis{index}")),
    };
}
