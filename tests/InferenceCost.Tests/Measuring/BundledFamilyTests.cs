using System.Globalization;
using InferenceCost.Families.Catalog;
using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Measuring;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Scoring;
using InferenceCost.Tasks.Answers.Recorded;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tests.Measuring;

/// <summary>The exported models answer on every test image what the trained networks answered when the recipe scored them.</summary>
public sealed class BundledFamilyTests
{
    private static readonly FamilyDefinition Family =
        FamilyFile.Load(Path.Combine(ModelsFolder.Find(null, null, AppContext.BaseDirectory), "fashion-mnist"));

    public static TheoryData<string> Models => [.. Family.Models.Select(model => model.Id)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_class_equals_the_trained_networks(string model)
    {
        using var folder = new TemporaryFolder();
        var data = Family.Task.Dataset!;
        var path = Path.Combine(folder.Path, "predictions.csv");
        new QualityJob
        {
            Provider = "cpu",
            Settings = new SessionSettings(),
            Model = new JobModel(model, Family.PathOf(Family.Models.First(item => item.Id == model)), Source(data), Family.Task.Output),
            Batch = 32,
            Callers = 2,
            Items = data.Items,
            PredictionsPath = path,
        }.Run(new MonotonicClock());

        var predictions = RecordedPredictions.Read(path);
        Assert.Equal(Recorded(model), predictions.Predicted);
    }

    private static InputSource Source(DatasetDefinition data) => new()
    {
        DataFile = Family.PathOf(data.File),
        Definitions = Family.Task.Inputs,
        Kind = InputsKind.Task,
        LabelsFile = Family.PathOf(data.File),
        Labels = data.Labels,
    };

    private static int[] Recorded(string model)
    {
        var lines = File.ReadAllLines(Family.PathOf("recipe/log/test-classes.csv"));
        var column = Array.IndexOf(lines[0].Split(','), model);
        return [.. lines.Skip(1).Select(line => int.Parse(line.Split(',')[column], CultureInfo.InvariantCulture))];
    }
}
