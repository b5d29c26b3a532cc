using InferenceCost.Foundation.Text;

namespace InferenceCost.Tests.Foundation.Text;

public sealed class OrdinalOrderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("b,a,,ab,aa,a\0")]
    [InlineData("item-10,item-9,item-1,item-,item-100")]
    [InlineData("image-00000012,image-00000002,image-000000021,image-000000020")]
    [InlineData("\u0100b,\u0200a,\u00FFz,\u00FEz,z\u0100z,z\u0100a,z\u0200,\uD83D\uDE00,\uFFFD")]
    [InlineData("same,same,same")]
    public void It_is_the_order_of_an_ordinal_sort(string texts) => Check(texts.Split(','));

    [Fact]
    public void Strings_at_random_are_sorted_too()
    {
        const string Letters = "abc01\u00FE\u00FF\u0100\u4E2D\0";
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            Check([.. Enumerable.Range(0, random.Next(1, 200)).Select(
                _ => "id" + new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => Letters[random.Next(Letters.Length)])]))]);
        }
    }

    private static void Check(string[] texts)
    {
        var order = OrdinalOrder.Rank(texts);
        Assert.Equal(Enumerable.Range(0, texts.Length), order.Order());
        Assert.Equal(texts.Order(StringComparer.Ordinal), order.Select(position => texts[position]));
    }
}
