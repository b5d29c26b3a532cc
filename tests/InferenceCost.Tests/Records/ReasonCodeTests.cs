using System.Reflection;
using InferenceCost.Records;

namespace InferenceCost.Tests.Records;

public sealed class ReasonCodeTests
{
    [Fact]
    public void The_codes_are_those_of_the_records_that_there_are() =>
        Assert.Equal(
            [
                "launch-failed", "fallback", "placement", "placement-unknown", "outputs-not-written", "not-synchronised", "no-teacher",
                "output-not-finite", "output-changed", "input", "provider", "energy", "out-of-memory", "failed", "hung", "killed",
                "crashed", "unknown-job", "tables",
            ],
            typeof(ReasonCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!));
}
