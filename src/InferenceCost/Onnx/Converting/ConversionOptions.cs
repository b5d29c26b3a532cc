using System.Diagnostics.CodeAnalysis;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;

namespace InferenceCost.Onnx.Converting;

/// <summary>What the weights of a copy are stored in.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The field's own words, which people type.")]
public enum SmallType
{
    /// <summary>Half precision, computed in single precision: half the file, the same time.</summary>
    Fp16,

    /// <summary>Eight bits: products of matrices are computed in integers.</summary>
    Int8,

    /// <summary>Four bits in blocks.</summary>
    Int4,
}

/// <summary>How a model is converted.</summary>
/// <param name="To">What its weights become.</param>
/// <param name="Block">How many weights share a scale in int4: a power of two from 16 to 256.</param>
/// <param name="Keep">Operators and names of nodes whose weights stay as they are.</param>
public sealed record ConversionOptions(SmallType To, int Block = ConversionOptions.UsualBlock, IReadOnlyList<string>? Keep = null)
{
    /// <summary>What the operator MatMulNBits is fastest with (docs/ContribOperators.md of ONNX Runtime).</summary>
    public const int UsualBlock = 32;

    /// <summary>The words for the types: <c>fp16, int8, int4</c>.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetNames<SmallType>().Select(name => name.ToLowerInvariant())];

    /// <summary>The word for its type.</summary>
    public string Word => To.ToString().ToLowerInvariant();

    /// <summary>Reads the words of a command line or of a family file.</summary>
    /// <exception cref="InputException">The type is unknown, or the block is no size that the operator takes.</exception>
    public static ConversionOptions Parse(string to, int? block = null, IReadOnlyList<string>? keep = null)
    {
        if (!Words.Contains(to))
        {
            throw new InputException($"'{to}' is no type that weights can be converted to", $"write one of: {NearestWord.List(to, Words)}");
        }

        if (block is { } size && (size is < 16 or > 256 || !int.IsPow2(size)))
        {
            throw new InputException(
                FormattableString.Invariant($"a block of {size} weights is not possible"), "write 16, 32, 64, 128 or 256");
        }

        return new ConversionOptions(Enum.Parse<SmallType>(to, ignoreCase: true), block ?? UsualBlock, keep);
    }
}
