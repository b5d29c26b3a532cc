using System.Globalization;
using InferenceCost.Families.Definition;
using InferenceCost.Records;

namespace InferenceCost.Families.Checking;

/// <summary>Checks the task of a family.</summary>
internal sealed class TaskCheck(FamilyCheck check, TaskDefinition task)
{
    public void Run()
    {
        CheckWhatTheKindNeeds();
        CheckInputs();
        CheckDataset();
        CheckMargin();
        check.Require(
            task.ClassMargin is null or (> 0 and < 1),
            "task.classMargin",
            $"{Number(task.ClassMargin ?? 0)} does not lie between 0 and 1",
            "0.03 allows a single class three points less, or leave it out");
        check.Unique("task.classes", "", task.Classes);
        check.Require(
            double.IsFinite(task.MinimumSaving) && task.MinimumSaving >= 1,
            "task.minimumSaving",
            $"{Number(task.MinimumSaving)} is less than 1",
            "1.05 asks that a resource be shown at least 1.05 times lower");
        check.Require(
            task.RequiredResources.Count > 0, "task.requiredResources", "the list is empty",
            "name at least one resource, or leave the field out");
        check.Unique("task.requiredResources", "", task.RequiredResources);
        foreach (var (index, resource) in task.RequiredResources.Index())
        {
            check.Word(At("task.requiredResources", index), resource, TaskDefinition.Resources);
        }
    }

    private void CheckWhatTheKindNeeds()
    {
        if (task.Kind == TaskKind.None)
        {
            const string Fix = "leave it out, or write the kind of task that it belongs to";
            check.Require(task.Metric is null, "task.metric", "a task of kind 'none' is not scored", Fix);
            check.Require(task.Margin is null, "task.margin", "a task of kind 'none' is not scored", Fix);
            return;
        }

        const string Missing = "this field is missing";
        var why = $"a task of kind '{EnumWord.Of(task.Kind)}' needs it; write the kind 'none' to measure cost alone";
        check.Require(task.Metric is not null, "task.metric", Missing, why);
        if (!QualityMetric.IsKnown(task.Metric!) || !QualityMetric.Find(task.Metric!).IsOfTasks)
        {
            check.Word("task.metric", task.Metric!, TaskDefinition.Metrics);
        }

        check.Require(
            (QualityMetric.Find(task.Metric!).Form is AnswerForm.Classes or AnswerForm.Strengths) == (task.Kind == TaskKind.Classification),
            "task.metric", $"'{task.Metric}' does not score what a task of kind '{EnumWord.Of(task.Kind)}' answers",
            "write a metric of classes for a classification, of numbers for the others");
        check.Require(task.Inputs.Count > 0, "task.inputs", task.Inputs.Count == 0 ? "no input is described" : "", why);
        check.Require(!string.IsNullOrWhiteSpace(task.Output), "task.output", Missing, why);
        check.Require(task.Dataset is not null, "task.dataset", Missing, why);
        check.Require(!string.IsNullOrWhiteSpace(task.Dataset!.Labels), "task.dataset.labels", Missing, why);
        check.Require(task.Margin is not null, "task.margin", Missing, why);
    }

    private void CheckInputs()
    {
        check.Unique("task.inputs", ".name", task.Inputs.Select(input => input.Name));
        foreach (var (index, input) in task.Inputs.Index())
        {
            var place = At("task.inputs", index);
            check.Text($"{place}.name", input.Name);
            check.Word($"{place}.type", input.Type, InputDefinition.Types);
            check.Require(
                input.Scale is not double scale || (double.IsFinite(scale) && scale != 0),
                $"{place}.scale",
                "a scale of 0 would feed nothing but zeros",
                "write what stored values are multiplied with, or leave it out");
            foreach (var (axis, size) in input.Shape.Index())
            {
                check.Require(
                    size.IsFree ? !string.IsNullOrWhiteSpace(size.Name) : size.Size > 0,
                    At($"{place}.shape", axis),
                    $"'{size}' is no axis",
                    "write a size above 0, or the name of a free axis, such as \"N\"");
            }
        }
    }

    private void CheckDataset()
    {
        if (task.Dataset is not { } dataset)
        {
            return;
        }

        check.Text("task.dataset.name", dataset.Name);
        check.Text("task.dataset.split", dataset.Split);
        check.File("task.dataset.file", dataset.File);
        check.Hash("task.dataset.sha256", dataset.Sha256);
        check.Require(
            dataset.Items > 0, "task.dataset.items", $"{Number(dataset.Items)} is no number of items",
            "write how many items the file holds");
        check.Require(
            dataset.Sample is null || (dataset.Sample >= 1 && dataset.Sample <= dataset.Items), "task.dataset.sample",
            FormattableString.Invariant($"{dataset.Sample} of {dataset.Items} items is no sample"), "write fewer, or leave it out");
        check.Require(
            (dataset.LabelsFile is null) == (dataset.LabelsSha256 is null),
            dataset.LabelsFile is null ? "task.dataset.labelsFile" : "task.dataset.labelsSha256",
            "this field is missing",
            "a file of labels needs both its path and its SHA-256");
        if (dataset is { LabelsFile: { } file, LabelsSha256: { } hash })
        {
            check.File("task.dataset.labelsFile", file);
            check.Hash("task.dataset.labelsSha256", hash);
        }
    }

    private void CheckMargin()
    {
        if (task.Margin is not { } margin)
        {
            return;
        }

        var isShare = margin.Kind == MarginKind.Relative || task.Metric is null || QualityMetric.Find(task.Metric).IsShare;
        check.Require(
            margin.Value > 0 && double.IsFinite(margin.Value) && (margin.Value < 1 || !isShare),
            "task.margin.value",
            isShare ? $"{Number(margin.Value)} does not lie between 0 and 1" : $"{Number(margin.Value)} is not above 0",
            "0.01 allows one point less (absolute), or one percent less (relative); of a metric with a unit, as much in that unit");
        check.Require(
            task.Metric != QualityMetric.Perplexity.Id || margin.Kind == MarginKind.Relative,
            "task.margin.kind",
            "perplexity is compared as a ratio, and an absolute margin is a difference",
            "write relative: 0.01 allows one percent more");
        check.Require(
            !string.IsNullOrWhiteSpace(margin.Reason), "task.margin.reason", "the reason is empty",
            "say why this much less still counts as a match");
        check.Text("task.margin.source", margin.Source);
        check.Require(
            margin.DeclaredUtc is null || IsUtc(margin.DeclaredUtc),
            "task.margin.declaredUtc",
            $"'{margin.DeclaredUtc}' is no time in UTC",
            "write it as 2026-01-31T12:00:00Z");
    }

    private static bool IsUtc(string time) => DateTimeOffset.TryParseExact(
        time,
        ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"],
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal,
        out _);

    private static string At(string place, int index) => FormattableString.Invariant($"{place}[{index}]");

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
