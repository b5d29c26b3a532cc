using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Validity;

/// <summary>A student whose teacher could not be probed: a student is measured beside its teacher alone.</summary>
internal sealed class UsableTeacherRule : IValidityRule
{
    /// <inheritdoc/>
    public bool Invalidates => true;

    /// <inheritdoc/>
    public IEnumerable<Reason> Check(MeasuredCase item)
    {
        if (item.Model != item.Run.Teacher && item.Run.Failures(PlanStep.Probe, item.Run.Teacher).Any())
        {
            yield return new Reason(
                ReasonCode.NoTeacher, $"its teacher {item.Run.Teacher} cannot be measured, and it is measured beside that alone",
                "mend the teacher: its own cases say what is wrong");
        }
    }
}
