using System.Runtime.InteropServices;
using InferenceCost.Records;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Answers.Recorded;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tasks.Unlabelled;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Tasks.Unlabelled;

public sealed class UnlabelledAnswersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Of_very_large_outputs_the_classes_of_the_kept_items_are_compared_too()
    {
        var answers = new UnlabelledAnswers(new ScoredOutput("y"), kept: 2, columns: 3);
        Take(answers, TensorElementType.Float, [4, 3], [1f, 5, 2, 9, 5, 2, 1, 5, 7, 1, 5, 7]);
        var reading = answers.Write(folder.File("p.csv"), "m", new InputSource());
        Assert.Equal(AnswerMeaning.Logits, reading.Meaning);
        Assert.Equal([1, 0], RecordedPredictions.Read(folder.File("p.csv")).Predicted);
        Assert.Equal(2, OutputRows.Read(folder.File("p.npy")).Items);
    }

    [Fact]
    public void Classes_that_are_not_counted_from_0_are_the_same_on_both_providers()
    {
        var output = new ScoredOutput("y") { Classes = ["3", "5", "9"] };
        var (here, there) = (new UnlabelledAnswers(output, kept: 4, columns: 1), new UnlabelledAnswers(output, kept: 4, columns: 1));
        Take(here, TensorElementType.Int64, [4], [3L, 5, 9, 9]);
        Take(there, TensorElementType.Int64, [4], [3L, 5, 9, 3]);
        here.Write(folder.File("p.csv"), "m", new InputSource());
        Assert.Equal([0, 1, 2, 2], RecordedPredictions.Read(folder.File("p.csv")).Predicted);
        Assert.Equal(1, here.Against(there).OtherClass);
    }

    /// <summary>Answers are the inputs themselves.</summary>
    private void Take<T>(UnlabelledAnswers answers, TensorElementType type, long[] shape, T[] values)
        where T : unmanaged
    {
        object[] free = ["N", .. shape.Skip(1).Cast<object>()];
        var model = new GraphBuilder("identity").Input("x", type, free).Output("y", type, free).Node("Identity", ["x"], ["y"]).Model;
        using var loaded = LoadedModel.Load(model.Save(folder.File("m.onnx")), new CpuProvider(), new SessionSettings());
        using var workload = BoundWorkload.Bind(
            loaded, [new InputTensor("x", type, shape, MemoryMarshal.AsBytes<T>(values).ToArray())]);
        workload.Run();
        answers.Take(workload, 0, (int)shape[0]);
    }
}
