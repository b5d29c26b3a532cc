using InferenceCost.Comparison.Gate;
using InferenceCost.Records;

namespace InferenceCost.Tests.Comparison.Gate;

public sealed class SettingWordsTests
{
    [Fact]
    public void Words_become_settings()
    {
        var settings = SettingWords.Of(["threads=2", "spinning=1", "session.disable_prepacking=1"], threads: 1);
        Assert.Equal((2, true, "1"), (settings.Threads, settings.Spinning, settings.Extra["session.disable_prepacking"]));
        Assert.Equal(4, SettingWords.Of([], threads: 4).Threads);
    }

    [Fact]
    public void Another_native_library_is_one_of_the_process()
    {
        var file = typeof(SettingWordsTests).Assembly.Location;
        Assert.Equal(file, SettingWords.NativeLibraryOf(["threads=2", $"ort-native={file}"]));
        Assert.Empty(SettingWords.Of([$"ort-native={file}"], 1).Extra);
        Assert.Null(SettingWords.NativeLibraryOf(["threads=2"]));
        Assert.Throws<InputException>(() => SettingWords.NativeLibraryOf(["ort-native=nowhere.so"]));
    }

    [Theory]
    [InlineData("threads")]
    [InlineData("threads=0")]
    [InlineData("threads=many")]
    [InlineData("spinning=yes")]
    [InlineData("colour=blue")]
    [InlineData("=1")]
    [InlineData("session.x=")]
    public void Other_words_are_refused(string word) =>
        Assert.Contains(word, Assert.Throws<InputException>(() => SettingWords.Of([word], 1)).Message, StringComparison.Ordinal);
}
