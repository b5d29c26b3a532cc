using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace InferenceCost.Onnx.Writing;

/// <summary>
/// What a tensor's random values depend on: the seed and the tensor's name, and nothing else. So a layer has the same values in every
/// graph that has it, whatever is written before it and however the work is cut up.
/// </summary>
/// <param name="First">Bytes 0 to 3 of the SHA-256 of <c>seed:name</c>, least significant first.</param>
/// <param name="Second">Bytes 4 to 7.</param>
internal readonly record struct TensorKey(uint First, uint Second)
{
    public static TensorKey Derive(ulong seed, string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{name}")));
        return new TensorKey(BinaryPrimitives.ReadUInt32LittleEndian(hash), BinaryPrimitives.ReadUInt32LittleEndian(hash.AsSpan(4)));
    }
}
