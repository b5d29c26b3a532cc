using InferenceCost.Foundation;
using InferenceCost.Machine.Facts;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Native;

/// <summary>
/// Whether the native ONNX Runtime that was loaded is the one that the build asked for. Both packages call their library by one name, so
/// where another package brings the CPU library beside the GPU one, the build takes either without a word; and the managed part takes a
/// native library of an older version that has the same C interface.
/// </summary>
public static class NativeLibraryCheck
{
    private const string Cuda = "CUDAExecutionProvider";

    /// <summary>
    /// Loads the library and looks at what it is, in a few milliseconds. One that was named (<see cref="NativeLibraryChoice"/>) is taken
    /// for what it is.
    /// </summary>
    /// <exception cref="InputException">It is another one, or there is none for this system.</exception>
    public static void Verify()
    {
        if (NativeLibraryChoice.IsMade || BuildFacts.AskedPackage is not { } package || BuildFacts.AskedVersion is not { } version)
        {
            return;
        }

        var asked = $"ONNX Runtime {version} of package {Name(package)}";
        if (Difference(package, version, Loaded(asked)) is { } difference)
        {
            var file = NativeLibraryFacts.Find(version, package).Path;
            throw new InputException(
                $"{file}: this build asked for {asked}, and the library that was loaded {difference}",
                "see which package or folder brings it: give that package's reference ExcludeAssets=\"native\" and build again "
                + "without the old bin and obj, "
                + $"or take {file} on purpose with --ort-native");
        }
    }

    /// <summary>How a library differs from what was asked for; null where it does not.</summary>
    internal static string? Difference(string package, string version, (string Version, IReadOnlyCollection<string> Providers) loaded) =>
        loaded.Version != version ? $"is version {loaded.Version}"
        : package == "gpu" && !loaded.Providers.Contains(Cuda) ? $"has no CUDA: it is that of package {Name("cpu")}"
        : package == "cpu" && loaded.Providers.Contains(Cuda) ? $"has CUDA: it is that of package {Name("gpu")}"
        : null;

    private static string Name(string package) => package == "gpu" ? "Microsoft.ML.OnnxRuntime.Gpu" : "Microsoft.ML.OnnxRuntime";

    private static (string Version, IReadOnlyCollection<string> Providers) Loaded(string asked)
    {
        try
        {
            var runtime = OrtEnv.Instance();
            return (runtime.GetVersionString(), runtime.GetAvailableProviders());
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException
            or InvalidOperationException)
        {
            // The system's own message lists every place where it looked; its first sentence is enough.
            var cause = RuntimeMessage.OneLine((e.InnerException ?? e).Message).Split(". ")[0];
            throw new InputException(
                $"the native library of {asked} cannot be loaded: {cause}",
                "build for a system that the package has a library for, or name one with --ort-native FILE", e);
        }
    }
}
