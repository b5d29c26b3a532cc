using InferenceCost.Foundation.Figures;

namespace InferenceCost.Tests.Foundation.Figures;

public sealed class DurationTests
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
    public void It_never_has_sixty_seconds(double seconds, string text) => Assert.Equal(text, Duration.Format(seconds));
}
