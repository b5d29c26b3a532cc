using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate;

/// <summary>
/// Settings of a session as people type them: <c>threads=2</c>, <c>spinning=1</c>, <c>ort-native=FILE</c>, or a key of ONNX Runtime's own.
/// </summary>
internal static class SettingWords
{
    private const string NativeLibrary = "ort-native";

    /// <summary>Whether a word names a native library, and which.</summary>
    public static bool IsNativeLibrary(string word, out string path)
    {
        path = word.StartsWith(NativeLibrary + "=", StringComparison.Ordinal) ? word[(NativeLibrary.Length + 1)..] : "";
        return path.Length > 0;
    }

    /// <summary>The word that names a native library.</summary>
    public static string NativeLibraryWord(string path) => $"{NativeLibrary}={path}";

    /// <summary>The native ONNX Runtime that some words ask for; null for the one of this build.</summary>
    public static string? NativeLibraryOf(IReadOnlyList<string> words) =>
        words.Select(word => word.Split('=', 2)).FirstOrDefault(word => word[0] == NativeLibrary) is [_, { Length: > 0 } path]
            ? File.Exists(path) ? Path.GetFullPath(path) : throw new InputException(
                $"option 'ort-native={path}': there is no such file", "name the file of ONNX Runtime's native library")
            : null;

    /// <summary>The settings that some words ask for.</summary>
    /// <param name="words">Each <c>key=value</c>.</param>
    /// <param name="threads">Threads where no word says otherwise.</param>
    /// <param name="provider">
    /// The provider, whose options are among the words as <c>cuda.use_tf32=0</c> and beat those of both sides.
    /// </param>
    /// <exception cref="InputException">A word is none of these.</exception>
    public static SessionSettings Parse(IReadOnlyList<string> words, int threads, ProviderChoice provider)
    {
        var settings = new SessionSettings { Threads = threads, ProviderLibrary = provider.Library };
        var (extra, options) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var word in words)
        {
            var (key, value) = word.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } text]
                ? (name, text)
                : throw Refused(word, "is not key=value");
            switch (key)
            {
                case "threads":
                    settings = settings with { Threads =
                        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 1024
                            ? count
                            : throw Refused(word, "is no number of threads") };
                    break;
                case "spinning":
                    settings = settings with
                    {
                        Spinning = value switch { "1" => true, "0" => false, _ => throw Refused(word, "is neither 0 nor 1") },
                    };
                    break;
                case NativeLibrary:
                    break; // of the process, not of a session
                case var _ when key.StartsWith($"{provider.Id}.", StringComparison.Ordinal):
                    options[key[(provider.Id.Length + 1)..]] = value;
                    break;
                default:
                    if (!extra.TryAdd(IsSessionKey(key) ? key : throw Refused(word, "is no setting that is known"), value))
                    {
                        throw Refused(word, "is given twice");
                    }

                    break;
            }
        }

        if (provider.Id != ProviderIds.Cpu)
        {
            // A side that ran on the processor in part would be compared under the provider's name.
            extra.TryAdd("session.disable_cpu_ep_fallback", "1");
        }

        return settings with
        {
            Extra = extra,
            ProviderOptions = provider.Options.Where(option => !options.ContainsKey(option.Key))
                .Concat(options)
                .ToDictionary(option => option.Key, option => option.Value),
        };
    }

    /// <summary>
    /// What the keys of ONNX Runtime's session configuration begin with (onnxruntime_session_options_config_keys.h); an option of a
    /// provider that is not measured is none.
    /// </summary>
    private static bool IsSessionKey(string key) =>
        key.Split('.', 2) is ["session" or "ep" or "optimization" or "mlas" or "memory" or "kernel", { Length: > 0 }];

    private static InputException Refused(string word, string why) =>
        new(
            $"option '{word}': {why}",
            "use threads=2, spinning=1, ort-native=FILE, an option of the provider, or a key of ONNX Runtime's session configuration such "
            + "as session.disable_prepacking=1");
}
