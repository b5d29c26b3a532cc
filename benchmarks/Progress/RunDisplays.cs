using Spectre.Console;

namespace InferenceCost.Benchmarks.Progress;

/// <summary>Picks the display that standard error can show.</summary>
internal static class RunDisplays
{
    public static IRunDisplay Create()
    {
        if (Console.IsErrorRedirected)
        {
            return new PlainDisplay(Console.Error);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Profile.Capabilities.Ansi ? new TerminalDisplay(console) : new PlainDisplay(Console.Error);
    }
}
