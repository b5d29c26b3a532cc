using System.CommandLine;
using InferenceCost.Records;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>The commands, and what their failures become for the shell. Options without a command mean <c>run</c>.</summary>
public static class Shell
{
    /// <summary>Runs a command line and returns its exit code.</summary>
    public static async Task<int> Invoke(string[] args)
    {
        var root = new RootCommand("How much does the smaller model save on your machine, and does it still match the larger one?")
        {
            RunCommand.Create(),
            BenchCommand.Create(),
            ModelsCommand.Create(),
            JudgeCommand.Create(),
            ReportCommand.Create(),
            DoctorCommand.Create(),
        };
        root.Options.Add(CommonOptions.Models);
        root.Options.Add(CommonOptions.Format);

        var parsed = root.Parse(WithDefaultCommand(args, root));
        if (parsed.Errors.Count > 0)
        {
            // The parser lists the words that an option takes in lines of their own.
            return Refuse(string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), "see --help for what there is");
        }

        try
        {
            // Ctrl-C and SIGTERM cancel, and a run needs time to stop its child and store what is finished.
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (InputException error)
        {
            return Refuse(error.Message, error.Fix);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    private static string[] WithDefaultCommand(string[] args, RootCommand root)
    {
        var askedForHelp = args.Any(arg => arg is "--help" or "-h" or "-?" or "/?" or "--version");
        var named = args.Length > 0 && root.Subcommands.Any(command => command.Name == args[0]);
        return askedForHelp || named || (args.Length > 0 && !args[0].StartsWith('-')) ? args : ["run", .. args];
    }

    private static int Refuse(string message, string fix)
    {
        Console.Error.WriteLine($"error: {message}");
        Console.Error.WriteLine($"  fix: {fix}");
        return ExitCode.BadInput;
    }
}
