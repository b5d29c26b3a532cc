using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Records;

namespace InferenceCost.Tasks.Inputs;

/// <summary>Holds what a family's data files contain against what the family declares, before anything is measured.</summary>
public static class DatasetContent
{
    /// <summary>Refuses data that the models cannot be fed with or scored by.</summary>
    /// <param name="family">The family.</param>
    /// <param name="outputs">
    /// The models that give scores, with the number of classes that each one's file states; null where it does not.
    /// </param>
    /// <exception cref="InputException">An array is missing or of another shape or length, or a label is no class.</exception>
    public static void Check(FamilyDefinition family, IReadOnlyList<(string Model, long? Classes)> outputs)
    {
        ArgumentNullException.ThrowIfNull(family);
        if (family.Task.Dataset is not { } dataset)
        {
            return;
        }

        CheckInputs(
            family.PathOf(dataset.File), family.Task.Inputs, dataset.Items,
            "correct the data, or the number of items in the family file");
        foreach (var model in family.Models)
        {
            if (model.Feed is { } own)
            {
                CheckInputs(
                    family.PathOf(own.File), own.Inputs, dataset.Items,
                    FormattableString.Invariant($"give {model.Id} the same items as the others, in the same order"));
            }
        }

        if (dataset.Labels is { } labels && family.Task.Kind == TaskKind.Classification)
        {
            CheckLabels(family, dataset, labels, outputs);
        }
        else if (dataset.Labels is { } numbers)
        {
            CheckNumbers(family.PathOf(dataset.LabelsFile ?? dataset.File), numbers, dataset.Items);
        }
    }

    /// <summary>True numbers, one for each item, or for each pair where the data names pairs.</summary>
    private static void CheckNumbers(string file, string array, int items)
    {
        var (numbers, wanted) = (TrueNumbers.Read(file, array), ItemPairs.Read(file, items)?.Length ?? items);
        Require(
            numbers.Length == wanted, $"{file}: array '{array}' has {numbers.Length} labels for {wanted} items or pairs of items",
            "give every one a label");
    }

    private static void CheckInputs(string file, IReadOnlyList<InputDefinition> inputs, int items, string fix)
    {
        foreach (var input in inputs)
        {
            var (type, shape) = DataFile.ReadHeader(file, input);
            TaskInputs.CheckShape(file, input, shape);
            Require(
                !input.HasItemAxis || shape[0] == items,
                $"{file}: array '{input.ArrayName}' has {(shape.Length > 0 ? shape[0] : 1)} items, and {items} are declared", fix);
            if (FiniteArray.IsFloat(type) || DataFile.IsTable(file))
            {
                FiniteArray.Require(file, DataFile.Read(file, input));
            }
        }
    }

    private static void CheckLabels(
        FamilyDefinition family, DatasetDefinition dataset, string array, IReadOnlyList<(string Model, long? Classes)> outputs)
    {
        var file = family.PathOf(dataset.LabelsFile ?? dataset.File);
        var labels = Labels.Read(file, array, family.ModelClasses);
        Require(
            labels.Length == dataset.Items,
            $"{file}: array '{array}' has {labels.Length} labels for {dataset.Items} items", "give every item one label");
        var highest = labels.Max();
        foreach (var (model, classes) in outputs)
        {
            Require(
                classes is not { } count || highest < count,
                $"{file}: label {highest} is no class of {model}, which has {classes}, from 0",
                "check that labels and outputs count the classes alike");
            Require(
                family.Task.Classes.Count == 0 || classes is not { } known || known == family.Task.Classes.Count,
                $"{family.Id}: task.classes names {family.Task.Classes.Count} classes, and {model} has {classes}",
                "name every class once, in the order of the outputs");
        }
    }

    private static void Require(bool holds, FormattableString message, string fix)
    {
        if (!holds)
        {
            throw new InputException(FormattableString.Invariant(message), fix);
        }
    }
}
