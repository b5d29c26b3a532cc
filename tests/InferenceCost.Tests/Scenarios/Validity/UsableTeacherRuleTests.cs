using InferenceCost.Records;
using InferenceCost.Scenarios.Validity;
using InferenceCost.Tests.Running;

namespace InferenceCost.Tests.Scenarios.Validity;

public sealed class UsableTeacherRuleTests
{
    [Fact]
    public void A_student_without_its_teacher_names_it()
    {
        var reason = Assert.Single(new UsableTeacherRule().Check(MeasuredCases.Create(unusable: FakeAnswers.Teacher)));
        Assert.Equal(ReasonCode.NoTeacher, reason.Code);
        Assert.Equal("its teacher t cannot be measured, and it is measured beside that alone", reason.Message);
    }

    [Fact]
    public void The_teacher_itself_is_left_to_its_own_reason() =>
        Assert.Empty(new UsableTeacherRule().Check(MeasuredCases.Create(model: FakeAnswers.Teacher, unusable: FakeAnswers.Teacher)));
}
