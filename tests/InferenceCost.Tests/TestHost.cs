using InferenceCost.Runtime.Native;
using InferenceCost.Tests.Commands;
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

    /// <summary>Set in a child that serves <see cref="Tests.Commands.WarmProgram"/>, and runs no test.</summary>
    public const string HostVariable = "INFERENCE_COST_TESTS_HOST";

    /// <summary>What a child prints when the library is loaded.</summary>
    public const string Loaded = "loaded";

    [ModuleInitializer]
    internal static void Begin()
    {
        var load = Environment.GetEnvironmentVariable(LoadVariable);
        if (load != "on")
        {
            RuntimeTelemetry.TurnOff();
        }

        if (Environment.GetEnvironmentVariable(HostVariable) is not null)
        {
            // What a command starts is no such host.
            Environment.SetEnvironmentVariable(HostVariable, null);
            WarmProgramHost.Serve();
            Environment.Exit(0);
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
