using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace InferenceCost.Machine.Platform;

/// <summary>macOS' system facts by name (<c>sysctlbyname</c>).</summary>
[SupportedOSPlatform("macos")]
internal static partial class MacSystem
{
    /// <summary>A fact that is text, such as <c>machdep.cpu.brand_string</c>; null where there is none.</summary>
    public static string? Text(string name)
    {
        var value = new byte[256];
        var length = (nuint)value.Length;
        return Query(name, value, ref length, 0, 0) == 0 && length > 0
            ? Encoding.UTF8.GetString(value, 0, (int)length).TrimEnd('\0')
            : null;
    }

    /// <summary>A fact that is a number of 4 or 8 bytes, such as <c>hw.memsize</c>; null where there is none.</summary>
    public static long? Number(string name)
    {
        var value = new byte[8];
        var length = (nuint)value.Length;
        // Little-endian, padded with zeros.
        return Query(name, value, ref length, 0, 0) == 0 && length is 4 or 8 ? BitConverter.ToInt64(value) : null;
    }

    [LibraryImport("libc", EntryPoint = "sysctlbyname", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Query(string name, [In, Out] byte[] value, ref nuint length, nint newValue, nuint newLength);
}
