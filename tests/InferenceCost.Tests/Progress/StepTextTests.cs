using InferenceCost.Benchmarks.Progress;

namespace InferenceCost.Tests.Progress;

public sealed class StepTextTests
{
    [Theory]
    [InlineData(0.4, "0 s")]
    [InlineData(89, "89 s")]
    [InlineData(90, "1 min 30 s")]
    [InlineData(119.4, "1 min 59 s")]
    [InlineData(119.5, "2 min 00 s")]
    [InlineData(119.7, "2 min 00 s")]
    [InlineData(120, "2 min 00 s")]
    [InlineData(3599.9, "60 min 00 s")]
    public void A_duration_never_has_sixty_seconds(double seconds, string text) => Assert.Equal(text, StepText.Duration(seconds));
}
