using InferenceCost.Runtime.Native;
using System.Runtime.CompilerServices;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Tests;

/// <summary>What happens in this process before the first test.</summary>
internal static class TestHost
{
    /// <summary>
    /// Set to <c>on</c> or <c>off</c> in a child of <see cref="Tests.Runtime.Native.RuntimeTelemetryTests"/>: it loads ONNX Runtime with or
    /// without its telemetry, says so, waits until its input closes, and runs no test.
    /// </summary>
    public const string LoadVariable = "INFERENCE_COST_TESTS_LOAD";

    /// <summary>What such a child prints when the library is loaded.</summary>
    public const string Loaded = "loaded";

    [ModuleInitializer]
    internal static void Begin()
    {
        var load = Environment.GetEnvironmentVariable(LoadVariable);
        if (load != "on")
        {
            RuntimeTelemetry.TurnOff();
        }

        if (load is not null)
        {
            OrtEnv.Instance();
            Console.Out.WriteLine($"{Loaded}, {RuntimeTelemetry.State}");
            Console.In.ReadToEnd();
            Environment.Exit(0);
        }
    }
}
