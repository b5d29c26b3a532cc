using InferenceCost.Machine.Platform;

namespace InferenceCost.Tests.Machine.Platform;

public sealed class KernelFieldsTests
{
    private const string Text = "Name:\tdotnet\nVmHWM:\t    2048 kB\nVmRSS:     1024 kB\nRssAnon:\t-5 kB\nRssFile: 12 MB\nRssShmem: "
        + "many kB\nVmData: 9223372036854775807 kB\n";

    [Theory]
    [InlineData("VmHWM", 2048L * 1024)]
    [InlineData("VmRSS", 1024L * 1024)]
    [InlineData("Rss", null)]
    [InlineData("RssAnon", null)]
    [InlineData("RssFile", null)]
    [InlineData("RssShmem", null)]
    [InlineData("VmData", null)]
    [InlineData("Name", null)]
    [InlineData("Missing", null)]
    public void A_size_is_bytes_and_anything_else_is_null(string field, long? bytes) =>
        Assert.Equal(bytes, KernelFields.Bytes(Text, field));

    [Fact]
    public void No_text_has_no_fields()
    {
        Assert.Null(KernelFields.Value(null, "VmRSS"));
        Assert.Null(KernelFields.Bytes("", "VmRSS"));
    }

    [Fact]
    public void The_first_line_of_a_name_counts() =>
        Assert.Equal("a: b", KernelFields.Value("x : a: b\nx : c", "x"));
}
