using InferenceCost.Families.Definition;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;

namespace InferenceCost.Running.Planning;

/// <summary>Which outputs will be read as answers and as what, before anything is scored: a wrong meaning is seen here first.</summary>
public static class AnswerPlan
{
    /// <summary>One line for each model; none where nothing real is fed.</summary>
    /// <param name="family">The family, with what its models' files say.</param>
    public static IEnumerable<string> Lines(FamilyDefinition family)
    {
        ArgumentNullException.ThrowIfNull(family);
        return family.Task.Dataset is null ? [] : family.Models.Select(model => $"{family.Id}/{model.Id}: {Line(family, model)}");
    }

    private static string Line(FamilyDefinition family, ModelDefinition model)
    {
        if (model.IsRecorded)
        {
            return $"answers are those that were recorded: {model.Answers!.ToRecord().Words}";
        }

        if (family.Task.OutputOf(model) is not { } name)
        {
            return "no output is read as answers: they are not compared; --answer OUTPUT=MEANING names one";
        }

        var output = model.Scored;
        var meaning = (model.Answer ?? family.Task.Answer) is { } said ? $"{EnumWord.Of(said)}, as declared"
            : output?.Origin is { } origin && origin != OutputOrigin.Unknown ? $"{FromGraph(origin)}; the values decide"
            : "what its numbers are is found out from the values";
        return $"answers are output '{name}'{(output is null ? "" : $", {output}")}: {meaning}"
            + (output?.Classes is { } classes ? $"; classes {string.Join(", ", classes.Take(5))}{(classes.Count > 5 ? ", ..." : "")}" : "");
    }

    private static string FromGraph(OutputOrigin origin) => origin switch
    {
        OutputOrigin.Softmax => "the graph ends in a softmax, so probabilities if every item's sum to 1",
        OutputOrigin.LogSoftmax => "the graph ends in a softmax and a logarithm, so log-probabilities",
        OutputOrigin.Sigmoid => "the graph ends in a sigmoid, so a probability, or scores where an item has several",
        OutputOrigin.UnitVector => "the graph ends in a division by the vector's length, so an embedding, or scores where there are labels",
        OutputOrigin.Regressor => "the graph ends in a regressor, so a regression",
        OutputOrigin.ClassNumber => "the graph gives the class itself",
        _ => "the graph says nothing",
    };
}
