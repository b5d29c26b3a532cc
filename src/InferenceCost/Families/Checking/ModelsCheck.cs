using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation.Text;
using InferenceCost.Records;

namespace InferenceCost.Families.Checking;

/// <summary>Checks the models of a family and what they say of each other.</summary>
internal sealed class ModelsCheck(FamilyCheck check, FamilyDefinition family)
{
    /// <summary>The metrics that need no more of an answer than its class.</summary>
    private static readonly IReadOnlyList<string?> ScoredByClass = [QualityMetric.Accuracy.Id, QualityMetric.MacroF1.Id];

    private readonly IReadOnlyList<ModelDefinition> models = family.Models;

    public void Run()
    {
        foreach (var (index, model) in models.Index())
        {
            CheckAlone(model, FormattableString.Invariant($"models[{index}]"));
        }

        check.Unique("models", ".id", models.Select(model => model.Id));
        var teachers = models.Where(model => model.Role == ModelRole.Teacher).Select(model => model.Id).ToArray();
        check.Require(
            teachers.Length > 0, "models", "no model has the role 'teacher'",
            "give the larger model, which the others are compared with, that role");
        check.Require(
            teachers.Length == 1,
            "models",
            $"more than one model has the role 'teacher' ({string.Join(", ", teachers)})",
            "keep one teacher; make a family of its own for each other one");
        foreach (var (index, model) in models.Index())
        {
            CheckReferences(model, FormattableString.Invariant($"models[{index}]"), teachers);
        }
    }

    private void CheckAlone(ModelDefinition model, string place)
    {
        check.Id($"{place}.id", model.Id);
        check.Text($"{place}.name", model.Name);
        check.Text($"{place}.precision", model.Precision);
        if (ModelSources.Of(model).Fault(family, model) is { } fault)
        {
            check.Require(false, $"{place}.{fault.Field}", fault.Message, fault.Fix);
        }

        CheckAnswers(model, place);
        foreach (var (index, figure) in model.Published.Index())
        {
            check.Text(FormattableString.Invariant($"{place}.published[{index}].metric"), figure.Metric);
            check.Text(FormattableString.Invariant($"{place}.published[{index}].value"), figure.Value);
            check.Text(FormattableString.Invariant($"{place}.published[{index}].source"), figure.Source);
        }

        check.Require(
            model.Temperature is not double temperature || (double.IsFinite(temperature) && temperature > 0),
            $"{place}.temperature",
            FormattableString.Invariant($"{model.Temperature} is not above 0"),
            "write what the logits are divided by, as fitted on a validation split, or leave it out");
    }

    private void CheckAnswers(ModelDefinition model, string place)
    {
        if (model.Answers is not { } answers)
        {
            return;
        }

        var (at, task) = ($"{place}.answers", family.Task);
        check.Require(
            task is { Kind: TaskKind.Classification, Dataset: not null } && ScoredByClass.Contains(task.Metric),
            at, $"a class for each item is no answer to this task: it is scored by {task.Metric ?? "nothing"}",
            $"leave it out; recorded answers are for classifications by {string.Join(" or ", ScoredByClass)}");
        check.Require(
            model.Weights == WeightsKind.Trained, at, "random weights have no quality", "leave it out");
        check.File($"{at}.file", answers.File);
        check.Hash($"{at}.sha256", answers.Sha256);
        check.Text($"{at}.library", answers.Library);
        check.Text($"{at}.settings", answers.Settings);
        check.Require(
            answers.Batch >= 1, $"{at}.batch", FormattableString.Invariant($"{answers.Batch} items a call are none"), "write 1 or more");
        check.Require(
            answers.Items is null || answers.Items == task.Dataset!.Items, $"{at}.items",
            FormattableString.Invariant($"{answers.Items} items are answered, and the data has {task.Dataset!.Items}"),
            "record an answer to every item");
        if (answers.ModelSha256 is { } hash)
        {
            check.Hash($"{at}.modelSha256", hash);
            check.Require(
                model.Sha256 is null || hash.Equals(model.Sha256, StringComparison.OrdinalIgnoreCase), $"{at}.modelSha256",
                "the answers are those of another file than the model's",
                "record the answers of this file, or write null where they were not computed from an ONNX file");
        }
    }

    private void CheckReferences(ModelDefinition model, string place, string[] teachers)
    {
        if (model.Role == ModelRole.Teacher)
        {
            check.Require(model.Teacher is null, $"{place}.teacher", "the teacher has no teacher here", "leave it out");
            check.Require(
                model.Distilled != true, $"{place}.distilled", "the teacher did not learn from a teacher of this family",
                "write false, or give it another role");
        }
        else
        {
            check.Require(
                model.Teacher is not null || (model.Role == ModelRole.Control && model.Distilled != true),
                $"{place}.teacher",
                "this field is missing",
                $"name the teacher: {teachers[0]}");
            check.Require(
                model.Teacher is null || teachers.Contains(model.Teacher),
                $"{place}.teacher",
                $"'{model.Teacher}' is not the teacher of this family",
                $"name the teacher: {teachers[0]}");
        }

        CheckControl(model, place);
    }

    private void CheckControl(ModelDefinition model, string place)
    {
        var students = models.Where(other => other.Role == ModelRole.Student).Select(other => other.Id).ToArray();
        var fix = students.Length > 0
            ? $"name the student: {NearestWord.List(model.ControlFor ?? "", students)}"
            : "a control needs a student in the same family";
        if (model.Role != ModelRole.Control)
        {
            check.Require(
                model.Evidence is null, $"{place}.evidence", "only a control has this field", "leave it out, or write the role 'control'");
            check.Require(
                model.ControlFor is null, $"{place}.controlFor", "only a control has this field",
                "leave it out, or write the role 'control'");
            return;
        }

        check.Require(model.ControlFor is not null, $"{place}.controlFor", "this field is missing", fix);
        check.Require(students.Contains(model.ControlFor), $"{place}.controlFor", $"no student has the id '{model.ControlFor}'", fix);
    }
}
