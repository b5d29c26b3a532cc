using InferenceCost.Families.Catalog;
using InferenceCost.Records;

namespace InferenceCost.Tests.Records;

public sealed class CaseIdTests
{
    [Theory]
    [InlineData("latency/fashion-mnist/teacher/cpu/b1/t1")]
    [InlineData("throughput/fashion-mnist/plain-95k/cpu/b32/t1/c2")]
    [InlineData("latency/own/large/cuda/b8/t2/s128/cuda.use_tf32=1/cuda.mode=a_b")]
    [InlineData("energy/f/teacher/cuda/b8/t1/gpu0")]
    [InlineData("energy/f/teacher/cpu/b8/t1/processor")]
    [InlineData("ratio/latency/fashion-mnist/teacher/s-8k/cpu/b1/t1")]
    [InlineData("claim/fashion-mnist/teacher/s-8k/cpu")]
    [InlineData("accuracy/fashion-mnist/teacher/cpu")]
    [InlineData("size/fashion-mnist/teacher")]
    public void What_is_taken_apart_prints_as_it_was(string id) => Assert.Equal(id, CaseId.Parse(id)!.ToString());

    [Theory]
    [InlineData("latency/f/m/cpu/b01/t1", "b01")]
    [InlineData("latency/f/m/cpu/b1/t1/c1", "c1")]
    [InlineData("latency/f/m/cpu/b1/t1/b2", "b2")]
    [InlineData("latency/f/m/cpu/b1/t1/c99999999999", "c99999999999")]
    [InlineData("latency/f/m/cpu/b1/t1/batched", "batched")]
    public void A_part_that_is_no_number_of_this_version_is_a_setting(string id, string setting)
    {
        var parsed = CaseId.Parse(id)!;
        Assert.Equal([setting], parsed.Settings);
        Assert.Equal(id.Split('/').Order(), parsed.ToString().Split('/').Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("latency")]
    [InlineData("computeLatency/x")]
    [InlineData("latency//m/cpu")]
    [InlineData("ratio/latency/f/teacher")]
    [InlineData("claim/f/teacher")]
    public void Other_text_is_no_id(string text) => Assert.Null(CaseId.Parse(text));

    [Fact]
    public void Every_part_is_found()
    {
        var id = CaseId.Parse("throughput/own/large/cuda/b8/t2/c4/cuda.use_tf32=1")!;
        Assert.Equal(("throughput", "own", "large", "cuda"), (id.Metric, id.Family, id.Model, id.Provider));
        Assert.Equal((8, 2, 4), (id.Batch, id.Threads, id.Callers));
        Assert.Equal(["cuda.use_tf32=1"], id.Settings);
        var ratio = CaseId.Parse("ratio/latency/f/teacher/s/cpu/b1/t1")!;
        Assert.Equal(("teacher", "s", true), (ratio.Model, ratio.Student, ratio.IsRatio));
    }

    [Fact]
    public void A_slash_in_the_value_of_an_option_ends_no_part() =>
        Assert.Equal("latency/f/m/cuda/cuda.path=_tmp_x", new CaseId
        {
            Metric = "latency", Family = "f", Model = "m", Provider = "cuda", Settings = [CaseId.Setting("cuda.path", "/tmp/x")],
        }.ToString());

    [Fact]
    public void Sizes_of_free_axes_are_a_part_that_older_ids_lack()
    {
        var id = CaseId.Parse("latency/own/large/cuda/b8/t2/s48x320/cuda.use_tf32=1")!;
        Assert.Equal("latency/own/large/cuda/b8/t2/cuda.use_tf32=1", id.WithoutSizes().ToString());
        var ratio = CaseId.Of(new RatioRecord
        {
            Metric = "latency", Family = "own", Teacher = "large", Student = "small", Provider = "cpu", Batch = 1, Threads = 1,
            Sizes = AxisSizes.Parse(["sequence=128"]),
        });
        Assert.Equal("ratio/latency/own/large/small/cpu/b1/t1/s128", ratio.ToString());
    }

    [Fact]
    public void A_row_of_a_table_names_no_metric_and_no_family() =>
        Assert.Equal("teacher/cpu/b32/t1", new CaseId { Model = "teacher", Provider = "cpu", Batch = 32, Threads = 1 }.ToString());

    [Fact]
    public void The_ids_of_the_reference_run_print_as_they_were()
    {
        var run = RunStore.Read(
            Path.Combine(ModelsFolder.Find(null, null, AppContext.BaseDirectory), "..", "results", "reference", "run.json"));
        Assert.NotEmpty(run.Cases);
        Assert.All(run.Cases, item =>
        {
            var id = CaseId.Parse(item.Id)!;
            Assert.Equal(item.Id, id.ToString());
            Assert.Equal((item.Metric, item.Family, item.Model, item.Provider), (id.Metric, id.Family, id.Model, id.Provider));
            Assert.Equal((item.Batch, item.Threads, item.Callers), (id.Batch, id.Threads, id.Callers));
        });
        Assert.All(run.Ratios, ratio => Assert.Equal(CaseId.Of(ratio), CaseId.Parse(CaseId.Of(ratio).ToString())));
        Assert.All(run.Claims, claim => Assert.Equal(CaseId.Of(claim), CaseId.Parse(CaseId.Of(claim).ToString())));
    }
}
