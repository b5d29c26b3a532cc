using System.Globalization;

namespace InferenceCost.Machine.Platform;

/// <summary>Fields of the kernel's text files, which read <c>Name: value</c> or <c>Name: 123 kB</c>, one to a line.</summary>
internal static class KernelFields
{
    /// <summary>The value of the first line with this name, without white space around it; null where there is none.</summary>
    public static string? Value(string? text, string name)
    {
        foreach (var line in (text ?? "").AsSpan().EnumerateLines())
        {
            var colon = line.IndexOf(':');
            if (colon >= 0 && line[..colon].Trim().SequenceEqual(name))
            {
                return line[(colon + 1)..].Trim().ToString();
            }
        }

        return null;
    }

    /// <summary>A size in bytes from a field in kB (which the kernel means as KiB); null where it is missing or not such a size.</summary>
    public static long? Bytes(string? text, string name) =>
        Value(text, name)?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var number, "kB"]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var kibibytes)
        && kibibytes <= long.MaxValue / 1024
            ? kibibytes * 1024
            : null;
}
