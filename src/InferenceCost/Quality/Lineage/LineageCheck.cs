using InferenceCost.Records;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Lineage;

/// <summary>
/// The lineage comparison tried where the truth is known: see <see cref="LineageCheckRecord"/>. What it misses and what it calls wrongly
/// there is what a reader should expect of it elsewhere.
/// </summary>
public static class LineageCheck
{
    private const double Confidence = 0.95;

    /// <summary>
    /// Judges every distilled seed against the controls, and every control against the other controls; null with too few seeds.
    /// </summary>
    /// <param name="family">The family's id.</param>
    /// <param name="provider">The provider that computed the answers.</param>
    /// <param name="teacher">The teacher's answers.</param>
    /// <param name="student">The student.</param>
    /// <param name="seeds">Its other seeds, distilled and not.</param>
    public static LineageCheckRecord? Run(
        string family, string provider, Predictions teacher, TrainingRun student, IReadOnlyList<TrainingRun> seeds)
    {
        List<TrainingRun> distilled = [student, .. seeds.Where(seed => seed.Distilled)];
        List<TrainingRun> controls = [.. seeds.Where(seed => !seed.Distilled)];
        if (!student.Distilled || distilled.Count < 2 || controls.Count <= LineageEvidence.FewestControls)
        {
            return null;
        }

        var found = Closer(distilled.Select(seed => LineageEvidence.Gather(teacher, seed, controls)));
        var alarms = Closer(
            controls.Select(control => LineageEvidence.Gather(teacher, control, [.. controls.Where(other => other != control)])));
        if (found.Judged == 0 || alarms.Judged == 0)
        {
            return null;
        }

        var sensitivity = ClopperPearsonInterval.Compute(found.Closer, found.Judged, Confidence);
        var rate = ClopperPearsonInterval.Compute(alarms.Closer, alarms.Judged, Confidence);
        return new LineageCheckRecord(
            family, provider, student.Model, found.Judged, found.Closer, sensitivity.Low, sensitivity.High, alarms.Judged, alarms.Closer,
            rate.Low, rate.High, Confidence);
    }

    private static (int Judged, int Closer) Closer(IEnumerable<LineageRecord?> findings)
    {
        var judged = findings.OfType<LineageRecord>().Where(finding => finding.Verdict != LineageVerdict.TooFewControls).ToList();
        return (judged.Count, judged.Count(finding => finding.Verdict == LineageVerdict.Closer));
    }
}
