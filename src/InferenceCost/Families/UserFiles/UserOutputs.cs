using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Families.UserFiles;

/// <summary>
/// Which output of a model holds its answers, where no family file says it: by what was said on the command line, else by type and shape.
/// Names differ between exporters, and of several outputs the first need not be the one.
/// </summary>
internal static class UserOutputs
{
    /// <summary>How well an output fits that is neither a row of an item nor a number.</summary>
    private const int Other = 1;

    /// <summary>The output of every model, the teacher's first; null where none fits.</summary>
    /// <param name="signatures">The models, teacher first.</param>
    /// <param name="said">What was said of outputs, by name.</param>
    /// <exception cref="InputException">An output that was named is none of any model.</exception>
    public static IReadOnlyList<string?> Find(
        IReadOnlyList<OnnxSignature> signatures, IReadOnlyDictionary<string, AnswerMeaning> said)
    {
        var known = signatures.SelectMany(signature => signature.Outputs).Select(output => output.Name).Distinct().ToList();
        if (said.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new InputException($"--answer {unknown}: no model has an output of that name", NearestWord.Suggest(unknown, known));
        }

        var teacher = Best(signatures[0].Outputs, said, alike: null);
        return [.. signatures.Select(signature => Best(signature.Outputs, said, teacher)?.Name)];
    }

    /// <summary>
    /// Refuses a model of which several outputs could hold the answers alike, and none was named: the first need not be the one, and
    /// another gives other figures.
    /// </summary>
    /// <param name="model">The model, for messages.</param>
    /// <param name="signature">Its outputs.</param>
    /// <param name="said">What was said of outputs, by name.</param>
    /// <param name="alike">The output of the teacher, whose name decides where the model has it too; null of the teacher itself.</param>
    /// <exception cref="InputException">Two or more fit alike.</exception>
    public static void RequireOne(string model, OnnxSignature signature, IReadOnlyDictionary<string, AnswerMeaning> said, string? alike)
    {
        var open = Open(signature.Outputs, said);
        if (open.Count == 0 || open.Exists(output => said.ContainsKey(output.Name)))
        {
            return;
        }

        var most = open.Max(Fit);
        var alikes = open.FindAll(output => Fit(output) == most);
        // What is no row and no number is not read anyway.
        if (most <= Other || alikes.Count == 1 || alikes.Exists(output => output.Name == alike))
        {
            return;
        }

        var named = alikes.Select(output => $"'{output.Name}' {output}");
        var ways = alikes.Select(one => string.Join(
            ' ', alikes.Where(output => output != one).Select(output => $"--answer {output.Name}=none")));
        throw new InputException(
            $"{model}: several outputs could hold the answers: {string.Join(", ", named)}",
            $"leave out those that do not: {string.Join(", or ", ways)}");
    }

    private static OnnxValue? Best(
        IReadOnlyList<OnnxValue> outputs, IReadOnlyDictionary<string, AnswerMeaning> said, OnnxValue? alike)
    {
        var open = Open(outputs, said);
        return open.Find(output => said.ContainsKey(output.Name))
            ?? open.OrderByDescending(Fit).ThenByDescending(output => output.Name == alike?.Name).FirstOrDefault();
    }

    private static List<OnnxValue> Open(IReadOnlyList<OnnxValue> outputs, IReadOnlyDictionary<string, AnswerMeaning> said) =>
    [
        .. outputs.Where(output => !said.TryGetValue(output.Name, out var meaning) || meaning != AnswerMeaning.None)
            .Where(output => output.Type is not null),
    ];

    /// <summary>
    /// How well an output could hold answers: a row of scores, one with axes of length 1 besides, a number, a class, what a classifier
    /// decides by, a row of whole numbers, anything else.
    /// </summary>
    private static int Fit(OnnxValue output) => (output.Type, output.RowShape) switch
    {
        _ when output.Origin == OutputOrigin.TopValues => 0,
        (_, { Count: > 1 }) when output.Origin == OutputOrigin.ClassNumber => 0,
        (TensorElementType.String, _) => output.Classes is null ? 0 : 4,
        (TensorElementType.Float or TensorElementType.Double or TensorElementType.Float16 or TensorElementType.BFloat16, var shape) =>
            shape switch
            {
                null or [_, _] or [_] when output.Origin == OutputOrigin.DecisionValues => 3,
                null or [_, _] => output.Shape is { Count: > 2 } ? 6 : 7,
                [_] => 5,
                _ => Other,
            },
        (_, [_]) => 4,
        (_, [_, _]) => 2,
        _ => 0,
    };
}
