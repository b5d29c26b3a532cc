using System.Runtime.InteropServices;
using System.Security.Cryptography;
using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Reading;

/// <summary>The values of stored tensors, without keeping external data in memory.</summary>
internal static class TensorContent
{
    // A multiple of every element size, so that a chunk never splits an element.
    private const int ChunkBytes = 1 << 20;

    /// <summary>
    /// A fingerprint of the values; null when all elements are equal. Zero biases and unit scales are alike without being shared, so they
    /// never count as duplicates. Tensors that one file encodes as raw bytes and another as typed lists have different fingerprints.
    /// </summary>
    /// <exception cref="IOException">External data cannot be read.</exception>
    public static string? Fingerprint(TensorProto tensor, int elementBytes, ExternalData external)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var uniform = true;
        var first = Array.Empty<byte>();
        foreach (var chunk in Chunks(tensor, external))
        {
            var bytes = chunk.Span;
            hash.AppendData(bytes);
            first = first.Length == 0 ? bytes[..Math.Min(elementBytes, bytes.Length)].ToArray() : first;
            uniform = uniform && bytes.StartsWith(first) && bytes[first.Length..].SequenceEqual(bytes[..^first.Length]);
        }

        return uniform ? null : Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// The values as they lie in memory, a piece of whole elements at a time; a piece is good until the next one is asked for.
    /// </summary>
    /// <exception cref="Foundation.InputException">External data is not where it may be, or too short.</exception>
    /// <exception cref="IOException">External data cannot be read.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Chunks(TensorProto tensor, ExternalData external) =>
        ExternalData.IsExternal(tensor) ? ExternalChunks(external.Locate(tensor))
        : [tensor.HasRawData ? tensor.RawData.Memory : TypedData(tensor)];

    private static byte[] TypedData(TensorProto tensor) => tensor switch
    {
        { FloatData.Count: > 0 } => MemoryMarshal.AsBytes<float>(tensor.FloatData.ToArray()).ToArray(),
        { DoubleData.Count: > 0 } => MemoryMarshal.AsBytes<double>(tensor.DoubleData.ToArray()).ToArray(),
        { Int64Data.Count: > 0 } => MemoryMarshal.AsBytes<long>(tensor.Int64Data.ToArray()).ToArray(),
        { Uint64Data.Count: > 0 } => MemoryMarshal.AsBytes<ulong>(tensor.Uint64Data.ToArray()).ToArray(),

        // Typed lists keep the bits of a 16-bit number in the lower half of an int32 (onnx.proto).
        { DataType: (int)TensorProto.Types.DataType.Float16 or (int)TensorProto.Types.DataType.Bfloat16 } =>
            MemoryMarshal.AsBytes<ushort>([.. tensor.Int32Data.Select(bits => (ushort)bits)]).ToArray(),
        _ => MemoryMarshal.AsBytes<int>(tensor.Int32Data.ToArray()).ToArray(),
    };

    private static IEnumerable<ReadOnlyMemory<byte>> ExternalChunks(ExternalSlice slice)
    {
        using var stream = new FileStream(slice.File, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        stream.Position = slice.Offset;
        var buffer = new byte[(int)Math.Min(ChunkBytes, slice.Length)];
        for (var left = slice.Length; left > 0;)
        {
            var chunk = buffer.AsMemory(0, (int)Math.Min(buffer.Length, left));
            stream.ReadExactly(chunk.Span);
            left -= chunk.Length;
            yield return chunk;
        }
    }
}
