using InferenceCost.Foundation;
using InferenceCost.Gate;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Tests.Gate;

public sealed class SettingWordsTests
{
    private static readonly ProviderChoice Cpu = new("cpu", null, new Dictionary<string, string>());

    [Fact]
    public void Words_become_settings()
    {
        var settings = SettingWords.Parse(["threads=2", "spinning=1", "session.disable_prepacking=1"], threads: 1, Cpu);
        Assert.Equal((2, true, "1"), (settings.Threads, settings.Spinning, settings.Extra["session.disable_prepacking"]));
        Assert.Equal(4, SettingWords.Parse([], threads: 4, Cpu).Threads);
    }

    [Fact]
    public void A_sides_own_options_of_the_provider_beat_those_of_both_and_nothing_may_run_elsewhere()
    {
        var cuda = new ProviderChoice("cuda", "plugin.so", new Dictionary<string, string> { ["use_tf32"] = "1", ["device_id"] = "2" });
        var settings = SettingWords.Parse(["cuda.use_tf32=0"], 1, cuda);
        Assert.Equal(
            [("device_id", "2"), ("use_tf32", "0")], settings.ProviderOptions.Select(option => (option.Key, option.Value)).Order());
        Assert.Equal(("plugin.so", "1"), (settings.ProviderLibrary, settings.Extra["session.disable_cpu_ep_fallback"]));
        Assert.Equal("0", SettingWords.Parse(["session.disable_cpu_ep_fallback=0"], 1, cuda).Extra["session.disable_cpu_ep_fallback"]);
        Assert.DoesNotContain("session.disable_cpu_ep_fallback", SettingWords.Parse([], 1, Cpu).Extra.Keys);
    }

    [Fact]
    public void Another_native_library_is_one_of_the_process()
    {
        var file = typeof(SettingWordsTests).Assembly.Location;
        Assert.Equal(file, SettingWords.NativeLibraryOf(["threads=2", $"ort-native={file}"]));
        Assert.Empty(SettingWords.Parse([$"ort-native={file}"], 1, Cpu).Extra);
        Assert.Null(SettingWords.NativeLibraryOf(["threads=2"]));
        Assert.Throws<InputException>(() => SettingWords.NativeLibraryOf(["ort-native=nowhere.so"]));
    }

    [Fact]
    public void A_key_that_is_given_twice_is_refused() =>
        Assert.Contains(
            "given twice",
            Assert.Throws<InputException>(() => SettingWords.Parse(["session.x=1", "session.x=2"], 1, Cpu)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("threads")]
    [InlineData("threads=0")]
    [InlineData("threads=many")]
    [InlineData("spinning=yes")]
    [InlineData("colour=blue")]
    [InlineData("=1")]
    [InlineData("session.x=")]
    public void Other_words_are_refused(string word) =>
        Assert.Contains(word, Assert.Throws<InputException>(() => SettingWords.Parse([word], 1, Cpu)).Message, StringComparison.Ordinal);
}
