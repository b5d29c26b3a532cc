using System.Text.RegularExpressions;

namespace InferenceCost.Runtime.Native;

/// <summary>ONNX Runtime's error messages for people: one line, without its own source files and code names.</summary>
public static partial class RuntimeMessage
{
    /// <summary>The message without <c>[ErrorCode:...]</c>, paths of its C++ sources and the signatures after them.</summary>
    public static string OneLine(string message)
    {
        var line = string.Join(
            ' ', message.Split((char[])['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return Noise().Replace(line, "").Trim();
    }

    [GeneratedRegex(@"\[ErrorCode:\w+\]\s*|\S*/?onnxruntime\S*\.(cc|h|cpp):\d+\s+((virtual\s|static\s)?([\w:<>&*]+\s)?\S+\([^)]*\)\s*)?")]
    private static partial Regex Noise();
}
