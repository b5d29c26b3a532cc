using System.Text.RegularExpressions;
using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;

namespace InferenceCost.Families.Sources;

/// <summary>Makes sure that a file is the one that a family declares.</summary>
internal static partial class HashedFile
{
    private const int ShownDigits = 12;

    /// <summary>Refuses a file that is missing or has another hash; returns the hash, in lower case.</summary>
    /// <param name="whose">What it belongs to, for the message: <c>fashion-mnist/teacher</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="expected">The SHA-256 that was declared, in hexadecimal of either case.</param>
    /// <param name="fix">What to do where it is another file; null for the usual advice.</param>
    /// <exception cref="InputException">Missing, unreadable, or another file.</exception>
    public static string Check(string whose, string path, string expected, string? fix = null)
    {
        if (!File.Exists(path))
        {
            throw new InputException(
                $"{whose}: {path} does not exist", $"put the file there, or correct its path in {FamilyDefinition.FileName}");
        }

        var actual = Hash(whose, path);
        if (!actual.Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException(
                $"{whose}: {path} is not the declared file: SHA-256 {actual[..ShownDigits]}... "
                + $"where {expected[..ShownDigits].ToLowerInvariant()}... was declared",
                fix ?? $"restore the file; if it was changed on purpose, write its hash into {FamilyDefinition.FileName}: {actual}");
        }

        return actual.ToLowerInvariant();
    }

    /// <summary>The SHA-256 of a file that somebody named.</summary>
    /// <param name="whose">What it is, for the message.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It is missing or unreadable.</exception>
    public static string Hash(string whose, string path)
    {
        try
        {
            return FileHash.Compute(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{whose}: {path} cannot be read, {error.Message}", "check the permissions of the file and of its folder", error);
        }
    }

    /// <summary>What is wrong with the form of a SHA-256; null where it has 64 hexadecimal digits.</summary>
    /// <param name="field">The field that holds it.</param>
    /// <param name="hash">What it holds.</param>
    public static DeclarationFault? FormFault(string field, string hash) => HashForm().IsMatch(hash)
        ? null
        : new DeclarationFault(
            field, $"'{hash}' is not a SHA-256", "write the 64 hexadecimal digits that sha256sum (Windows: Get-FileHash) prints");

    [GeneratedRegex(@"\A[0-9a-fA-F]{64}\z")]
    private static partial Regex HashForm();
}
