using InferenceCost.Findings.Subjects;
using InferenceCost.Records;

namespace InferenceCost.Findings.Claims;

/// <summary>
/// Finds the smallest student that holds by a fixed sequence: from the largest student down, stopping at the first that does not
/// hold, even if a smaller one would. That needs no correction for several students: the order is fixed by size before anything
/// is measured, and a student is looked at only after all larger ones have held, so that the first wrong "holds" of the sequence
/// is a single test at its own level, and nothing wrong can come before it (Maurer, Hothorn and Lehmacher 1995).
/// </summary>
internal static class SmallestStudentThatHolds
{
    /// <summary>The claims in their order, the last that held in each sequence of one family, teacher and provider marked.</summary>
    public static IReadOnlyList<ClaimRecord> Mark(IReadOnlyList<(StudentOnProvider Subject, ClaimRecord Claim)> claims)
    {
        var smallest = claims
            .GroupBy(item => (item.Claim.Family, item.Claim.Teacher, item.Claim.Provider))
            .Select(sequence => sequence
                .OrderByDescending(item => item.Subject.Student.Parameters)
                .ThenByDescending(item => item.Subject.Student.FileBytes)
                .TakeWhile(item => item.Claim.Verdict == ClaimVerdict.Holds)
                .LastOrDefault().Claim)
            .OfType<ClaimRecord>()
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. claims.Select(item => smallest.Contains(item.Claim) ? item.Claim with { SmallestThatHolds = true } : item.Claim)];
    }
}
