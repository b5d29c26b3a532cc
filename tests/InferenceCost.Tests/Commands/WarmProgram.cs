using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace InferenceCost.Tests.Commands;

/// <summary>
/// The program's entry point, asked over and over in processes that stay: what .NET compiles at the start of a command takes longer than
/// most commands do. A command that starts workers is started by <see cref="BuiltProgram"/>, and each command is once, too.
/// </summary>
internal static class WarmProgram
{
    private static readonly ConcurrentBag<Process> Idle = [];

    static WarmProgram() => AppDomain.CurrentDomain.ProcessExit += (_, _) => End();

    public static async Task<(int Code, string Output, string Error)> Run(string folder, params string[] arguments)
    {
        var host = Idle.TryTake(out var idle) ? idle : Start();
        await host.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new WarmCommand(folder, arguments)));
        await host.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        var line = await host.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        var answer = JsonSerializer.Deserialize<WarmAnswer>(
            line ?? throw new InvalidOperationException($"the host ended in: {string.Join(' ', arguments)}"))!;
        // One that was cancelled in the middle is not asked again.
        Idle.Add(host);
        return (answer.Code, answer.Output, answer.Error);
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(WarmProgram).Assembly.Location);
        start.Environment[TestHost.HostVariable] = "1";
        return Process.Start(start)!;
    }

    /// <summary>They would end by themselves; waited for, their processor time counts as that of the tests.</summary>
    private static void End()
    {
        foreach (var host in Idle)
        {
            host.StandardInput.Close();
            host.WaitForExit();
        }
    }
}
