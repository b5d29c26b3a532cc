using InferenceCost.Foundation.Text;

namespace InferenceCost.Tests.Foundation.Text;

public sealed class NearestWordTests
{
    [Theory]
    [InlineData("techer", "teacher")]
    [InlineData("TEACHER", "teacher")]
    [InlineData("stduent", "student")]
    [InlineData("controll", "control")]
    public void The_nearest_word_comes_first(string written, string meant) =>
        Assert.Equal(meant, NearestWord.Order(written, ["control", "student", "teacher"]).First());

    [Fact]
    public void Equally_near_words_come_in_alphabetical_order() =>
        Assert.Equal(["a", "b", "c"], NearestWord.Order("x", ["c", "a", "b"]));

    [Fact]
    public void A_swap_of_neighbours_is_nearer_than_two_replacements() =>
        Assert.Equal("abdc", NearestWord.Order("abcd", ["abxy", "abdc"]).First());

    [Fact]
    public void A_guess_is_made_only_when_a_word_is_near()
    {
        Assert.StartsWith("did you mean 'sha256'?", NearestWord.Suggest("sha265", ["file", "sha256"]));
        Assert.StartsWith("known here: ", NearestWord.Suggest("architecture", ["file", "sha256"]));
        Assert.Equal("known here: ", NearestWord.Suggest("x", []));
    }

    [Fact]
    public void A_long_list_is_cut() =>
        Assert.EndsWith("and 8 more", NearestWord.List("m1", Enumerable.Range(0, 20).Select(number => $"model{number}")));
}
