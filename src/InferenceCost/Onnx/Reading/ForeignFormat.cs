namespace InferenceCost.Onnx.Reading;

/// <summary>
/// Names files that are often given in place of an ONNX model, by their first bytes. Protobuf has no signature of its own, so without
/// this a picture or a download page could only be called corrupt.
/// </summary>
internal static class ForeignFormat
{
    private static readonly (int Offset, byte[] Signature, string Name)[] Known =
    [
        (0, [0x89, (byte)'P', (byte)'N', (byte)'G'], "a PNG image"),
        (0, [0xFF, 0xD8, 0xFF], "a JPEG image"),
        (0, "GIF8"u8.ToArray(), "a GIF image"),
        (0, "PK\x03\x04"u8.ToArray(), "a zip archive (a PyTorch checkpoint and an .npz file are such archives)"),
        (0, [0x1F, 0x8B], "a gzip archive"),
        (0, [0x89, (byte)'H', (byte)'D', (byte)'F'], "an HDF5 file (Keras)"),
        (0, [0x80, 0x02], "a Python pickle"),
        (0, [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'], "a NumPy array"),
        (0, "GGUF"u8.ToArray(), "a GGUF model (llama.cpp)"),
        (4, "TFL3"u8.ToArray(), "a TensorFlow Lite model"),
        (4, "ORTM"u8.ToArray(), "a model in ONNX Runtime's own format; the .onnx file that it was made from is needed"),
        (0, "version https://git-lfs"u8.ToArray(), "a Git LFS pointer, not the model itself ('git lfs pull' fetches it)"),
        (0, "<!DOCTYPE"u8.ToArray(), "a web page"),
        (0, "<html"u8.ToArray(), "a web page"),
        (8, "{\""u8.ToArray(), "a safetensors file"),
    ];

    /// <summary>What the file is, with an article ("a PNG image"); null when nothing is recognised.</summary>
    /// <param name="start">The first bytes of the file; 64 are enough.</param>
    public static string? Recognise(ReadOnlySpan<byte> start)
    {
        foreach (var (offset, signature, name) in Known)
        {
            if (start.Length >= offset + signature.Length && start[offset..].StartsWith(signature))
            {
                return name;
            }
        }

        // ONNX begins with a field number (a control character); a line of printable text does not.
        return start.Length > 0 && start.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) is var first
            && (first < 0 || IsLineEnd(start[first]))
            ? "a text file"
            : null;
    }

    private static bool IsLineEnd(byte value) => value is (byte)'\n' or (byte)'\r' or (byte)'\t';
}
