using InferenceCost.Conversions;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Converting;
using InferenceCost.Runtime.Placement;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;

namespace InferenceCost.Tests.Conversions;

public sealed class CopyComparisonTests : IDisposable
{
    private readonly ModelFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("int8", "MatMulIntegerToFloat", "DynamicQuantizeMatMul")]
    [InlineData("int4", "MatMulNBits", "MatMulNBits")]
    [InlineData("fp16", "FusedGemm", "Gemm")]
    public void A_copy_is_fed_what_its_original_is_and_runs_on_the_fused_operators(string to, params string[] operators)
    {
        var check = Compare(TinyModels.Mlp([64, 512, 512, 10]).Save(folder.PathOf("a.onnx")), to);
        Assert.Equal("input 1x64", check.Shapes);
        Assert.Equal((4, 4L), (check.Agreement.Inputs, check.Agreement.Rows));
        Assert.InRange(check.Agreement.Difference!.Largest, double.Epsilon, 0.2 * check.Agreement.Difference.Scale);
        Assert.Contains(check.Ran, item => operators.Contains(item.Operator));
        Assert.Equal(1, check.Ran.Sum(item => item.Share), 1e-6);
        Assert.True(check.Time is { Original: > 0, Copy: > 0, Ratio: > 0, Pairs: >= 3 });
    }

    [Fact]
    public void Weights_that_stay_answer_alike_everywhere()
    {
        TinyModels.Mlp([64, 512, 10]).Save(folder.PathOf("a.onnx"));
        var check = new CopyComparison(new SyntheticOptions(), inputs: 3).Run(
            folder.PathOf("a.onnx"), folder.PathOf("a.onnx"), SmallType.Int8, TestContext.Current.CancellationToken);
        Assert.Equal((3L, 3L, 0), (check.Agreement.Rows, check.Agreement.SameLargest, check.Agreement.Difference!.Largest));
    }

    [Fact]
    public void An_axis_without_a_size_is_named()
    {
        var file = TinyModels.Embedding(3000, 100).Save(folder.PathOf("a.onnx"));
        Assert.Contains("'sequence'", new CopyComparison(new SyntheticOptions()).Unsized(file)!.Message, StringComparison.Ordinal);
        Assert.Null(new CopyComparison(new SyntheticOptions(["sequence=8"])).Unsized(file));
        Assert.Equal(
            "input_ids 1x8, attention_mask 1x8", Compare(file, "int8", new SyntheticOptions(["sequence=8"])).Shapes);
    }

    [Fact]
    public void A_copy_that_the_runtime_refuses_is_named()
    {
        var file = TinyModels.UnknownOperator().Save(folder.PathOf("a.onnx"));
        Assert.Contains(
            "refuses this model", Assert.Throws<InputException>(() => new CopyComparison(new SyntheticOptions()).Load(file)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_is_warned_of_what_is_slower_not_fused_or_not_finite()
    {
        IReadOnlyList<OperatorTime> fused = [new("MatMulIntegerToFloat", 6, 1)];
        Assert.Empty(Warnings(SmallType.Int8, ratio: 1, difference: 0.1, fused));
        Assert.Empty(Warnings(SmallType.Fp16, ratio: 0.9, difference: 0.1, fused));
        Assert.Equal(
            ["the copy is slower than the original on this machine: it takes 2.00 times as long"],
            Warnings(SmallType.Int8, ratio: 0.5, difference: 0.1, fused));
        Assert.Equal(
            [
                "an output of the copy holds numbers that are not finite where the original's are",
                "3 products ran as MatMulInteger with steps of their own behind it: the runtime did not fuse them",
            ],
            Warnings(SmallType.Int8, ratio: 2, double.PositiveInfinity, [new OperatorTime("MatMulInteger", 3, 1)]));
    }

    private static IEnumerable<string> Warnings(SmallType to, double ratio, double difference, IReadOnlyList<OperatorTime> ran) =>
        CopyWarnings.Find(
            to, new CopyAgreement(1, 1, 1, new OutputDifference(1, difference, difference, 1)), new CopyTime(1, 1 / ratio, ratio, 3, true),
            ran);

    private CopyCheck Compare(string file, string to, SyntheticOptions? sizes = null)
    {
        var options = ConversionOptions.Parse(to);
        ModelConverter.Convert(file, folder.PathOf("b.onnx"), options, TestContext.Current.CancellationToken);
        return new CopyComparison(sizes ?? new SyntheticOptions(), inputs: 4).Run(
            file, folder.PathOf("b.onnx"), options.To, TestContext.Current.CancellationToken);
    }
}
