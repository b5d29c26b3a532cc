using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using InferenceCost.Families.Checking;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;

namespace InferenceCost.Tests.Families.Sources;

public sealed partial class PackageSourceTests : IDisposable
{
    private readonly PackagedFamily tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void A_model_is_fetched_once_and_what_is_fetched_is_said_before()
    {
        var family = tiny.Load(PackagedFamily.TeacherOnly);
        var pending = family.Pending(family.Teacher)!;
        Assert.Equal(
            ("its file is not here yet (NuGet package Tiny.Models, 1.5 MB, Apache-2.0)", "fetch it: models pull tiny", 1_500_000),
            (pending.Message, pending.Fix, pending.DownloadBytes));
        Assert.Equal("tiny: its teacher is not here; 'models pull tiny' fetches 1.5 MB", family.Absent());

        var notes = new List<string>();
        Assert.Equal((1, 0), (PackagedFamily.Make(family, notes.Add), PackagedFamily.Make(family, notes.Add)));
        Assert.Equal("fetching Tiny.Models 1.2.3, 1.5 MB (Apache-2.0, somebody/tiny)", notes[0]);
        Assert.Equal(PackagedFamily.Teacher, File.ReadAllBytes(family.PathOf(family.Teacher)));
        Assert.Equal(family.PathOf(family.Teacher), Assert.Single(tiny.Made));
        Assert.Null(family.Absent());
        var source = ModelFile.Verify(family, family.Teacher).Record.Source!;
        Assert.Equal(
            ("Tiny.Models", "1.2.3", "Apache-2.0", "somebody/tiny", PackagedFamily.Hash(PackagedFamily.Teacher), null),
            (source.Package, source.Version, source.Licence, source.Upstream, source.Sha256, source.Tail));
    }

    [Fact]
    public void A_file_of_the_package_needs_no_assembly_around_it()
    {
        tiny.Publish("models/big.onnx", PackagedFamily.Teacher);
        var family = tiny.Load(models =>
        {
            PackagedFamily.TeacherOnly(models);
            models[0]!["package"]!["file"] = "models/big.onnx";
            models[0]!["package"]!.AsObject().Remove("resource");
        });
        PackagedFamily.Make(family);
        Assert.Equal(PackagedFamily.Teacher, File.ReadAllBytes(family.PathOf(family.Teacher)));
    }

    [Fact]
    public void A_package_that_was_restored_takes_no_network()
    {
        tiny.Restore();
        var family = tiny.Load(PackagedFamily.TeacherOnly);
        Assert.Equal(
            ("its file is not taken out of the NuGet package Tiny.Models yet", false, null),
            (family.Pending(family.Teacher)!.Message, family.Pending(family.Teacher)!.IsFar, family.Absent()));
        PackagedFamily.Make(family);
        Assert.Equal(PackagedFamily.Teacher, File.ReadAllBytes(family.PathOf(family.Teacher)));
    }

    [Fact]
    public void A_tail_continues_the_packages_graph_and_the_hash_to_declare_is_told()
    {
        var wrong = tiny.Load();
        var fault = Assert.Throws<InputException>(() => PackagedFamily.Make(wrong));
        Assert.StartsWith("tiny/small: what came out is not the declared file: SHA-256 ", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(wrong.PathOf(wrong.Models[1])));
        var hash = Sha256().Match(fault.Message).Value;
        Assert.Contains(hash, fault.Fix, StringComparison.Ordinal);

        var family = tiny.Load(models => models[1]!["sha256"] = hash);
        Assert.Equal(1, PackagedFamily.Make(family));
        var small = ModelFile.Verify(family, family.Models[1]);
        Assert.Equal(
            (hash, "tail.onnx", 4 * 128 + 128 + 128 * 3), (small.Record.Sha256, small.Record.Source!.Tail, small.Record.Parameters));
    }

    [Theory]
    [InlineData("version", "\"9.9.9\"", "package Tiny.Models.9.9.9 is on none of the sources that NuGet is configured with here (local)")]
    [InlineData("sha256", $"\"{PackagedFamily.Zeros}\"", "tiny/big: what came out is not the declared file: SHA-256 ")]
    [InlineData("file", "\"lib/other.dll\"", "package Tiny.Models 1.2.3 has no file 'lib/other.dll'")]
    [InlineData("file", "\"Tiny.Models.nuspec\"", "Tiny.Models.nuspec: the file is no .NET assembly, or damaged")]
    [InlineData("resource", "\"model\"", "Tiny.Models.dll: the assembly has no resource 'model'")]
    [InlineData("downloadBytes", "900000000000000000", "package Tiny.Models needs ")]
    public void What_a_package_does_not_hold_is_said_and_nothing_is_left(string field, string json, string message)
    {
        var family = tiny.Load(models =>
        {
            PackagedFamily.TeacherOnly(models);
            models[0]!["package"]![field] = JsonNode.Parse(json);
            models[0]!["sha256"] = models[0]!["package"]!["sha256"]!.DeepClone();
        });
        var fault = Assert.Throws<InputException>(() => PackagedFamily.Make(family));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.Empty(tiny.Made);
    }

    [Fact]
    public void A_package_that_was_cut_off_is_refused()
    {
        var package = tiny.Publish();
        var whole = File.ReadAllBytes(package);
        File.WriteAllBytes(package, whole[..(whole.Length / 2)]);
        Refused("package Tiny.Models");
    }

    [Theory]
    [InlineData(
        """<add key="gone" value="http://localhost:9/index.json" protocolVersion="3" allowInsecureConnections="true" />""",
        "package Tiny.Models.1.2.3 could not be fetched (gone: ")]
    [InlineData(
        """<add key="empty" value="nowhere" />""",
        "package Tiny.Models.1.2.3 is on none of the sources that NuGet is configured with here (empty)")]
    [InlineData("", "package Tiny.Models.1.2.3 is on none of the sources that NuGet is configured with here")]
    [InlineData("<add key=", "NuGet's configuration cannot be read: ")]
    public void A_source_that_cannot_be_used_is_said(string sources, string message)
    {
        tiny.Configure(PackagedFamily.Configuration(sources));
        Refused(message);
    }

    [Fact]
    public void Only_the_sources_that_are_mapped_to_a_package_are_asked()
    {
        const string Sources = """<add key="local" value="feed" /><add key="other" value="nowhere" />""";
        tiny.Configure(PackagedFamily.Configuration(Sources).Replace(
            "<packageSourceMapping><clear />",
            """<packageSourceMapping><clear /><packageSource key="other"><package pattern="Tiny.*" /></packageSource>""",
            StringComparison.Ordinal));
        Refused("package Tiny.Models.1.2.3 is on none of the sources that NuGet is configured with here (other)");
    }

    [Fact]
    public void What_a_killed_process_left_is_removed_and_a_damaged_file_is_made_again()
    {
        var family = tiny.Load(PackagedFamily.TeacherOnly);
        var path = family.PathOf(family.Teacher);
        var (folder, name) = (Directory.CreateDirectory(Path.GetDirectoryName(path)!).FullName, Path.GetFileName(path));
        string[] left = [Path.Combine(folder, $".{name}.99999.part.tmp"), Path.Combine(folder, $".{name}.99999.nupkg.tmp")];
        Array.ForEach(left, file => File.WriteAllText(file, "half"));
        PackagedFamily.Make(family);
        Assert.Equal([path], tiny.Made);

        File.WriteAllText(path, "damaged");
        var fault = Assert.Throws<InputException>(() => ModelFile.Verify(family, family.Teacher));
        Assert.Equal("make it again: models pull tiny", fault.Fix);
        ModelSources.DropOther(family);
        PackagedFamily.Make(family);
        Assert.Equal(PackagedFamily.Teacher, File.ReadAllBytes(path));
        ModelSources.DropOther(family);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Two_that_fetch_at_once_take_turns()
    {
        var family = tiny.Load(PackagedFamily.TeacherOnly);
        using var begun = new ManualResetEventSlim();
        using var end = new ManualResetEventSlim();
        var other = new Thread(() => FileLock.Take(family.PathOf(family.Teacher), () =>
        {
            begun.Set();
            return end.Wait(TimeSpan.FromMinutes(1));
        }));
        other.Start();
        begun.Wait(TestContext.Current.CancellationToken);
        var waiting = new TaskCompletionSource<string>();
        var second = Task.Run(() => PackagedFamily.Make(family, note => waiting.TrySetResult(note)), TestContext.Current.CancellationToken);
        Assert.Equal("tiny/big: another process is making it; waiting for that", await waiting.Task);
        Assert.Empty(tiny.Made);
        end.Set();
        Assert.Equal(1, await second);
        Assert.Single(tiny.Made);
    }

    [Theory]
    [InlineData("0.file", "\"big.onnx\"", "models[0].package: a model that comes from a package has no file and no architecture")]
    [InlineData("0.sha256", null, "models[0].sha256: this field is missing")]
    [InlineData("0.sha256", $"\"{PackagedFamily.Zeros}\"", "models[0].sha256: no tail continues the package's file, and this is another")]
    [InlineData("0.weights", "\"random\"", "models[0].weights: a model from a package has trained weights")]
    [InlineData("0.package.version", "\"latest\"", "models[0].package.version: 'latest' is no version")]
    [InlineData("0.package.id", "\"../up\"", "models[0].package.id: '../up' is no package")]
    [InlineData("0.package.file", "\"../up.dll\"", "models[0].package.file: '../up.dll' is no file in a package")]
    [InlineData("0.package.downloadBytes", "0", "models[0].package.downloadBytes: is not above 0")]
    [InlineData("0.package.downloadBytes", "1.5", "models[0].package.downloadBytes: 1.5 is not a whole number")]
    [InlineData("0.package.licence", "\" \"", "models[0].package.licence: is empty")]
    [InlineData("0.package.sha256", "\"12\"", "models[0].package.sha256: '12' is not a SHA-256")]
    [InlineData("1.tail.file", "\"../tail.onnx\"", "models[1].tail.file: '../tail.onnx' leads out of the family's folder")]
    [InlineData("1.tail.sha256", "\"12\"", "models[1].tail.sha256: '12' is not a SHA-256")]
    public void What_a_family_says_wrongly_of_a_package_is_refused_by_its_place(string place, string? json, string message)
    {
        var fault = Assert.Throws<InputException>(() => tiny.Load(models => Change(models, place, json)));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_tail_than_the_declared_one_is_refused_before_anything_is_fetched()
    {
        var family = tiny.Load(models => models[1]!["tail"]!["sha256"] = PackagedFamily.Zeros);
        foreach (var look in new Action[]
        {
            () => ModelSources.Of(family.Models[1]).RequireMakeable(family, family.Models[1]), () => PackagedFamily.Make(family),
        })
        {
            Assert.Contains("tiny/small, tail: ", Assert.Throws<InputException>(look).Message, StringComparison.Ordinal);
        }

        Assert.Empty(tiny.Made);
    }

    internal static void Change(JsonArray models, string place, string? json)
    {
        var steps = place.Split('.');
        var node = models[int.Parse(steps[0], System.Globalization.CultureInfo.InvariantCulture)]!;
        foreach (var step in steps[1..^1])
        {
            node = node[step]!;
        }

        if (json is null)
        {
            Assert.True(node.AsObject().Remove(steps[^1]));
        }
        else
        {
            node[steps[^1]] = JsonNode.Parse(json);
        }
    }

    private void Refused(string message)
    {
        var family = tiny.Load(PackagedFamily.TeacherOnly);
        var fault = Assert.Throws<InputException>(() => PackagedFamily.Make(family));
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.Empty(tiny.Made);
    }

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Sha256();
}
