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

    private static OnnxValue? Best(
        IReadOnlyList<OnnxValue> outputs, IReadOnlyDictionary<string, AnswerMeaning> said, OnnxValue? alike)
    {
        var open = outputs.Where(output => !said.TryGetValue(output.Name, out var meaning) || meaning != AnswerMeaning.None)
            .Where(output => output.Type is not null).ToList();
        return open.Find(output => said.ContainsKey(output.Name))
            ?? open.OrderByDescending(Fit).ThenByDescending(output => output.Name == alike?.Name).FirstOrDefault();
    }

    /// <summary>How well an output could hold answers: a row of scores, a number, a class, anything else.</summary>
    private static int Fit(OnnxValue output) => (output.Type, output.Shape) switch
    {
        (TensorElementType.String, _) => output.Classes is null ? 0 : 2,
        (TensorElementType.Float or TensorElementType.Double or TensorElementType.Float16 or TensorElementType.BFloat16, var shape) =>
            shape switch
            {
                null or [_, { Size: null or > 1 }] => 4,
                [_] or [_, _] => 3,
                _ => 1,
            },
        (_, [_] or [_, { Size: 1 }]) => 2,
        _ => 0,
    };
}
