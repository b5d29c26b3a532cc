using System.IO.Compression;
using System.Text;
using InferenceCost.Foundation;
using InferenceCost.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Tasks.Inputs;

/// <summary>
/// <c>Golden/numpy.npz</c> was written by NumPy: <c>np.savez(path, a=np.arange(6,dtype='&lt;i8').reshape(2,3), b=np.array([0.5,-1.25],
/// dtype='&lt;f4'), c=np.array(True), h=np.array([1.5],dtype='&lt;f2'), u=np.arange(4,dtype='u1').reshape(4,1))</c>; <c>refused.npz</c>
/// holds a Fortran-ordered, a big-endian, a text and a complex array.
/// </summary>
public sealed class NpzFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_numpy_wrote_is_read()
    {
        var path = Golden("numpy.npz");
        Assert.Equal(["a", "b", "c", "h", "u"], NpzFile.Names(path));
        var a = NpzFile.Read(path, "a");
        Assert.Equal((TensorElementType.Int64, 2), (a.Type, a.Items));
        Assert.Equal([2, 3], a.Shape);
        Assert.Equal([0, 1, 2, 3, 4, 5], ElementConversion.ToDoubles(a));
        Assert.Equal([0.5, -1.25], ElementConversion.ToDoubles(NpzFile.Read(path, "b")));
        Assert.Equal([1.0], ElementConversion.ToDoubles(NpzFile.Read(path, "c")));
        Assert.Empty(NpzFile.Read(path, "c").Shape);
        Assert.Equal([1.5], ElementConversion.ToDoubles(NpzFile.Read(path, "h")));
    }

    [Theory]
    [InlineData("fortran", "Fortran")]
    [InlineData("big", ">i4")]
    [InlineData("text", "U1")]
    [InlineData("complex", "c16")]
    public void What_cannot_be_fed_is_refused_with_its_reason(string array, string reason) =>
        Assert.Contains(reason, Refusal(Golden("refused.npz"), array).Message, StringComparison.Ordinal);

    [Fact]
    public void Arrays_come_back_as_they_were_written()
    {
        var path = folder.File("own.npz");
        var written = new NpyArray("x", TensorElementType.Float, [2, 1], [0, 0, 128, 63, 0, 0, 0, 64]);
        NpzArchive.Write(path, [written]);
        var read = NpzFile.Read(path, "x");
        Assert.Equal(written.Bytes, read.Bytes);
        Assert.Equal(written.Shape, read.Shape);
    }

    [Fact]
    public void A_missing_array_is_refused_and_the_others_are_named() =>
        Assert.Contains("a, b, c", Refusal(Golden("numpy.npz"), "nothing").Fix, StringComparison.Ordinal);

    [Theory]
    [InlineData("(1000000000000000,)")]
    [InlineData("(9223372036854775807, 9223372036854775807)")]
    [InlineData("(3,)")]
    [InlineData("(-1,)")]
    public void A_header_that_lies_about_the_size_is_refused_without_taking_the_memory(string shape)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refusal(WithHeader($"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}", new byte[8]), "x");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000_000);
    }

    [Theory]
    [InlineData("not a header")]
    [InlineData("{'descr': '<f4'}")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2.5,), }")]
    public void A_header_that_is_none_is_refused(string header) => Refusal(WithHeader(header, new byte[8]), "x");

    [Fact]
    public void A_file_that_is_no_archive_or_is_cut_off_or_missing_is_refused()
    {
        var path = folder.File("broken.npz");
        File.WriteAllText(path, "hello");
        Refusal(path, "x");
        File.WriteAllBytes(path, File.ReadAllBytes(Golden("numpy.npz"))[..200]);
        Refusal(path, "a");
        Refusal(folder.File("missing.npz"), "a");
    }

    private static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Tasks", "Inputs", "Golden", name);

    private static InputException Refusal(string path, string array)
    {
        var refusal = Assert.Throws<InputException>(() => NpzFile.Read(path, array));
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.NotEmpty(refusal.Fix);
        return refusal;
    }

    private string WithHeader(string header, byte[] content)
    {
        var path = folder.File("made.npz");
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        using var entry = archive.CreateEntry("x.npy").Open();
        var text = Encoding.ASCII.GetBytes(header + "\n");
        entry.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. text, .. content]);
        return path;
    }
}
