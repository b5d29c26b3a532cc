using InferenceCost.Findings.Subjects;
using InferenceCost.Records;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>A student and its comparison with the teacher, as the tables of the quality side show it.</summary>
/// <param name="Student">How the student is called.</param>
/// <param name="Quality">The comparison.</param>
internal sealed record Compared(string Student, ClaimQuality Quality)
{
    /// <summary>The students of a report's subject that were compared.</summary>
    public static IReadOnlyList<Compared> List(FamilyOnProvider subject) =>
        [.. subject.Claims.Where(claim => claim.Quality is not null)
            .Select(claim => new Compared(subject.Label(claim.Student), claim.Quality!))];
}
