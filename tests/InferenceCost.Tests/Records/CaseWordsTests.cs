using InferenceCost.Records;

namespace InferenceCost.Tests.Records;

public sealed class CaseWordsTests
{
    [Theory]
    [InlineData("latency/fashion-mnist/plain-24k/cpu/b1/t1", "latency of plain-24k (fashion-mnist, cpu), batch 1, 1 thread")]
    [InlineData(
        "throughput/fashion-mnist/plain-24k/cpu/b32/t2/c2", "throughput of plain-24k (fashion-mnist, cpu), batch 32, 2 threads, 2 callers")]
    [InlineData(
        "latency/own/small/cuda/b1/t1/s128/cuda.use_tf32=1", "latency of small (own, cuda), batch 1, 1 thread, size 128, cuda.use_tf32=1")]
    [InlineData("ratio/peakMemory/f/teacher/small/cpu/b32/t1", "peak memory, teacher over small (f, cpu), batch 32, 1 thread")]
    [InlineData("claim/f/teacher/small/cpu", "claim of small against teacher (f, cpu)")]
    [InlineData("accuracy/f/small/cpu", "accuracy of small (f, cpu)")]
    [InlineData("size/f/small", "size of small (f)")]
    [InlineData("no id", "no id")]
    public void A_person_can_read_it(string id, string words) => Assert.Equal(words, CaseWords.Of(id));

    [Theory]
    [InlineData("latency/f/small/cpu/b1/t1", true)]
    [InlineData("latency small", true)]
    [InlineData("Small LATENCY", true)]
    [InlineData("latency of small (f, cpu), batch 1, 1 thread", true)]
    [InlineData("latency big", false)]
    [InlineData("latency/f", false)]
    [InlineData(" ", false)]
    public void It_is_found_by_some_of_its_words(string typed, bool isMeant) =>
        Assert.Equal(isMeant, CaseWords.IsMeant("latency/f/small/cpu/b1/t1", typed));
}
