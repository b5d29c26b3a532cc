using System.Text.Json;
using InferenceCost.Benchmarks.Commands;

namespace InferenceCost.Tests.Commands;

/// <summary>What a <see cref="WarmProgram"/> is asked: one line of JSON.</summary>
internal sealed record WarmCommand(string Folder, string[] Arguments);

/// <summary>What it answers.</summary>
internal sealed record WarmAnswer(int Code, string Output, string Error);

/// <summary>The other side of <see cref="WarmProgram"/>: command after command until its input closes.</summary>
internal static class WarmProgramHost
{
    /// <summary>What the runtime ends a process with in which an exception reached nobody.</summary>
    private const int Unhandled = 134;

    public static void Serve()
    {
        var answers = Console.Out;
        var asked = Console.In;
        while (asked.ReadLine() is { } line)
        {
            answers.WriteLine(JsonSerializer.Serialize(Answer(JsonSerializer.Deserialize<WarmCommand>(line)!)));
            answers.Flush();
        }
    }

    private static WarmAnswer Answer(WarmCommand command)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Console.SetOut(output);
        Console.SetError(error);
        Environment.SetEnvironmentVariable("GITHUB_STEP_SUMMARY", Path.Combine(command.Folder, BuiltProgram.StepSummary));
        Directory.SetCurrentDirectory(command.Folder);
        try
        {
            return new(Shell.Invoke(command.Arguments).GetAwaiter().GetResult(), output.ToString(), error.ToString());
        }
        catch (Exception unhandled)
        {
            return new(Unhandled, output.ToString(), $"{error}{unhandled}");
        }
        finally
        {
            // The test removes its folder.
            Directory.SetCurrentDirectory(AppContext.BaseDirectory);
        }
    }
}
