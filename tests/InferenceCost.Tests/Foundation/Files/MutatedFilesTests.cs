using InferenceCost.Foundation.Text;
using InferenceCost.Gate;
using InferenceCost.Gate.Answers;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using InferenceCost.Records;
using InferenceCost.Running;
using InferenceCost.Running.Planning;
using InferenceCost.Scenarios;
using InferenceCost.Scenarios.ColdStart;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Latency;
using InferenceCost.Tasks.Answers.Recorded;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Reporting.Pages.Runs;
using InferenceCost.Tests.Tasks.Answers.Recorded;
using InferenceCost.Tests.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;
using Parquet.Schema;

namespace InferenceCost.Tests.Foundation.Files;

/// <summary>
/// Whatever is changed in a file, it is read or refused, and nothing crashes. Runs and families have such a test beside their others.
/// </summary>
public sealed class MutatedFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = TemporaryFolder.InMemory();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_model()
    {
        var model = TinyModels.Mlp([4, 3, 2]);
        model.Graph.Initializer[0].FloatData.AddRange(Enumerable.Repeat(0.5f, 12));
        model.Graph.Initializer[0].ClearRawData();
        model.ProducerName = "test";
        AssertNothingCrashes(File.ReadAllBytes(model.Save(folder.File("model.onnx"))), "mutated.onnx", path =>
        {
            var file = OnnxModelFile.Read(path);
            OnnxInventory.Take(file);
            WeightValueCount.Count(file);
        });
    }

    [Fact]
    public void A_model_with_external_data()
    {
        var model = TinyModels.MatMul();
        var weights = model.Graph.Initializer[0];
        File.WriteAllBytes(folder.File("weights.bin"), weights.RawData.ToByteArray());
        weights.ClearRawData();
        weights.DataLocation = TensorProto.Types.DataLocation.External;
        weights.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "weights.bin" });
        weights.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = "0" });
        weights.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = "48" });
        AssertNothingCrashes(File.ReadAllBytes(model.Save(folder.File("model.onnx"))), "mutated.onnx", path =>
        {
            var file = OnnxModelFile.Read(path);
            OnnxInventory.Take(file);
            WeightValueCount.Count(file);
        });
    }

    [Fact]
    public void A_table()
    {
        File.WriteAllText(folder.File("data.csv"), "x,\"colour, of it\"\n1.5,red\n-2e3,\"green\"\n");
        AssertNothingCrashes(File.ReadAllBytes(folder.File("data.csv")), "mutated.csv", path =>
        {
            foreach (var name in DataFile.Names(path))
            {
                CsvTable.Read(path, CsvColumns.Join(name), TensorElementType.String, axes: 2);
                CsvTable.Read(path, CsvColumns.Join(name), TensorElementType.Double, axes: 1);
            }
        });
    }

    [Fact]
    public void Arrays()
    {
        NpzArchive.Write(folder.File("data.npz"),
        [
            new NpyArray("input", TensorElementType.Float, [2, 3], new byte[24]),
            new NpyArray("labels", TensorElementType.Int64, [2], new byte[16]),
        ]);
        AssertNothingCrashes(File.ReadAllBytes(folder.File("data.npz")), "mutated.npz", path =>
        {
            foreach (var name in NpzFile.Names(path))
            {
                NpzFile.ReadHeader(path, name);
                ElementConversion.ToDoubles(NpzFile.Read(path, name));
            }
        });
    }

    [Theory]
    [InlineData("p.csv", "item,label,prediction,p:cat,p:dog\nq1,cat,dog,0.25,0.75\nq2,dog,\"dog\",1e-3,0.999\nq3,cat,cat,0.5,0.5\n")]
    [InlineData("p.jsonl", """
        {"item":"q1","label":"cat","prediction":"dog","probabilities":{"cat":0.25,"dog":0.75},"cluster":"a"}
        {"item":"q2","label":"dog","prediction":"dog","probabilities":{"cat":1e-3,"dog":0.999},"cluster":"b"}

        """)]
    [InlineData("r.csv", "item,sample,score\nq1,1,0.5\nq1,2,1\nq2,1,7\n")]
    [InlineData("samples.jsonl", """
        {"doc_id": 0, "target": "1", "resps": [], "filtered_resps": [["-2", "x"], ["-1", "x"]], "filter": "a", "metrics": ["acc"], "acc": 1}
        {"doc_id": 1, "target": "0", "resps": [], "filtered_resps": [["-2", "x"], ["-1", "x"]], "filter": "a", "acc": 0, "x": NaN}

        """)]
    [InlineData("log.json", """
        {"version": 2, "status": "success", "eval": {}, "samples": [
        {"id": 1, "epoch": 1, "target": "x", "scores": {"match": {"value": "C"}}},
        {"id": 2, "epoch": 1, "target": "x", "scores": {"match": {"value": 0.5}}},
        {"id": 1, "epoch": 2, "target": "x", "scores": {"match": {"value": {"a": true}}}}]}
        """)]
    [InlineData("s.csv", "item,score,cluster\nq1,0.5,1\nq2,-1e3,2\nq3,7,2\n")]
    public void Recorded_answers(string name, string text) =>
        AssertNothingCrashes(System.Text.Encoding.UTF8.GetBytes(text), name, path => RecordedPredictions.Read(path));

    [Theory]
    [InlineData(0)]
    [InlineData(93)]
    public void Packed_logs(short method) => AssertNothingCrashes(
        ZipListingTests.PackedWithZstd(
        [
            ("samples/1_epoch_1.json", """{"id": 1, "epoch": 1, "target": "x", "scores": {"match": {"value": "C"}}}"""u8.ToArray()),
            ("samples/2_epoch_1.json", """{"id": 2, "epoch": 1, "target": "y", "scores": {"match": {"value": "I"}}}"""u8.ToArray()),
            ("header.json", """{"version": 2, "status": "success", "eval": {}}"""u8.ToArray()),
        ], method), "mutated.eval", path => RecordedPredictions.Read(path));

    [Fact]
    public async Task Parquet()
    {
        var list = new ListField("probabilities", new DataField<double>("element", nullable: true));
        var schema = new ParquetSchema(new DataField<string>("item"), new DataField<int>("prediction"), list);
        await ParquetTableTests.Write(folder.File("p.parquet"), schema, 1, async (group, _) =>
        {
            await group.WriteAsync(schema.DataFields[0], ["a", "b"]);
            await group.WriteAsync<int>(schema.DataFields[1], new int[] { 0, 1 }.AsMemory());
            await group.WriteAsync<double>(
                schema.DataFields[2], new double?[] { 0.5, 0.5, 0.25, 0.75 }.AsMemory(), new int[] { 0, 1, 0, 1 }.AsMemory());
        });
        AssertNothingCrashes(
            File.ReadAllBytes(folder.File("p.parquet")), "mutated.parquet", path => RecordedPredictions.Read(path));
    }

    [Fact]
    public void The_journal_of_a_run()
    {
        var run = ReportFixture.UserFamily;
        var step = new PlanStep { Scenario = "latency", Family = "own", Provider = "cpu", Models = ["big", "small"], Batch = 1 };
        using (var journal = Journal.Open(folder.Path, ScenarioCatalog.Json))
        {
            journal.Append(new JournalEntry
            {
                Start = new RunStart(
                    run.Run, new RunRequest { TeacherFile = "big.onnx", StudentFiles = ["small.onnx"] }, run.Fingerprint, run.Families),
            });
            journal.Append(new JournalEntry { Plan = new Plan([step], [], 75) });
            journal.Append(new JournalEntry
            {
                Step = new FinishedStep(step, 2.5, new LatencyResult(
                    [new LatencySamples("big", [1, 2], [3, 4], 5, 0, 6, null), new LatencySamples("small", [1, 2], [3, 4], 5, 0, 6, null)],
                    [])),
            });
            journal.Append(new JournalEntry
            {
                Step = new FinishedStep(
                    step with { Scenario = ColdStartScenario.Name }, 1, new FailedResult("crashed", "it crashed", "mend it")),
            });
        }

        AssertNothingCrashes(File.ReadAllBytes(folder.File(Journal.FileName)), Journal.FileName, _ =>
            Journal.Read<JournalEntry>(folder.Path, ScenarioCatalog.Json));
    }

    [Fact]
    public void The_journal_of_a_gate()
    {
        var run = ReportFixture.UserFamily;
        using (var journal = GateJournal.Begin(folder.Path, new GateStart(
            run.Run, new GateRequest { Kind = GateKind.Self, Base = "b", Head = "h", Run = new RunRequest() }, run.Fingerprint,
            new NativeLibraryRecord("1", "lib", null, "cpu"), run.Families, new GateBuilds("d", "b", "h", null, "n"))))
        {
            journal.Add(new FinishedAnswers("m", AnswersRecord.None("why"), 1.5));
            journal.Add(new FinishedLaunch("m", false, 0, new GateLaunch([1, 2], [1, 2], [1, 1], 100, 100), null, 2));
            journal.Add(new FinishedLaunch("m", false, 1, null, "it crashed", 2));
        }

        AssertNothingCrashes(File.ReadAllBytes(folder.File(Journal.FileName)), Journal.FileName, _ => GateJournal.Read(folder.Path));
    }

    [Fact]
    public void Answers_that_another_build_wrote()
    {
        using (var writer = AnswersWriter.Create(folder.File("answers")))
        {
            writer.Write([new AnsweredOutput("y", TensorElementType.Float, [1, 2], new byte[8]), new AnsweredOutput("maps", null, [], [])]);
            writer.Write([new AnsweredOutput("y", TensorElementType.Float, [1, 2], new byte[8])]);
        }

        AssertNothingCrashes(File.ReadAllBytes(folder.File("answers")), "mutated", path =>
        {
            using var reader = AnswersReader.Open(path);
            while (reader?.Next() is not null)
            {
            }
        });
    }

    private void AssertNothingCrashes(byte[] content, string name, Action<string> read) =>
        Assert.Empty(MutatedBytes.Crashes(content, folder.File(name), read).Take(20));
}
