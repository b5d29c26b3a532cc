using System.Reflection;
using System.Runtime.InteropServices;
using InferenceCost.Foundation;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Native;

/// <summary>
/// Another native ONNX Runtime than the one of the package, named by an environment variable, so that one build can be measured over two.
/// Its version must have the C interface that the managed package asks for.
/// </summary>
public static class NativeLibraryChoice
{
    /// <summary>The variable that names the library's file.</summary>
    public const string Variable = "ORT_NATIVE";

    private const string Name = "onnxruntime";
    private const string Fix = "name the file of ONNX Runtime's native library, or leave it out";

    private static bool isApplied;

    /// <summary>Whether another library than that of the package was taken.</summary>
    public static bool IsMade => isApplied;

    /// <summary>Takes the library that the variable names, once; to be called before anything of ONNX Runtime is.</summary>
    /// <param name="chosen">The file, which this process and its children then use; null for what the variable names.</param>
    /// <exception cref="InputException">There is no such file, or it is no library.</exception>
    public static void Apply(string? chosen = null)
    {
        var asked = chosen is null ? Variable : "--ort-native";
        if (chosen is not null)
        {
            if (!File.Exists(chosen))
            {
                throw new InputException($"{asked}: there is no file '{chosen}'", Fix);
            }

            Environment.SetEnvironmentVariable(Variable, Path.GetFullPath(chosen));
        }

        if (isApplied || Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
        {
            return;
        }

        if (!NativeLibrary.TryLoad(Path.GetFullPath(path), out var library))
        {
            throw new InputException($"{asked}: {path} is no native library of this system", Fix);
        }

        isApplied = true;
        nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) =>
            Path.GetFileNameWithoutExtension(name).Equals(Name, StringComparison.OrdinalIgnoreCase) ? library : 0;
        OrtEnv.DisableDllImportResolver = true;
        NativeLibrary.SetDllImportResolver(typeof(OrtEnv).Assembly, Resolve);
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraryChoice).Assembly, Resolve);
        try
        {
            OrtEnv.Instance();
        }
        catch (Exception error) when (error is TypeInitializationException or EntryPointNotFoundException or InvalidOperationException)
        {
            throw new InputException(
                $"{asked}: {path} is no ONNX Runtime of the version that this program needs: "
                + $"{RuntimeMessage.OneLine((error.InnerException ?? error).Message)}",
                Fix,
                error);
        }
    }
}
