using InferenceCost.Findings.Subjects;
using InferenceCost.Records;

namespace InferenceCost.Findings.Alternatives;

/// <summary>
/// A family whose teacher was also converted: the models side by side, and which of them is beaten by another. Two ways of saving meet
/// here, and what a person has to choose is one model.
/// </summary>
/// <param name="Family">The family.</param>
/// <param name="Provider">Where they ran.</param>
/// <param name="Models">The teacher and the students, in the order of the family.</param>
public sealed record QuantiseOrDistil(string Family, string Provider, IReadOnlyList<Alternative> Models)
{
    /// <summary>Every family on every provider that has a converted copy.</summary>
    internal static IEnumerable<QuantiseOrDistil> All(RunView view) => view.Subjects.Select(Find).OfType<QuantiseOrDistil>();

    /// <summary>One family on one provider; null where no copy was compared with its teacher.</summary>
    internal static QuantiseOrDistil? Find(FamilyOnProvider subject)
    {
        if (!subject.Claims.Any(claim => subject.Model(claim.Student)?.ConvertedFrom is not null))
        {
            return null;
        }

        var standings = subject.Claims.DistinctBy(claim => claim.Student).ToDictionary(claim => claim.Student, Standing.Of);
        foreach (var teacher in subject.Claims.Select(claim => claim.Teacher).Distinct())
        {
            standings[teacher] = subject.Claims.All(claim => claim.Quality is null)
                ? Standing.OfTeacher with { Quality = null } : Standing.OfTeacher;
        }

        return new QuantiseOrDistil(
            subject.Family.Id, subject.Provider,
            [.. subject.Family.Models.Where(model => standings.ContainsKey(model.Id)).Select(model => Describe(subject, model) with
            {
                BeatenBy = [.. subject.Family.Models.Select(other => other.Id).Where(other =>
                    other != model.Id && standings.TryGetValue(other, out var standing) && standing.Beats(standings[model.Id]))],
            })]);
    }

    private static Alternative Describe(FamilyOnProvider subject, ModelRecord model)
    {
        var score = subject.Quality.Where(record => record.Model == model.Id)
            .OrderByDescending(record => QualityMetric.Find(record.Metric).Decides).FirstOrDefault();
        return new Alternative(model.Id, MakingOf(model), model.Precision, model.FileBytes)
        {
            Metric = score?.Metric,
            Score = score?.Score,
            Low = score?.Low,
            High = score?.High,
            Latency = UsableFigure.Median(Case(subject, Metric.Latency, model)),
            Throughput = UsableFigure.Median(Case(subject, Metric.Throughput, model)),
            Memory = Case(subject, Metric.SteadyMemory, model) is { Valid: true, Parts: { } parts }
                && parts.TryGetValue("growth", out var bytes) ? bytes : null,
        };
    }

    /// <summary>The case of claims: the sizes and threads named first, of latency the smallest batch.</summary>
    private static CaseRecord? Case(FamilyOnProvider subject, Metric metric, ModelRecord model) =>
        subject.Cases(metric.Id).FirstOrDefault(item => item.Model == model.Id && !item.IsFurther);

    private static Making MakingOf(ModelRecord model) =>
        model.Role == ModelRole.Teacher ? Making.Teacher
        : model.ConvertedFrom is not null ? Making.Converted
        : model.Distilled == true ? Making.Distilled
        : Making.Other;
}
