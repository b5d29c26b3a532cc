using System.Runtime.InteropServices;
using InferenceCost.Families.Definition;
using InferenceCost.Measuring;
using InferenceCost.Onnx.Schema;
using InferenceCost.Records;
using InferenceCost.Running.Planning;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Scoring;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Answers.Recorded;
using InferenceCost.Tasks.Classification;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Scenarios.Scoring;

/// <summary>Files as a person brings them, without a family file: checked, fed and scored as a run does it, in this process.</summary>
internal sealed class BroughtModels : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>An array of the data file.</summary>
    public static NpyArray Array<T>(string name, TensorElementType type, long[] shape, params T[] values)
        where T : unmanaged => new(name, type, shape, MemoryMarshal.AsBytes<T>(values).ToArray());

    /// <summary>The request of <c>run --teacher --student --inputs --labels --answer</c>.</summary>
    public RunRequest Request(ModelProto teacher, ModelProto student, NpyArray? inputs, int[]? labels = null, params string[] answers)
    {
        var (data, truth) = (folder.File("x.npz"), folder.File("y.npz"));
        if (inputs is not null)
        {
            NpzArchive.Write(data, [inputs]);
        }

        if (labels is not null)
        {
            NpzArchive.Write(truth, [Array("labels", TensorElementType.Int32, [labels.Length], labels)]);
        }

        return new RunRequest
        {
            TeacherFile = teacher.Save(folder.File("teacher.onnx")),
            StudentFiles = [student.Save(folder.File("student.onnx"))],
            InputsFile = inputs is null ? null : data,
            LabelsFile = labels is null ? null : truth,
            Answers = answers.Length == 0 ? null : answers,
            Margin = labels is null ? null : 0.02,
            Providers = [ProviderIds.Cpu],
        };
    }

    /// <summary>The family that a run makes of the files, everything checked.</summary>
    public static FamilyDefinition Family(RunRequest request) => Assert.Single(
        RunSelection.Find(request, cancellation: TestContext.Current.CancellationToken).Families.Values);

    /// <summary>What teacher and student answered, and how it was read.</summary>
    public IReadOnlyList<(Predictions Predictions, AnswerReading Reading)> Score(RunRequest request, int batch = 4)
    {
        var family = Family(request);
        var context = new JobContext(new Dictionary<string, FamilyDefinition> { [family.Id] = family },
            request, folder.Path);
        return [.. family.Models.Select(model =>
        {
            var path = folder.File($"{model.Id}.csv");
            var result = Assert.IsType<QualityResult>(new QualityJob
            {
                Provider = ProviderIds.Cpu,
                Settings = new(),
                Model = context.Model(family, model.Id),
                Batch = batch,
                Callers = 2,
                Items = context.Items(family),
                PredictionsPath = path,
            }.Run(new MonotonicClock()));
            return (
                RecordedPredictions.Read(path, ClassRow.AreClasses(result.Answer!.Meaning) ? AnswerForm.Classes : AnswerForm.Numbers),
                result.Answer);
        })];
    }

    /// <summary>Seeded numbers around 0, as weights and features are.</summary>
    public static float[] Normal(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count)
            .Select(_ => (float)(2 * (random.NextDouble() + random.NextDouble() + random.NextDouble()) - 3))];
    }

    /// <summary>
    /// Row by row, x of [items, inputs] times w of [inputs, outputs], in double precision: the truth that models are held to.
    /// </summary>
    public static double[][] Product(float[] x, float[] w, int inputs)
    {
        var outputs = w.Length / inputs;
        return [.. Enumerable.Range(0, x.Length / inputs).Select(item => Enumerable.Range(0, outputs).Select(column =>
            Enumerable.Range(0, inputs).Sum(i => (double)x[(item * inputs) + i] * w[(i * outputs) + column])).ToArray())];
    }

    /// <summary>The place of the highest.</summary>
    public static int Best(double[] row) => System.Array.IndexOf(row, row.Max());
}
