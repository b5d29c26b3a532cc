using InferenceCost.Foundation;
using InferenceCost.Runtime.Native;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Providers;

/// <summary>
/// A provider in a library of its own, which ONNX Runtime loads into this process (the plugin interface of 1.23 and later). It runs on the
/// first of its devices that is no processor, else on its first one: a device is named, never chosen by policy.
/// </summary>
/// <param name="id">The name that people gave it.</param>
/// <param name="library">The library's file.</param>
public sealed class PluginProvider(string id, string library) : ExecutionProvider
{
    private static readonly Lock Registering = new();
    private static readonly Dictionary<string, OrtEpDevice[]> Registered = [];

    private readonly string path = Path.GetFullPath(library);

    /// <inheritdoc/>
    public override string Id => id;

    /// <summary>ONNX Runtime's own name, which the library tells.</summary>
    /// <exception cref="InputException">The library is none, or has no device here.</exception>
    public override string RuntimeName => Device().EpName;

    /// <inheritdoc/>
    public override string Needs => $"the plugin library {library}";

    /// <summary>Any option that makes a provider of a build do so, since people name plugins as they like.</summary>
    public override bool CapturesGraphs(IReadOnlyDictionary<string, string> options) =>
        ProviderCatalog.Known.Any(known => known.CapturesGraphs(options));

    /// <summary>It is in no build; the library is at hand.</summary>
    public override bool IsBuiltIn => true;

    /// <inheritdoc/>
    public override void Append(SessionOptions session, IReadOnlyDictionary<string, string> options) =>
        session.AppendExecutionProvider(OrtEnv.Instance(), [Device()], new Dictionary<string, string>(options));

    private OrtEpDevice Device()
    {
        lock (Registering)
        {
            if (!Registered.TryGetValue(path, out var devices))
            {
                Registered[path] = devices = Register();
            }

            return devices.FirstOrDefault(device => device.HardwareDevice.Type != OrtHardwareDeviceType.CPU) ?? devices[0];
        }
    }

    private OrtEpDevice[] Register()
    {
        var environment = OrtEnv.Instance();
        var before = environment.GetEpDevices().Select(device => device.EpName).ToHashSet();
        try
        {
            environment.RegisterExecutionProviderLibrary(id, path);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InputException(
                $"--provider-library {id}={library}: ONNX Runtime cannot load it: {RuntimeMessage.OneLine(error.Message)}",
                "name a plugin library that was made for this version of ONNX Runtime", error);
        }

        OrtEpDevice[] added = [.. environment.GetEpDevices().Where(device => !before.Contains(device.EpName))];
        return added.Length > 0 ? added : throw new InputException(
            $"--provider-library {id}={library}: finds no device on this machine",
            "check the device's driver, and that the system lists the device");
    }
}
