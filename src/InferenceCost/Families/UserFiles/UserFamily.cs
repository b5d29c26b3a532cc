using InferenceCost.Families.Checking;
using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Writing;
using InferenceCost.Records;

namespace InferenceCost.Families.UserFiles;

/// <summary>A family made of files that were named on the command line.</summary>
/// <param name="Family">The family, with the id <c>own</c>.</param>
/// <param name="Models">Its models, teacher first, verified.</param>
/// <param name="Notes">What the person should know, one line each.</param>
public sealed record OwnFamily(FamilyDefinition Family, IReadOnlyList<VerifiedModel> Models, IReadOnlyList<string> Notes);

/// <summary>Makes a family of ONNX files without a family file.</summary>
public static class UserFamily
{
    /// <summary>
    /// Builds and verifies the family. With labels it is a classification, otherwise only cost (and agreement) can be measured.
    /// </summary>
    /// <param name="teacher">The larger model's file.</param>
    /// <param name="students">The files of the smaller ones.</param>
    /// <param name="data">Evaluation data; null for synthetic inputs.</param>
    /// <param name="said">What was said of outputs, by name, from <see cref="AnswerOption.Parse"/>; null for nothing.</param>
    /// <param name="margin">From <see cref="MarginDefinition.FromCommandLine"/>; null when none was given. Used only with labels.</param>
    /// <param name="metric">What quality is scored by; null for what fits the labels and the output. Used only with labels.</param>
    /// <param name="copies">Copies of the teacher with smaller weights, which stand beside the students; null for none.</param>
    /// <exception cref="InputException">A file is missing or not a sound ONNX file.</exception>
    public static OwnFamily Build(
        string teacher, IReadOnlyList<string> students, UserData? data = null, MarginDefinition? margin = null,
        IReadOnlyDictionary<string, AnswerMeaning>? said = null, string? metric = null, IReadOnlyList<QuantizedCopy>? copies = null)
    {
        string[] files = [teacher, .. students, .. (copies ?? []).Select(copy => copy.File)];
        var ids = UserModels.Ids(files);
        var inventories = files.Select(file => OnnxInventory.Take(OnnxModelFile.Read(file))).ToArray();
        var signatures = inventories.Select(inventory => inventory.Signature).ToArray();
        var meanings = said ?? new Dictionary<string, AnswerMeaning>();
        var outputs = UserOutputs.Find(signatures, meanings);
        if (data is not null)
        {
            foreach (var (index, signature) in signatures.Index())
            {
                UserOutputs.RequireOne(Path.GetFileName(files[index]), signature, meanings, index == 0 ? null : outputs[0]);
            }
        }

        var own = InputsOption.ByModel(data?.OfModels ?? new Dictionary<string, UserData>(), ids);
        IReadOnlyList<InputDefinition> InputsOf(int model, UserData? fed) =>
            UserArrays.Assign(ids[model], UserModels.Inputs([signatures[model]]), fed);
        IReadOnlyList<InputDefinition> inputs =
        [
            .. ids.Index().Where(id => !own.ContainsKey(id.Item)).SelectMany(id => InputsOf(id.Index, data))
                .DistinctBy(input => input.Name),
        ];
        var family = new FamilyDefinition
        {
            Id = FamilyDefinition.OwnId,
            Name = "Own files",
            Folder = Directory.GetCurrentDirectory(),
            Task = TaskOf(
                inputs, outputs[0], data, margin,
                data is { Labels: not null }
                    ? UserTask.Find(
                        signatures[0].Outputs.FirstOrDefault(output => output.Name == outputs[0]),
                        outputs[0] is { } named && meanings.TryGetValue(named, out var meant) ? meant : null,
                        data.Truths ?? new TruthFacts(AreWhole: true, AreBinary: false, AreOfPairs: false), metric)
                    : null),
            Models = [.. files.Select((file, index) => ModelOf(
                file, ids[index], index == 0 ? null : ids[0], inventories[index], copies?.FirstOrDefault(copy => copy.File == file)) with
            {
                Feed = own.TryGetValue(ids[index], out var feed) ? FeedOf(feed, InputsOf(index, feed)) : null,
                Output = outputs[index] == outputs[0] ? null : outputs[index],
                Answer = outputs[index] is { } output && meanings.TryGetValue(output, out var meaning) ? meaning : null,
            })],
        };
        VerifiedModel[] models = [.. family.Models.Select(model => ModelFile.Verify(family, model))];
        return new OwnFamily(family, models, [.. UserModels.Differences(models), .. Fed(family, data)]);
    }

    private static TaskDefinition TaskOf(
        IReadOnlyList<InputDefinition> inputs, string? output, UserData? data, MarginDefinition? margin, UserTask? task)
    {
        return new TaskDefinition
        {
            Kind = task?.Kind ?? TaskKind.None,
            Metric = task?.Metric.Id,
            Inputs = inputs,
            Output = output,
            Dataset = data is null ? null : DatasetOf(data, inputs),
            Margin = task is null ? null : margin,
        };
    }

    private static ModelFeed FeedOf(UserData data, IReadOnlyList<InputDefinition> inputs) =>
        new(data.InputsFile, HashedFile.Hash("inputs", data.InputsFile), inputs);

    /// <summary>What a person should know of the data: who is fed its own, and what of a table nobody is fed.</summary>
    private static IEnumerable<string> Fed(FamilyDefinition family, UserData? data)
    {
        foreach (var model in family.Models.Where(model => model.Feed is not null))
        {
            yield return $"'{model.Id}' is fed data of its own, {model.Feed!.File}, item by item as the others are theirs";
        }

        if (data is not null && UserArrays.Unused(data, family.Task.Inputs) is { Count: > 0 } unused)
        {
            yield return $"{data.InputsFile}: columns that no model is fed: {Quoted.Of(string.Join(", ", unused))}";
        }
    }

    /// <summary>Items are counted by what is fed along the first axis, wherever it stands in the file.</summary>
    private static int Items(UserData data, IReadOnlyList<InputDefinition> inputs) =>
        inputs.Where(input => input.HasItemAxis).Select(input => data.LengthOf(input.ArrayName)).OfType<long>()
            .Select(length => (int)Math.Min(int.MaxValue, length)).FirstOrDefault(data.Items);

    private static DatasetDefinition DatasetOf(UserData data, IReadOnlyList<InputDefinition> inputs) => new()
    {
        Name = Path.GetFileNameWithoutExtension(data.InputsFile),
        Split = "own",
        File = data.InputsFile,
        Sha256 = HashedFile.Hash("inputs", data.InputsFile),
        Items = Items(data, inputs),
        Labels = data.Labels,
        LabelsFile = data.LabelsFile,
        LabelsSha256 = data.LabelsFile is null ? null : HashedFile.Hash("labels", data.LabelsFile),
    };

    private static ModelDefinition ModelOf(
        string file, string id, string? teacher, OnnxInventory inventory, QuantizedCopy? copy) => new()
    {
        Id = id,
        Name = Path.GetFileName(file),
        Role = teacher is null ? ModelRole.Teacher : ModelRole.Student,
        Teacher = teacher,
        Distilled = copy is null ? null : false,
        ConvertedFrom = copy is null ? null : teacher,
        Precision = copy?.To ?? UserModels.Precision(inventory),
        Weights = RandomWeights.AreIn(inventory) ? WeightsKind.Random : WeightsKind.Trained,
        File = file,
        Sha256 = HashedFile.Hash(id, file),
    };
}
