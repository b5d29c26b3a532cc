using InferenceCost.Families.Catalog;
using InferenceCost.Families.Checking;
using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Families.UserFiles;
using InferenceCost.Foundation;
using InferenceCost.Machine.Memory;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tasks.Inputs.Texts;

namespace InferenceCost.Running.Planning;

/// <summary>The families, models and providers that a request names, every file of theirs checked.</summary>
public sealed class RunSelection
{
    private readonly IReadOnlyDictionary<(string Family, string Model), OnnxSignature> signatures;

    private RunSelection(
        IReadOnlyList<FamilyDefinition> families, IReadOnlyList<FamilyRecord> records, IReadOnlyList<string> providers,
        IReadOnlyList<string> notes, IReadOnlyDictionary<(string Family, string Model), OnnxSignature> signatures)
    {
        Notes = notes;
        this.signatures = signatures;
        Families = families.ToDictionary(family => family.Id);
        Records = records;
        Providers = providers;
    }

    /// <summary>The families, with the models that take part only.</summary>
    public IReadOnlyDictionary<string, FamilyDefinition> Families { get; }

    /// <summary>What the run record keeps of them.</summary>
    public IReadOnlyList<FamilyRecord> Records { get; }

    /// <summary>The providers' ids.</summary>
    public IReadOnlyList<string> Providers { get; }

    /// <summary>What a reader should know, one line each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Finds and checks everything; files that have to be made are made.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="note">Told of every file before it is made, which may take a while.</param>
    /// <param name="cancellation">Stops making files.</param>
    /// <param name="narrow">Leaves models out of a family before anything of it is made or checked; null for all of them.</param>
    /// <exception cref="InputException">A family, a model, a file or a provider cannot be used.</exception>
    public static RunSelection Find(
        RunRequest request, Action<string>? note = null, Func<FamilyDefinition, FamilyDefinition>? narrow = null,
        CancellationToken cancellation = default)
    {
        RequireThreads(request.OtherThreads.Prepend(request.Threads).Max());
        IReadOnlyList<string> providers = [.. ProviderChoice.Parse(request).Select(choice => choice.Id)];
        if (request.TeacherFile is not null)
        {
            var texts = request.TextsFile is null ? null : TokenizedTexts.Make(
                request.TextsFile, request.VocabularyFile!, request.Tokens, request.WorkingFolder ?? Directory.GetCurrentDirectory());
            request = texts is null ? request : request with { InputsFile = texts.File };
            var own = UserFamily.Build(
                request.TeacherFile!, request.StudentFiles,
                UserDataFile.Read(request.InputsFile, request.LabelsFile, request.InputsOfModels), Margin(request, isShare: false),
                AnswerOption.Parse(request.Answers), request.Metric, QuantizedCopies.Make(
                    request.TeacherFile!, request.Quantize ?? [], request.WorkingFolder ?? Directory.GetCurrentDirectory(),
                    note ?? (_ => { }), cancellation));
            var family = Described(own.Family, own.Models);
            _ = request.Scores is null
                ? Margin(request, family.Task.Metric is not { } scored || QualityMetric.Find(scored).IsShare) : null;
            family = family with
            {
                Models = [.. family.Models.Zip(own.Models, (model, file) => model with
                {
                    PairedAxes = PairedAxes.Find(file.Inventory.Signature, own.Models.Where(other => other != file)
                        .Select(other => (other.Definition.Id, other.Inventory.Signature))),
                })],
            };
            family = family with { Task = family.Task with { Classes = family.ModelClasses ?? [] } };
            family = GradedElsewhere.Apply(family, request, isShare => Margin(request, isShare));
            var sizes = new SyntheticOptions(request.Dimensions, request.Shapes, request.Values);
            RequiredSizes.CheckOwn([.. own.Models.Select(model => (model.Definition.Name, model.Inventory.Signature))], request);
            CallSizes.Require(
                [.. own.Models.Select(model => (model.Definition.Name, model.Inventory.Signature))], request.Batches[0]);
            CheckContent(family, own.Models.Select(model => (model.Definition.Id, model.Inventory.Signature)));
            return new RunSelection(
                [family], [Recorded(family, own.Models)], providers,
                [.. own.Notes, .. texts is null ? Array.Empty<string>() : [texts.Sentence], .. family.Models.SelectMany(
                    model => PairedAxes.Notes(model.Id, model.PairedAxes, sizes))],
                own.Models.ToDictionary(model => (family.Id, model.Definition.Id), model => model.Inventory.Signature));
        }

        var notes = new List<string>();
        var families = FarModels.LeaveOut(
            [.. Named(request).Select(narrow ?? (family => family)).Where(family => family.Models.Count > 0)], request, notes);
        notes.ForEach(note ?? (_ => { }));
        var (records, signatures) = (new List<FamilyRecord>(), new Dictionary<(string, string), OnnxSignature>());
        foreach (var (index, family) in families.ToList().Index())
        {
            RequireMargin(family);
            ModelSources.MakePresent(FarModels.ToMake(family, request), note ?? (_ => { }), cancellation);
            var present = RecordedModels.Find(family, notes);
            List<VerifiedModel> models =
                [.. present.Models.Where(model => !model.IsRecorded).Select(model => ModelFile.Verify(present, model))];
            DatasetFile.Verify(present);
            CheckContent(present, models.Select(model => (model.Definition.Id, model.Inventory.Signature)));
            RequiredSizes.Check(present, models.Select(model => (model.Definition.Id, model.Inventory.Signature)));
            foreach (var model in models)
            {
                signatures[(family.Id, model.Definition.Id)] = model.Inventory.Signature;
            }

            families[index] = GradedElsewhere.Apply(Described(present, models), request, isShare => Margin(request, isShare));
            records.Add(Recorded(families[index], models));
        }

        return new RunSelection(families, records, providers, notes, signatures);
    }

    /// <summary>The shapes of a call of a model, by input.</summary>
    /// <param name="family">Its family's id.</param>
    /// <param name="model">The model and what it is fed.</param>
    /// <param name="batch">Items per call.</param>
    public IReadOnlyDictionary<string, IReadOnlyList<long>> ShapesOfCall(string family, JobModel model, int batch) =>
        model.Inputs.ShapesOfCall(signatures[(family, model.Id)].Inputs, batch);

    /// <summary>What is planned for one family on one provider.</summary>
    public static PlanRequest PlanRequest(FamilyDefinition family, string provider, RunRequest request, int items, int callers) => new()
    {
        Family = family.Id,
        Provider = provider,
        Teacher = family.Teacher.Id,
        Students = [.. family.Models.Where(model => model.Role == ModelRole.Student).Select(model => model.Id)],
        IsTeacherHere = !family.Teacher.IsRecorded,
        Controls = family.Models.Where(model => model is { Role: ModelRole.Control, IsRecorded: false })
            .ToDictionary(model => model.Id, model => model.ControlFor ?? family.Teacher.Id),
        Items = items,
        LatencyBatches = request.Batches,
        Callers = callers,
        MemoryBytes = AvailableMemory.Bytes(),
    };

    /// <summary>Holds a family's data against what it declares and against what its models give.</summary>
    /// <exception cref="InputException">They do not fit together.</exception>
    public static void CheckContent(FamilyDefinition family, IEnumerable<(string Model, OnnxSignature Signature)> models)
    {
        ArgumentNullException.ThrowIfNull(family);
        var outputs = models.Select(model => (model.Model, Output: model.Signature.Outputs.FirstOrDefault(
            output => output.Name == family.Task.OutputOf(family.Models.First(known => known.Id == model.Model))))).ToList();
        if (family.Task.Dataset is not null)
        {
            outputs.ForEach(model => TaskKindCatalog.Find(family.Task.Kind).CheckOutput(model.Model, model.Output));
        }

        RecordedModels.Check(family);
        DatasetContent.Check(
            family,
            [.. outputs.Select(model => (model.Model, model.Output?.RowShape is [_, { Size: > 1 } classes] ? classes.Size : null))]);
    }

    private static FamilyRecord Recorded(FamilyDefinition family, IReadOnlyList<VerifiedModel> models) =>
        family.ToRecord(family.Models.Select(
            model => (models.FirstOrDefault(file => file.Definition.Id == model.Id)?.Record ?? AnswersFile.RecordOf(family, model))
                with { Grades = model.Grades }));

    /// <summary>The family with what its models' files say.</summary>
    private static FamilyDefinition Described(FamilyDefinition family, IReadOnlyList<VerifiedModel> models) => family with
    {
        Models = [.. family.Models.Select(model => models.FirstOrDefault(file => file.Definition.Id == model.Id)?.Definition ?? model)],
    };

    /// <summary>A margin that 'models new' wrote is a place to fill in: a verdict on it would be nobody's.</summary>
    private static void RequireMargin(FamilyDefinition family)
    {
        if (family.Task.Margin?.Reason == NewFamily.MarginToFillIn)
        {
            throw new InputException(
                $"{family.PathOf(FamilyDefinition.FileName)}: task.margin is still the place to fill in that 'models new' wrote",
                "write how much worse a student may be and why, or give --margin for this run");
        }
    }

    private static void RequireThreads(int threads)
    {
        if (threads > Environment.ProcessorCount)
        {
            throw new InputException(
                FormattableString.Invariant($"--threads {threads}: this machine gives the program {Cores(Environment.ProcessorCount)}"),
                FormattableString.Invariant($"use {Environment.ProcessorCount} or fewer"));
        }
    }

    private static string Cores(int count) => count == 1 ? "1 core" : FormattableString.Invariant($"{count} cores");

    private static List<FamilyDefinition> Named(RunRequest request)
    {
        var catalog = FamilyCatalog.Open(ModelsFolder.Find(request.ModelsFolder));
        List<FamilyDefinition>? chosen = request.Families.Count == 0 ? null : [.. request.Families.Distinct().Select(catalog.FindFamily)];
        var wanted = request.Models.Select(name => catalog.FindModel(name, chosen)).ToList();
        chosen ??= wanted.Count == 0 ? All(catalog) : FamiliesOf(wanted, catalog);
        var families = chosen.Select(
            family => Margin(request, family.Task.Metric is not { } metric || QualityMetric.Find(metric).IsShare) is { } margin
                ? family with { Task = family.Task with { Margin = margin } }
                : family).ToList();
        if (request.Models.Count == 0)
        {
            return families;
        }

        var alone = wanted.GroupBy(found => found.Family.Id)
            .FirstOrDefault(family => family.All(found => found.Model!.Role == ModelRole.Teacher));
        if (alone?.First() is { } teacher)
        {
            throw new InputException(
                $"--model {teacher.Model!.Id}: a teacher alone has nobody to be compared with",
                "name a student; its teacher always takes part");
        }

        return [.. families.Select(
            family => Keep(family, [.. wanted.Where(found => found.Family.Id == family.Id).Select(found => found.Model!.Id)]))
            .Where(family => family.Models.Count > 1)];
    }

    /// <summary>The families of models that were named. One whose graphs are built is named by its model too.</summary>
    private static List<FamilyDefinition> FamiliesOf(List<FamilyChoice> wanted, FamilyCatalog catalog) =>
        [.. catalog.Families.Where(family => wanted.Exists(found => found.Family.Id == family.Id))];

    /// <summary>
    /// Every family of a catalogue that has its files; those whose files have to be made are measured when they are named. One that is
    /// refused refuses the run: what was asked for would be missing without a word.
    /// </summary>
    private static List<FamilyDefinition> All(FamilyCatalog catalog) =>
        catalog.Entries.Select(entry => entry.Fault).OfType<InputException>().FirstOrDefault() is { } fault ? throw fault
        : catalog.Families.Where(family => family.OnlyWhenNamed().Count == 0).ToList() is { Count: > 0 } families ? families
        : catalog.Families.Count > 0 ? throw new InputException(
            $"{catalog.Folder}: holds only families "
            + string.Join(" or ", catalog.Families.SelectMany(family => family.OnlyWhenNamed()).Distinct()),
            "name one with --family; they need disk and minutes")
        : throw new InputException(
            $"{catalog.Folder}: holds no family",
            "name a folder that holds families with --models DIR, or your own files with --teacher and --student");

    /// <summary>The teacher, the wanted models, and the controls that belong to them.</summary>
    private static FamilyDefinition Keep(FamilyDefinition family, HashSet<string> wanted) => family with
    {
        Models = [.. family.Models.Where(model =>
            model.Role == ModelRole.Teacher || wanted.Contains(model.Id) || (model.ControlFor is { } student && wanted.Contains(student)))],
    };

    private static MarginDefinition? Margin(RunRequest request, bool isShare = true) =>
        request.Margin is { } margin ? MarginDefinition.FromCommandLine(margin, isShare) : null;
}
