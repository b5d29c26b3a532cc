using InferenceCost.Records;

namespace InferenceCost.Tests.Records;

public sealed class AxisSizesTests
{
    [Fact]
    public void Sizes_stand_in_the_order_of_the_names_however_they_were_typed()
    {
        var sizes = AxisSizes.Parse(["width=320", "height=48"]);
        Assert.Equal(("s48x320", "height=48, width=320"), (AxisSizes.Part(sizes), AxisSizes.Words(sizes)));
        Assert.Equal((null, null), (AxisSizes.Part(AxisSizes.Parse([])), AxisSizes.Words(null)));
    }

    [Theory]
    [InlineData("s128", true)]
    [InlineData("s48x320", true)]
    [InlineData("s", false)]
    [InlineData("sx", false)]
    [InlineData("s48x", false)]
    [InlineData("seed=1", false)]
    [InlineData("c2", false)]
    public void A_part_of_sizes_is_told_from_other_settings(string part, bool isSizes) => Assert.Equal(isSizes, AxisSizes.IsPart(part));
}
