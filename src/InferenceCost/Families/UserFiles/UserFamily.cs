using InferenceCost.Families.Checking;
using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;
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
    /// <exception cref="InputException">A file is missing or not a sound ONNX file.</exception>
    public static OwnFamily Build(
        string teacher, IReadOnlyList<string> students, UserData? data = null, MarginDefinition? margin = null,
        IReadOnlyDictionary<string, AnswerMeaning>? said = null)
    {
        string[] files = [teacher, .. students];
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

        var family = new FamilyDefinition
        {
            Id = FamilyDefinition.OwnId,
            Name = "Own files",
            Folder = Directory.GetCurrentDirectory(),
            Task = TaskOf(signatures, outputs[0], data, margin),
            Models = [.. files.Select((file, index) => ModelOf(file, ids[index], index == 0 ? null : ids[0], inventories[index]) with
            {
                Output = outputs[index] == outputs[0] ? null : outputs[index],
                Answer = outputs[index] is { } output && meanings.TryGetValue(output, out var meaning) ? meaning : null,
            })],
        };
        VerifiedModel[] models = [.. family.Models.Select(model => ModelFile.Verify(family, model))];
        return new OwnFamily(family, models, [.. UserModels.Differences(models)]);
    }

    private static TaskDefinition TaskOf(
        IReadOnlyList<OnnxSignature> signatures, string? output, UserData? data, MarginDefinition? margin)
    {
        var isScored = data?.Labels is not null;
        IReadOnlyList<InputDefinition> inputs = [.. UserModels.Inputs(signatures).Select(input => AlongItems(input, data))];
        return new TaskDefinition
        {
            Kind = isScored ? TaskKind.Classification : TaskKind.None,
            Metric = isScored ? QualityMetric.Default.Id : null,
            Inputs = inputs,
            Output = output,
            Dataset = data is null ? null : DatasetOf(data, inputs),
            Margin = isScored ? margin : null,
        };
    }

    /// <summary>
    /// A model that was exported for one item a call takes the items of a longer array one by one; the first axis of its input stands for
    /// them all the same.
    /// </summary>
    private static InputDefinition AlongItems(InputDefinition input, UserData? data) =>
        input.Shape is [{ Size: 1 }, ..] && data?.Lengths.TryGetValue(input.ArrayName, out var length) == true && length != 1
            ? input with { Shape = [Axis.Free("N"), .. input.Shape.Skip(1)] }
            : input;

    /// <summary>Items are counted by what is fed along the first axis, wherever it stands in the file.</summary>
    private static int Items(UserData data, IReadOnlyList<InputDefinition> inputs) =>
        inputs.Where(input => input.HasItemAxis && data.Lengths.ContainsKey(input.ArrayName))
            .Select(input => (int)Math.Min(int.MaxValue, data.Lengths[input.ArrayName])).FirstOrDefault(data.Items);

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

    private static ModelDefinition ModelOf(string file, string id, string? teacher, OnnxInventory inventory) => new()
    {
        Id = id,
        Name = Path.GetFileName(file),
        Role = teacher is null ? ModelRole.Teacher : ModelRole.Student,
        Teacher = teacher,
        Precision = UserModels.Precision(inventory),
        Weights = RandomWeights.AreIn(inventory) ? WeightsKind.Random : WeightsKind.Trained,
        File = file,
        Sha256 = HashedFile.Hash(id, file),
    };
}
