using Google.Protobuf;
using InferenceCost.Foundation;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tests.Onnx;

namespace InferenceCost.Tests.Runtime.Workloads;

public sealed class ProvidersTests
{
    [Fact]
    public void Every_provider_has_a_name_of_its_own_and_says_what_it_needs()
    {
        Assert.Equal(
            ["cpu", "cuda", "tensorrt", "directml", "coreml", "openvino", "webgpu"], ProviderCatalog.Known.Select(provider => provider.Id));
        Assert.Equal(ProviderCatalog.Known.Count, ProviderCatalog.Known.Select(provider => provider.RuntimeName).Distinct().Count());
        Assert.All(ProviderCatalog.Known, provider => Assert.NotEmpty(provider.Needs));
    }

    [Fact]
    public void Options_are_read_as_the_runtime_prints_them() =>
        Assert.Equal(
            [("b", ""), ("device_id", "0"), ("gpu_mem_limit", "18446744073709551615")],
            OptionText.Parse("device_id=0;gpu_mem_limit=18446744073709551615;;odd;b=").Select(pair => (pair.Key, pair.Value)));

    [Theory]
    [InlineData("cuda", "enable_cuda_graph", "1", true)]
    [InlineData("cuda", "enable_cuda_graph", "True", true)]
    [InlineData("cuda", "enable_cuda_graph", "0", false)]
    [InlineData("cuda", "use_tf32", "1", false)]
    [InlineData("tensorrt", "trt_cuda_graph_enable", "1", false)]
    [InlineData("webgpu", "enableGraphCapture", "1", true)]
    [InlineData("cpu", "enable_cuda_graph", "1", false)]
    public void Graphs_are_captured_where_the_provider_s_option_says_so(string provider, string key, string value, bool captures)
    {
        var options = new Dictionary<string, string> { [key] = value };
        Assert.Equal(captures, ProviderCatalog.Known.First(known => known.Id == provider).CapturesGraphs(options));
    }

    [Fact]
    public void A_plugin_captures_graphs_under_any_name()
    {
        var plugin = new PluginProvider("mine", "any.so");
        Assert.True(plugin.CapturesGraphs(new Dictionary<string, string> { ["enable_cuda_graph"] = "1" }));
        Assert.False(plugin.CapturesGraphs(new Dictionary<string, string> { ["use_tf32"] = "1" }));
    }

    [Fact]
    public void A_provider_that_the_native_library_lacks_is_unusable_and_says_what_it_needs()
    {
        Assert.SkipWhen(new OpenVinoProvider().IsBuiltIn, "this native library has OpenVINO");
        var error = Assert.Throws<ProviderUnusableException>(
            () => LoadedModel.Load(TinyModels.Relu().ToByteArray(), new OpenVinoProvider(), new SessionSettings()));
        Assert.Contains("OpenVINO runtime", error.Fix, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void The_cpu_takes_no_options()
    {
        var settings = new SessionSettings { ProviderOptions = new Dictionary<string, string> { ["speed"] = "11" } };
        Assert.Contains(
            "cpu.speed",
            Assert.Throws<InputException>(() => LoadedModel.Load(TinyModels.Relu().ToByteArray(), new CpuProvider(), settings)).Message,
            StringComparison.Ordinal);
        Assert.Equal("11", settings.Requested(new CpuProvider())["cpu.speed"]);
        Assert.Empty(settings.OnCpu().ProviderOptions);
    }

    [Fact]
    public void A_file_that_is_no_plugin_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("plugin.so"), "no library");
        var error = Assert.Throws<InputException>(() => new PluginProvider("npu", folder.File("plugin.so")).RuntimeName);
        Assert.Contains("--provider-library npu=", error.Message, StringComparison.Ordinal);
    }
}
