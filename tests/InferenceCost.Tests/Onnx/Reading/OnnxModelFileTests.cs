using Google.Protobuf;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Tests.Onnx.Reading;

public sealed class OnnxModelFileTests : IDisposable
{
    private readonly ModelFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_a_whole_model()
    {
        var path = TinyModels.Student().Save(folder.PathOf("student.onnx"));

        var file = OnnxModelFile.Read(path);

        Assert.Equal("mlp", file.Model.Graph.Name);
        Assert.Equal(new FileInfo(path).Length, file.FileBytes);
        Assert.Empty(file.ExternalFiles);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("just a note\nabout a model", "a text file")]
    [InlineData("<!DOCTYPE html>", "a web page")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:", "Git LFS pointer")]
    [InlineData("PK\u0003\u0004abcdefgh", "zip archive")]
    [InlineData("GGUF\u0003\0\0\0", "GGUF")]
    [InlineData("\u0001\u0002\u0003\u0004", "corrupt, truncated or not an ONNX model")]
    public void Refuses_what_is_not_a_model(string content, string expected)
    {
        var path = folder.Write("model.onnx", System.Text.Encoding.Latin1.GetBytes(content));

        AssertRefused(path, expected);
    }

    [Fact]
    public void Refuses_a_picture() =>
        AssertRefused(folder.Write("model.onnx", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), "a PNG image");

    [Fact]
    public void Refuses_a_missing_file_and_a_folder()
    {
        AssertRefused(folder.PathOf("absent.onnx"), "does not exist");
        AssertRefused(folder.Root, "is a folder");
    }

    [Fact]
    public void Refuses_a_model_that_is_cut_off_anywhere()
    {
        var whole = TinyModels.Teacher().ToByteArray();
        for (var length = 1; length < whole.Length; length += whole.Length / 97)
        {
            var path = folder.Write("cut.onnx", whole[..length]);

            Assert.Throws<InputException>(() => OnnxModelFile.Read(path));
        }
    }

    [Fact]
    public void Refuses_a_model_without_a_graph_or_outputs()
    {
        var noGraph = new ModelProto { IrVersion = 8, ProducerName = "x" };
        var noOutputs = TinyModels.Relu();
        noOutputs.Graph.Output.Clear();

        AssertRefused(noGraph.Save(folder.PathOf("a.onnx")), "no graph");
        AssertRefused(noOutputs.Save(folder.PathOf("b.onnx")), "no outputs");
    }

    [Fact]
    public void Refuses_a_stored_tensor_that_does_not_fill_its_shape()
    {
        var model = TinyModels.MatMul();
        model.Graph.Initializer[0].Dims[0] = 1_000_000_000_000_000;
        var path = model.Save(folder.PathOf("model.onnx"));

        var refusal = Assert.Throws<InputException>(() => OnnxInventory.Take(OnnxModelFile.Read(path)));

        Assert.Contains("holds 48 bytes where its shape and type need 12000000000000000", refusal.Message);
    }

    [Fact]
    public void Counts_external_data_as_part_of_the_file()
    {
        var path = TinyModels.MatMul().SaveWithExternalData(folder.PathOf("model.onnx"));

        var file = OnnxModelFile.Read(path);

        Assert.Equal(new FileInfo(path).Length + 48, file.FileBytes);
        Assert.Equal(
            [folder.PathOf("weights.bin")], file.ExternalFiles.Select(name => name.Replace(Path.GetDirectoryName(name)!, folder.Root)));
    }

    [Fact]
    public void Refuses_external_data_that_is_missing_or_too_short()
    {
        var path = TinyModels.MatMul().SaveWithExternalData(folder.PathOf("model.onnx"));
        folder.Write("weights.bin", new byte[47]);
        AssertRefused(path, "needs bytes 0 to 48 of 'weights.bin', which has only 47");

        File.Delete(folder.PathOf("weights.bin"));
        AssertRefused(path, "which is missing");
    }

    [Theory]
    [InlineData("../secret.bin")]
    [InlineData("sub/../../secret.bin")]
    [InlineData("/etc/hostname")]
    [InlineData("C:\\secret.bin")]
    [InlineData("\\\\server\\share")]
    public void Refuses_external_data_outside_the_models_folder(string location)
    {
        Directory.CreateDirectory(folder.PathOf("model/sub"));
        folder.Write("secret.bin", new byte[100]);
        var path = WithLocation(location).Save(folder.PathOf("model/model.onnx"));

        AssertRefused(path, "outside the model's folder");
    }

    [Fact]
    public void Refuses_external_data_that_a_link_leads_outside()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making symbolic links needs a right on Windows.");
        Directory.CreateDirectory(folder.PathOf("outside"));
        folder.Write("outside/weights.bin", new byte[100]);
        Directory.CreateDirectory(folder.PathOf("model"));
        File.CreateSymbolicLink(folder.PathOf("model/weights.bin"), folder.PathOf("outside/weights.bin"));
        Directory.CreateSymbolicLink(folder.PathOf("model/sub"), "../outside");

        AssertRefused(WithLocation("weights.bin").Save(folder.PathOf("model/a.onnx")), "outside the model's folder");
        AssertRefused(WithLocation("sub/weights.bin").Save(folder.PathOf("model/b.onnx")), "outside the model's folder");
    }

    [Fact]
    public void Follows_links_of_a_download_cache()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making symbolic links needs a right on Windows.");
        Directory.CreateDirectory(folder.PathOf("blobs"));
        Directory.CreateDirectory(folder.PathOf("snapshot"));
        TinyModels.MatMul().SaveWithExternalData(folder.PathOf("blobs/1234"));
        File.CreateSymbolicLink(folder.PathOf("snapshot/model.onnx"), "../blobs/1234");
        File.CreateSymbolicLink(folder.PathOf("snapshot/weights.bin"), "../blobs/weights.bin");

        Assert.Single(OnnxModelFile.Read(folder.PathOf("snapshot/model.onnx")).ExternalFiles);
    }

    [Fact]
    public void Tiny_models_load_in_the_runtime_and_the_wrong_ones_do_not()
    {
        ModelProto[] good =
        [
            TinyModels.Relu(), TinyModels.MatMul(), TinyModels.Teacher(), TinyModels.Student(), TinyModels.TwoInputsTwoOutputs(),
            TinyModels.Embedding(), TinyModels.Recurrent(),
        ];
        foreach (var model in good)
        {
            using var session = new InferenceSession(model.ToByteArray());
            Assert.NotEmpty(session.InputMetadata);
        }

        Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(TinyModels.UnknownOperator().ToByteArray()));
        Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(TinyModels.FutureOpset().ToByteArray()));
    }

    private static ModelProto WithLocation(string location)
    {
        var model = TinyModels.MatMul();
        var tensor = model.Graph.Initializer[0];
        tensor.ClearRawData();
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        return model;
    }

    private static void AssertRefused(string path, string expected)
    {
        var refusal = Assert.Throws<InputException>(() => OnnxModelFile.Read(path));
        Assert.Contains(expected, refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.NotEmpty(refusal.Fix);
    }
}
