using System.CommandLine;
using System.Text;
using InferenceCost.Foundation;
using InferenceCost.Runtime.Native;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>The commands, and what their failures become for the shell. Options without a command mean <c>run</c>.</summary>
public static class Shell
{
    /// <summary>Runs a command line and returns its exit code.</summary>
    public static async Task<int> Invoke(string[] args)
    {
        if (OperatingSystem.IsWindows())
        {
            // Its consoles and pipes take another encoding than the files that the same text is written to.
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        var root = new RootCommand("How much does the smaller model save on your machine, and does it still match the larger one?")
        {
            RunCommand.Create(),
            BenchCommand.Create(),
            ModelsCommand.Create(),
            JudgeCommand.Create(),
            CompareCommand.Create(),
            AbCommand.Create(),
            HistoryCommand.Create(),
            ReportCommand.Create(),
            DoctorCommand.Create(),
        };
        root.Options.Add(CommonOptions.Models);
        root.Options.Add(CommonOptions.NativeLibrary);
        CommonOptions.AddFormat(root);

        var parsed = root.Parse(WithDefaultCommand(args, root));
        if (args.Length > 0 && !args[0].StartsWith('-') && root.Subcommands.All(command => command.Name != args[0]))
        {
            return Refuse(
                $"'{args[0]}' is no command", $"use one of: {string.Join(", ", root.Subcommands.Select(command => command.Name))}");
        }

        if (parsed.Errors.Count > 0)
        {
            // The parser lists the words that an option takes in lines of their own.
            return Refuse(
                string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
                "see --help for what there is");
        }

        try
        {
            NativeLibraryChoice.Apply(parsed.GetValue(CommonOptions.NativeLibrary));
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
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Refuse(
                error.Message.Split('\n')[0],
                "check that the path can be used and that the disk is not full; finished steps are kept in the run's journal");
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    private static string[] WithDefaultCommand(string[] args, RootCommand root)
    {
        var askedForHelp = args.Any(arg => arg is "--help" or "-h" or "-?" or "/?" or "--version");
        // Options that every command has may stand before its name.
        var first = 0;
        while (first + 1 < args.Length && (args[first] == CommonOptions.Models.Name || args[first] == CommonOptions.Format.Name
            || args[first] == CommonOptions.NativeLibrary.Name))
        {
            first += 2;
        }

        var named = first < args.Length && root.Subcommands.Any(command => command.Name == args[first]);
        return askedForHelp || (args.Length > 0 && !args[0].StartsWith('-')) ? args
            : named ? [args[first], .. args[..first], .. args[(first + 1)..]]
            : ["run", .. args];
    }

    private static int Refuse(string message, string fix)
    {
        Console.Error.WriteLine($"error: {message}");
        Console.Error.WriteLine($"  fix: {fix}");
        return ExitCode.BadInput;
    }
}
