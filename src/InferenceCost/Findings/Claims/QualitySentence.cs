using InferenceCost.Records;

namespace InferenceCost.Findings.Claims;

/// <summary>The verdict on quality alone as one sentence: for recorded answers of models whose cost nobody measured here.</summary>
public static class QualitySentence
{
    /// <summary>The sentence.</summary>
    /// <param name="student">What the student is called.</param>
    /// <param name="teacher">What the teacher is called.</param>
    /// <param name="quality">Their comparison.</param>
    public static string Compose(string student, string teacher, ClaimQuality quality)
    {
        var phrases = new QualityPhrases(teacher, quality, "no margin was declared");
        var verdict = phrases.IsMatch ? phrases.Matches : phrases.IsInferior ? phrases.Inferior : phrases.Undecided;
        return phrases.IsMatch && phrases.FailedClasses is { } failed
            ? $"{student} {verdict} on average, {failed}."
            : $"{student} {verdict}.";
    }
}
