using System.Security.Cryptography;

namespace InferenceCost.Foundation.Files;

/// <summary>The SHA-256 of a file's bytes, in lower-case hexadecimal: how models, data sets and predictions are identified.</summary>
public static class FileHash
{
    /// <summary>Hashes a file, streaming it.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string Compute(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
