using System.Diagnostics;
using System.Text.Json;

namespace InferenceCost.RealFiles;

/// <summary>The program as a person calls it.</summary>
/// <param name="program">Its assembly.</param>
/// <param name="folder">Where it is called.</param>
internal sealed class SuiteProgram(string program, string folder)
{
    /// <summary>Runs a command to its end, its lines going to the console.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public void Run(params string[] arguments) => Start(arguments, isRead: false);

    /// <summary>Runs a command that prints JSON.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public JsonElement Json(params ReadOnlySpan<string> arguments) =>
        JsonDocument.Parse(Start(arguments.ToArray(), isRead: true)).RootElement;

    private string Start(string[] arguments, bool isRead)
    {
        Console.WriteLine($"> {string.Join(' ', arguments)}");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = isRead,
            WorkingDirectory = folder,
        })!;
        var output = isRead ? process.StandardOutput.ReadToEnd() : "";
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{arguments[0]} ended with exit code {process.ExitCode}");
    }
}
