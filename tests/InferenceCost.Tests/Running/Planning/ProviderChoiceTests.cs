using InferenceCost.Foundation;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Tests.Running.Planning;

public sealed class ProviderChoiceTests
{
    [Fact]
    public void Without_a_word_every_provider_of_this_build_is_measured_on() =>
        Assert.Equal("cpu", ProviderChoice.Parse(new RunRequest())[0].Id);

    [Fact]
    public void A_plugin_is_measured_on_under_the_name_it_was_given_and_keeps_its_options_as_they_are()
    {
        using var folder = new TemporaryFolder();
        var library = folder.File("plugin.so");
        File.WriteAllText(library, "");
        var request = new RunRequest
        {
            Providers = ["npu", "cpu", "npu"], ProviderLibraries = [$"npu={library}"],
            ProviderOptions = ["npu.mode=fast=very", "npu.a.b=1"],
        };
        var choices = ProviderChoice.Parse(request);
        Assert.Equal([("npu", library), ("cpu", null)], choices.Select(choice => (choice.Id, choice.Library)));
        Assert.Equal([("mode", "fast=very"), ("a.b", "1")], choices[0].Options.Select(option => (option.Key, option.Value)));
        Assert.Empty(choices[1].Options);
        Assert.Contains("npu", ProviderChoice.Parse(request with { Providers = [] }).Select(choice => choice.Id));
    }

    [Fact]
    public void A_plugins_path_leads_to_the_same_file_from_another_folder()
    {
        var request = new RunRequest { WorkingFolder = "/here", ProviderLibraries = ["npu=plugin.so"] };
        Assert.Equal([$"npu={Path.GetFullPath("plugin.so", "/here")}"], request.From("/there").ProviderLibraries);
    }

    [Theory]
    [InlineData("--provider abacus", "is none that is known")]
    [InlineData("--provider openvino", "not in this build")]
    [InlineData("--provider-option use_tf32=0", "is not PROVIDER.KEY=VALUE")]
    [InlineData("--provider-option cuda.use_tf32", "is not PROVIDER.KEY=VALUE")]
    [InlineData("--provider-option .key=1", "is not PROVIDER.KEY=VALUE")]
    [InlineData("--provider-option npu.key=1", "'npu' is not measured on")]
    [InlineData("--provider-library plugin.so", "is not NAME=FILE")]
    [InlineData("--provider-library n/pu=plugin.so", "is no name for a plugin")]
    [InlineData("--provider-library cpu=plugin.so", "is no name for a plugin")]
    [InlineData("--provider-option cpu.a=1,cpu.a=2", "given twice")]
    [InlineData("--provider-library npu=nowhere.so", "there is no file")]
    public void What_cannot_be_understood_is_refused_in_one_line(string words, string message)
    {
        var (option, value) = (words.Split(' ')[0], words.Split(' ')[1]);
        var request = option switch
        {
            "--provider" => new RunRequest { Providers = [value] },
            "--provider-option" => new RunRequest { ProviderOptions = value.Split(',') },
            _ => new RunRequest { ProviderLibraries = [value] },
        };
        var error = Assert.Throws<InputException>(() => ProviderChoice.Parse(request));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
