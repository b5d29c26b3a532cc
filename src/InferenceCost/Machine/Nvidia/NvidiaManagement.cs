using System.Globalization;
using System.Runtime.InteropServices;

namespace InferenceCost.Machine.Nvidia;

/// <summary>
/// The NVIDIA driver's view of its GPUs: its management library (NVML), which comes with the driver and needs no CUDA. Opening it wakes the
/// GPUs, which takes up to seconds: open it once, and not while something is timed.
/// </summary>
public sealed class NvidiaManagement : IDisposable
{
    private readonly NvidiaFunctions functions;
    private bool disposed;

    private NvidiaManagement(NvidiaFunctions functions, IReadOnlyList<NvidiaDevice> devices, IReadOnlyList<string> unreachable) =>
        (this.functions, Devices, Unreachable) = (functions, devices, unreachable);

    /// <summary>The GPUs that this user may look at; at least one.</summary>
    public IReadOnlyList<NvidiaDevice> Devices { get; }

    /// <summary>A reason for each GPU that the driver has and does not let this user look at.</summary>
    public IReadOnlyList<string> Unreachable { get; }

    /// <summary>Loads the driver's library and finds the GPUs; null where there is no driver or no GPU to look at.</summary>
    /// <param name="reason">Why it is not there, in words; null where it is.</param>
    public static NvidiaManagement? Open(out string? reason) => Open(LibraryName(), out reason);

    /// <summary>
    /// Ends the library's use. Its code stays loaded: a device that is read later gets an error from it instead of a crash.
    /// </summary>
    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            functions.Shutdown();
        }
    }

    /// <summary>As the public one, from a library of another name; null for a system that has none.</summary>
    internal static NvidiaManagement? Open(string? library, out string? reason)
    {
        if (library is null || !NativeLibrary.TryLoad(library, out var handle))
        {
            reason = library is null
                ? "NVIDIA has no driver for this operating system"
                : $"the NVIDIA driver's library {library} cannot be loaded (no driver is installed, or the container does not show it)";
            return null;
        }

        return Open(name => NativeLibrary.TryGetExport(handle, name, out var address) ? address : 0, out reason);
    }

    /// <summary>As the public one, from any functions.</summary>
    /// <param name="symbol">The address of a function by its name, 0 where there is none.</param>
    /// <param name="reason">Why it is not there, in words; null where it is.</param>
    internal static NvidiaManagement? Open(Func<string, nint> symbol, out string? reason)
    {
        var functions = new NvidiaFunctions(symbol);
        reason = functions.Init();
        if (reason is not null)
        {
            return null;
        }

        var (devices, unreachable, none) = Find(functions);
        if (devices.Count > 0)
        {
            return new(functions, devices, unreachable);
        }

        functions.Shutdown();
        reason = none ?? string.Join("; ", unreachable);
        return null;
    }

    private static (List<NvidiaDevice> Devices, List<string> Unreachable, string? None) Find(NvidiaFunctions functions)
    {
        List<NvidiaDevice> devices = [];
        List<string> unreachable = [];
        var count = functions.Count();
        for (var index = 0u; index < (count.Value ?? 0); index++)
        {
            var handle = functions.Handle(index);
            if (handle.Value is { } device)
            {
                devices.Add(new(functions, index, device));
            }
            else
            {
                unreachable.Add(string.Create(CultureInfo.InvariantCulture, $"GPU {index}: {handle.Reason}"));
            }
        }

        return (devices, unreachable, count.Value == 0 ? "the NVIDIA driver finds no GPU" : count.Reason);
    }

    private static string? LibraryName() =>
        OperatingSystem.IsWindows() ? "nvml.dll" : OperatingSystem.IsLinux() ? "libnvidia-ml.so.1" : null;
}
