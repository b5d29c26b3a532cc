using InferenceCost.Records;

namespace InferenceCost.Reporting.Markdown;

/// <summary>
/// What distillation gave, told apart from what size cost: a student's score minus that of its controls, which are the same network trained
/// on the labels alone. Plain differences of scores: whether one is more than chance is a question about training runs, and one run cannot answer it.
/// </summary>
internal static class DistillationEffect
{
    /// <summary>One line for each distilled student that has a scored control, and a line on how to take them.</summary>
    public static IEnumerable<Markup> Of(Subject subject)
    {
        var lines = subject.Family.Models.Where(model => model is { Role: ModelRole.Student, Distilled: true })
            .Select(student => Line(subject, student)).OfType<Markup>().ToList();
        return lines.Count == 0
            ? []
            : [.. lines, Markup.Of($"These are plain differences of scores, without an interval: another training seed would give others.")];
    }

    private static Markup? Line(Subject subject, ModelRecord student)
    {
        var distilled = Scores(subject, model => model.Id == student.Id || (model.ControlFor == student.Id && model.Distilled));
        var controls = Scores(subject, model => model.ControlFor == student.Id && !model.Distilled);
        return distilled.Count == 0 || controls.Count == 0
            ? (Markup?)null
            : Markup.Of($"What distillation gave {subject.Label(student.Id)}: {Figure.Points(distilled.Average() - controls.Average())} points ({Text(distilled)} with the teacher, {Text(controls)} on the labels alone).");
    }

    private static List<double> Scores(Subject subject, Func<ModelRecord, bool> wanted) =>
        [.. subject.Quality.Where(quality => subject.Model(quality.Model) is { } model && wanted(model)).Select(quality => quality.Score)];

    private static string Text(List<double> scores) => scores.Count == 1
        ? Figure.Percent(scores[0], 2)
        : $"mean of {Figure.Count(scores.Count)} seeds {Figure.Percent(scores.Average(), 2)}, {Figure.Fixed(100 * scores.Min(), 2)} to {Figure.Fixed(100 * scores.Max(), 2)},";
}
