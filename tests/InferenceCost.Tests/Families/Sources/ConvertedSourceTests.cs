using System.Text.Json.Nodes;
using InferenceCost.Families.Checking;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Converting;

namespace InferenceCost.Tests.Families.Sources;

public sealed class ConvertedSourceTests : IDisposable
{
    private readonly PackagedFamily tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void A_copy_is_made_from_its_original_even_where_that_takes_no_part()
    {
        var family = tiny.Load(models => Copy(models, ConvertedHash()));
        var copy = family.Models[1];
        Assert.Equal(
            ("its file is not converted from big yet", "make it: models pull tiny", 1_500_000),
            (family.Pending(copy)!.Message, family.Pending(copy)!.Fix, family.Pending(copy)!.DownloadBytes));
        var alone = family with { Models = [copy] };
        Assert.Equal((1, 0), (PackagedFamily.Make(alone), PackagedFamily.Make(alone)));
        var record = ModelFile.Verify(alone, copy).Record;
        Assert.Equal(("big", "Tiny.Models", "Apache-2.0"), (record.Source!.ConvertedFrom, record.Source.Package, record.Source.Licence));
        Assert.True(File.Exists(family.PathOf(family.Teacher)));
    }

    [Fact]
    public void Another_file_than_the_declared_one_gets_no_name_and_its_hash_is_told()
    {
        var family = tiny.Load(models => Copy(models, PackagedFamily.Zeros));
        var fault = Assert.Throws<InputException>(() => PackagedFamily.Make(family));
        Assert.StartsWith("tiny/small: what came out is not the declared file: SHA-256 ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(ConvertedHash(), fault.Fix, StringComparison.Ordinal);
        Assert.Equal([family.PathOf(family.Teacher)], tiny.Made);
    }

    [Theory]
    [InlineData("1.sha256", null, "models[1].sha256: this field is missing")]
    [InlineData("1.sha256", "\"12\"", "models[1].sha256: '12' is not a SHA-256")]
    [InlineData("1.file", "\"small.onnx\"", "models[1].convert: a model that is converted from another has no file")]
    [InlineData("1.precision", "\"fp32\"", "models[1].precision: 'fp32' is not what the weights are converted to")]
    [InlineData("1.convert.to", "\"int3\"", "models[1].convert.to: 'int3' is no type that weights can be converted to")]
    [InlineData("1.convert.block", "33", "models[1].convert: a block of 33 weights is not possible")]
    [InlineData("1.convert.from", "\"small\"", "models[1].convert.from: 'small' is no model of this family that is not converted itself")]
    [InlineData("1.weights", "\"random\"", "models[1].weights: a copy has the weights of its original")]
    public void What_a_family_says_wrongly_of_a_copy_is_refused_by_its_place(string place, string? json, string message)
    {
        var fault = Assert.Throws<InputException>(() => tiny.Load(models =>
        {
            Copy(models, PackagedFamily.Zeros);
            PackageSourceTests.Change(models, place, json);
        }));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Makes the student a copy of the teacher in eight bits.</summary>
    private static void Copy(JsonArray models, string sha256)
    {
        var student = models[1]!.AsObject();
        student.Remove("package");
        student.Remove("tail");
        student["precision"] = "int8";
        student["distilled"] = false;
        student["convert"] = new JsonObject { ["from"] = "big", ["to"] = "int8" };
        student["sha256"] = sha256;
    }

    private string ConvertedHash()
    {
        var (original, copy) = (Path.Combine(tiny.Folder, "big.onnx"), Path.Combine(tiny.Folder, "copy.onnx"));
        File.WriteAllBytes(original, PackagedFamily.Teacher);
        ModelConverter.Convert(original, copy, ConversionOptions.Parse("int8"), TestContext.Current.CancellationToken);
        return PackagedFamily.Hash(File.ReadAllBytes(copy));
    }
}
