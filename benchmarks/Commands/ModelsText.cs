using System.Globalization;
using System.Text;
using InferenceCost.Families.Catalog;
using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Running.Planning;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>Families and models as text for a terminal.</summary>
internal static class ModelsText
{
    public static string List(FamilyCatalog catalog)
    {
        var text = new StringBuilder();
        foreach (var family in catalog.Families)
        {
            text.Append(Line($"{family.Id}: {family.Name}. {family.Description}"));
            foreach (var model in family.Models)
            {
                text.Append(Line($"  {model.Id,-28} {model.Role.ToString().ToLowerInvariant(),-8} {Origin(model),-12} "
                    + $"{model.Name}{Remarks(family, model)}"));
            }
        }

        return text.Append(string.Concat(catalog.Entries.Select(entry => entry.Fault).OfType<InputException>().Select(Fault))).ToString();
    }

    private static string Origin(ModelDefinition model) =>
        model switch
        {
            { Distilled: true } => "distilled",
            { Role: ModelRole.Teacher } or { Weights: WeightsKind.Random } => "",
            { Distilled: false } => "labels only",
            _ => "not known",
        };

    /// <summary>What there is to say of a model's file, in brackets; empty where it is simply there.</summary>
    private static string Remarks(FamilyDefinition family, ModelDefinition model)
    {
        string?[] remarks = [ModelSources.Of(model).IsGenerated ? "random weights" : null, family.Pending(model)?.State,
            family.IsRecorded(model) ? "recorded answers" : null];
        return string.Join(", ", remarks.OfType<string>()) is { Length: > 0 } all ? $" ({all})" : "";
    }

    public static string Family(FamilyOverview family)
    {
        var task = family.Family.Task;
        var text = new StringBuilder(Line($"{family.Family.Id}: {family.Family.Name}. {family.Family.Description}"));
        if (task.Dataset is { } data)
        {
            text.Append(Line($"data: {data.Name}, {data.Split}, {data.Items} items"));
        }

        if (task.Margin is { } margin)
        {
            text.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"margin: {margin.Value} {EnumWord.Of(margin.Kind)}, declared {margin.DeclaredUtc ?? "not beforehand"}: "
                + $"{margin.Reason}\n"));
        }

        if (MarginPlan.Sentence(task, task.Dataset?.Items ?? 0) is { } provable)
        {
            text.Append(Line($"power: {provable}"));
        }

        foreach (var model in family.Models)
        {
            text.Append(model.Record is { IsRecorded: true, Answers: { } answers } recorded
                ? FormattableString.Invariant($"  {recorded.Id,-28} recorded answers ({answers.Words})  {recorded.Name}\n")
                : model.Record is { } record
                ? FormattableString.Invariant(
                    $"  {record.Id,-28} {record.Parameters,12:N0} parameters {record.FileBytes,12:N0} bytes  {record.Name}\n")
                : model.Fault is { } fault ? Fault(fault)
                : FormattableString.Invariant($"  {model.Definition.Id,-28} {model.Pending!.State}: {model.Pending.Command}\n"));
        }

        return text.ToString();
    }

    public static string Verified(FamilyOverview family)
    {
        var text = new StringBuilder(Line($"{family.Family.Id}: {(family.IsSound ? "sound" : "NOT sound")}, {family.Models.Count} models"));
        foreach (var fault in family.Models.Select(model => model.Fault).Append(family.DataFault).OfType<InputException>())
        {
            text.Append(Fault(fault));
        }

        return text.ToString();
    }

    public static string Fault(InputException fault) => $"error: {fault.Message}\n  fix: {fault.Fix}\n";

    private static string Line(string text) => text + "\n";
}
