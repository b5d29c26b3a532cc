using System.CommandLine;
using System.Text.Json;
using InferenceCost.Families.Catalog;
using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Running.Planning;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>
/// <c>models list | show | verify | build | pull | convert | randomize | clean | new</c>: what there is to measure, and how to add to it.
/// </summary>
internal static class ModelsCommand
{
    public static Command Create() => new("models", "The models there are, and how to add yours")
    {
        List(), Show(), Verify(), BuiltModelsCommands.Build(), BuiltModelsCommands.Pull(), RandomizeCommand.Create(),
        ConvertCommand.Create(), BuiltModelsCommands.Clean(), New(),
    };

    private static Command List()
    {
        var command = new Command("list", "Every family and its models");
        command.SetAction(parsed =>
        {
            var catalog = FamilyCatalog.Open(ModelsFolder.Find(parsed.GetValue(CommonOptions.Models)));
            RefuseEmpty(catalog);
            Print(parsed, catalog.Families, () => ModelsText.List(catalog));
            return catalog.Families.Count > 0 ? ExitCode.Fine : ExitCode.BadInput;
        });
        return command;
    }

    private static Command Show()
    {
        var what = new Argument<string>("ID|FILE") { Description = "A family, a model, or an ONNX file" };
        var dimensions = CommonOptions.Many("--dim", "Size of a free dimension, for the count of multiply-accumulates", "NAME=N");
        var shapes = CommonOptions.Many("--shape", "Shape of an input, likewise: input=1x3x224x224", "INPUT=SHAPE");
        var command = new Command(
            "show", "What a model holds and what a call of it costs: parameters, bytes, operators, multiply-accumulates")
        {
            what, dimensions, shapes, ModelValues.Asked, ModelValues.Items, ModelValues.Family,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            var name = parsed.GetValue(what)!;
            var asked = new SyntheticOptions(OneSize(parsed.GetValue(dimensions)!), parsed.GetValue(shapes)!.Split());
            if (File.Exists(name))
            {
                Show(parsed, ModelOverview.OfFile(name), null, asked, cancellation);
                return ExitCode.Fine;
            }

            var found = FamilyCatalog.Open(ModelsFolder.Find(parsed.GetValue(CommonOptions.Models))).Find(name);
            if (found.Model is { } model)
            {
                Show(parsed, ModelOverview.Describe(found.Family, model), found.Family, asked, cancellation);
            }
            else
            {
                var family = FamilyOverview.Describe(found.Family);
                var models = family.Models.Select(item => item.Record ?? (object)UnseenModel.Describe(item));
                Print(parsed, models, () => ModelsText.Family(family));
            }

            return ExitCode.Fine;
        }, CancellationToken.None));
        return command;
    }

    private static IReadOnlyList<string> OneSize(string[] given) => SizeLists.Parse(given) is [var only]
        ? only
        : throw new InputException("--dim: a call is counted at one size", "name one");

    private static Command Verify()
    {
        var which = new Argument<string?>("ID") { Description = "A family or a model (default: all)", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("verify", "Check every file's hash and that each model is sound") { which };
        command.SetAction(parsed =>
        {
            var catalog = FamilyCatalog.Open(ModelsFolder.Find(parsed.GetValue(CommonOptions.Models)));
            RefuseEmpty(catalog);
            IReadOnlyList<FamilyChoice> named = parsed.GetValue(which) is { } id ? [catalog.Find(id)]
                : [.. catalog.Families.Select(family => new FamilyChoice(family, null))];
            var checkedFamilies = named.Select(choice => WithContent(FamilyOverview.Describe(choice.Named))).ToList();
            var broken = parsed.GetValue(which) is null
                ? catalog.Entries.Select(entry => entry.Fault).OfType<InputException>().ToList()
                : [];
            Print(
                parsed, named.Zip(checkedFamilies, (choice, family) => new { Id = choice.Name, Sound = family.IsSound }),
                () => string.Concat(checkedFamilies.Select(ModelsText.Verified)) + string.Concat(broken.Select(ModelsText.Fault)));
            return broken.Count == 0 && checkedFamilies.TrueForAll(family => family.IsSound) ? ExitCode.Fine : ExitCode.BadInput;
        });
        return command;
    }

    private static void RefuseEmpty(FamilyCatalog catalog)
    {
        if (catalog.Entries.Count == 0)
        {
            throw new InputException(
                $"{catalog.Folder}: holds no family", "name a folder that holds families with --models DIR, or make one with 'models new'");
        }
    }

    /// <summary>Looks into the data too, once the files are known to be the declared ones.</summary>
    private static FamilyOverview WithContent(FamilyOverview family)
    {
        if (!family.IsSound)
        {
            return family;
        }

        try
        {
            RunSelection.CheckContent(family.Family, family.Models.Where(model => model.Inventory is not null)
                .Select(model => (model.Definition.Id, model.Inventory!.Signature)));
            return family;
        }
        catch (InputException fault)
        {
            return family with { DataFault = fault };
        }
    }

    private static Command New()
    {
        var folder = new Argument<string>("DIR") { Description = "The new family's folder" };
        var teacher = new Option<string?>("--teacher") { Description = "The larger model", HelpName = "FILE" };
        var students = CommonOptions.Many("--student", "A smaller model", "FILE");
        var inputs = new Option<string?>("--inputs") { Description = "Evaluation data, an array per input", HelpName = "FILE" };
        var labels = new Option<string?>("--labels") { Description = "The right answers", HelpName = "FILE" };
        var command = new Command("new", "Write the family file for your own models") { folder, teacher, students, inputs, labels };
        command.SetAction(parsed =>
        {
            if (string.IsNullOrWhiteSpace(parsed.GetValue(folder)))
            {
                throw new InputException("models new: an empty path was given", "name the new family's folder");
            }

            var data = UserDataFile.Read(parsed.GetValue(inputs), parsed.GetValue(labels));
            var made = NewFamily.Create(parsed.GetValue(folder)!, parsed.GetValue(teacher), parsed.GetValue(students)!, data);
            Print(parsed, new { made.File, made.Notes }, () =>
                $"wrote {made.File}\n{string.Concat(made.Notes.Select(note => $"  {note}\n"))}");
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Show(
        ParseResult parsed, ModelOverview model, FamilyDefinition? family, SyntheticOptions asked, CancellationToken cancellation)
    {
        var sheet = ModelSheet.Read(model, family, asked);
        if (parsed.GetValue(ModelValues.Asked))
        {
            var feeding = family ?? (parsed.GetValue(ModelValues.Family) is { } id
                ? FamilyCatalog.Open(ModelsFolder.Find(parsed.GetValue(CommonOptions.Models))).FindFamily(id)
                : null);
            sheet = sheet with { Values = ModelValues.Count(model.Path, feeding, asked, parsed.GetValue(ModelValues.Items), cancellation) };
        }

        Print(parsed, sheet, () => ModelText.Describe(sheet));
    }

    /// <summary>The data as JSON where that was asked for, else the text.</summary>
    internal static void Print<T>(ParseResult parsed, T data, Func<string> text) => Console.Out.Write(
        parsed.GetValue(CommonOptions.Format) == "json" ? JsonSerializer.Serialize(data, RunJson.Indented) + "\n" : text());
}
