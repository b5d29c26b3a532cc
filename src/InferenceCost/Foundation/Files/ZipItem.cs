namespace InferenceCost.Foundation.Files;

/// <summary>What an archive's directory says of one entry.</summary>
/// <param name="Name">Its name, as it stands there.</param>
/// <param name="Method">How it is packed.</param>
/// <param name="Flags">What else there is to know of it; the lowest bit says that it is encrypted.</param>
/// <param name="Checksum">The CRC-32 of its content.</param>
/// <param name="Length">Bytes of its content.</param>
/// <param name="PackedLength">Bytes that it takes in the archive.</param>
/// <param name="Offset">Where it begins.</param>
internal sealed record ZipItem(string Name, int Method, int Flags, uint Checksum, long Length, long PackedLength, long Offset);
