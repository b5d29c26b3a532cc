using System.Runtime.InteropServices;

namespace InferenceCost.Runtime.Native;

/// <summary>
/// ONNX Runtime's telemetry. Since 1.29 its libraries for Linux start a thread and write a database below the user's cache folder, by
/// default and before the first session: what is measured would then hold the runtime's own errands. Whoever uses this library in a program
/// of their own calls <see cref="TurnOff()"/> first, or starts that program with <c>ORT_DISABLE_TELEMETRY=1</c>; worker processes have it
/// in any case. <c>OrtEnv.DisableTelemetryEvents</c> stops neither the thread nor the files.
/// </summary>
public static partial class RuntimeTelemetry
{
    /// <summary>The variable that the native library reads when it is loaded.</summary>
    public const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>The value that turns it off; <c>0</c> leaves it on.</summary>
    public const string Off = "1";

    /// <summary>What a run records: <c>off</c> where the native library finds the variable set, else <c>on</c>.</summary>
    public static string State =>
        (IsUnix ? Marshal.PtrToStringUTF8(GetVariable(Variable)) : Environment.GetEnvironmentVariable(Variable)) == Off ? "off" : "on";

    /// <summary>
    /// Turns it off in this process and in those that it starts. To be called before anything of ONNX Runtime is, and before there are
    /// threads that read the environment: changing it while they do is not safe.
    /// </summary>
    /// <exception cref="InvalidOperationException">The system refused to set the variable.</exception>
    public static void TurnOff()
    {
        Environment.SetEnvironmentVariable(Variable, Off);

        // On these systems .NET keeps a copy of the environment, and what it sets there reaches children but no native library.
        if (IsUnix && SetVariable(Variable, Off, 1) != 0)
        {
            throw new InvalidOperationException($"{Variable} cannot be set (error {Marshal.GetLastPInvokeError()})");
        }
    }

    /// <summary>Turns it off in a process that is about to be started.</summary>
    /// <param name="environment">The variables that the process will have.</param>
    public static void TurnOff(IDictionary<string, string?> environment) => environment[Variable] = Off;

    private static bool IsUnix => !OperatingSystem.IsWindows();

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetVariable(string name);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
