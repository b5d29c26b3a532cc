using InferenceCost.Foundation;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Native;

/// <summary>
/// Libraries of operators that ONNX Runtime does not have itself. They run with the rights of this program, so that only the command line
/// names them, never a file that comes with a model.
/// </summary>
internal static class OperatorLibraries
{
    /// <summary>Makes the operators known to the sessions of some options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="libraries">The files; null for none.</param>
    /// <exception cref="InputException">A file cannot be loaded, or is no such library.</exception>
    public static void Register(SessionOptions options, IReadOnlyList<string>? libraries)
    {
        foreach (var library in libraries ?? [])
        {
            try
            {
                options.RegisterCustomOpLibrary(Path.GetFullPath(library));
            }
            catch (Exception error) when (error is OnnxRuntimeException or DllNotFoundException or EntryPointNotFoundException)
            {
                // Without the inner exception: a provider that fails is told by it.
                throw new InputException(
                    $"--custom-ops {library}: ONNX Runtime cannot load it: {RuntimeMessage.OneLine(error.Message)}",
                    "name a library that exports RegisterCustomOps and was built for this system");
            }
        }
    }
}
