using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Foundation.Text;
using InferenceCost.Quality.Metrics;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Running.Planning;

/// <summary>
/// Answers that were graded elsewhere, as those of a detector or a translator: joined with the costs that are measured here, they make the
/// claim whole for any task. Nothing is scored here then.
/// </summary>
internal static class GradedElsewhere
{
    private const string Teacher = "teacher";
    private const string Student = "student";

    /// <summary>The family with its models' grades, if any were named.</summary>
    /// <param name="family">The family.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="margin">The margin of the command line, by whether the metric is a share; null where none was given.</param>
    /// <exception cref="InputException">
    /// A word stands for no model, or the files do not hold the same items with what the metric needs.
    /// </exception>
    public static FamilyDefinition Apply(FamilyDefinition family, RunRequest request, Func<bool, MarginDefinition?> margin)
    {
        if (request.Scores is not { } given)
        {
            return family;
        }

        var metric = QualityMetric.Find(request.Metric ?? QualityMetric.Score.Id);
        var files = ByModel(given, family);
        var graded = family.Models.Where(model => files.ContainsKey(model.Id)).ToList();
        if (!files.TryGetValue(family.Teacher.Id, out var teacher) || graded.Count < 2)
        {
            throw new InputException(
                "--scores: a claim needs the grades of the teacher and of a student",
                $"give both: --scores {Teacher}=FILE --scores {Student}=FILE");
        }

        Check([.. graded.Select(model => files[model.Id])], teacher, metric);
        return family with
        {
            Task = family.Task with { Kind = TaskKind.None, Metric = metric.Id, Margin = margin(metric.IsShare) },
            Models = [.. family.Models.Select(model => files.TryGetValue(model.Id, out var file)
                ? model with { Grades = new GradesRecord(file, FileHash.Compute(file)) }
                : model)],
        };
    }

    private static Dictionary<string, string> ByModel(IReadOnlyList<string> given, FamilyDefinition family)
    {
        var files = new Dictionary<string, string>();
        var students = family.Models.Where(model => model.Role == ModelRole.Student).Select(model => model.Id).ToList();
        foreach (var text in given)
        {
            var (word, file) = text.Split('=', 2) is [var name, { Length: > 0 } path] ? (name, path) : throw new InputException(
                $"--scores {text}: names no model and file", $"write --scores {Teacher}=FILE --scores {Student}=FILE");
            var id = family.Models.Any(model => model.Id == word) ? word
                : word == Teacher ? family.Teacher.Id
                : word == Student && students is [var only] ? only
                : throw new InputException(
                    $"--scores {text}: {(word == Student ? "there are several students" : $"no model has the id '{word}'")}",
                    NearestWord.Suggest(word, [.. family.Models.Select(model => model.Id)]));
            if (!files.TryAdd(id, file))
            {
                throw new InputException($"--scores {text}: the grades of '{id}' were named twice", "name one file for each model");
            }
        }

        return files;
    }

    private static void Check(IReadOnlyList<string> files, string teacher, QualityMetric metric)
    {
        if (metric.Form == AnswerForm.Classes && metric != QualityMetric.Score && metric != QualityMetric.Perplexity)
        {
            throw new InputException(
                $"--metric {metric.Id}: grades are scores, numbers or texts", "leave it out, and write one score for each item");
        }

        var read = RecordedPredictions.ReadTogether(files, new ReadingChoices { Form = metric.Form });
        var first = read.First(own => own.Source == teacher);
        foreach (var own in read.Where(own => own.Source != teacher))
        {
            if (QualityMetricCatalog.Named(metric.Id).LackOf(PairedItems.Pair(first, own)) is { } lack)
            {
                throw new InputException($"{first.Source}, {own.Source}: {lack.What}", lack.Fix);
            }
        }
    }
}
