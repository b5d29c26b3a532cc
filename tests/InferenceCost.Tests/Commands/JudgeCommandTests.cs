using System.Text.Json;
using InferenceCost.Families.Catalog;

namespace InferenceCost.Tests.Commands;

/// <summary><c>judge</c>, once started as a person starts it.</summary>
public sealed class JudgeCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public JudgeCommandTests()
    {
        // Both right on 700 items, the teacher alone on 12, the student alone on 8, nobody on 80.
        Write("teacher.csv", "item,label,prediction\n", 800, i => FormattableString.Invariant($"q{i},{i % 5},{(i < 712 ? i % 5 : 5)}\n"));
        Write("student.csv", "prediction,item\n", 800, i => FormattableString.Invariant(
            $"{(799 - i is < 700 or (>= 712 and < 720) ? (799 - i) % 5 : 6)},q{799 - i}\n"));
        Write("control.csv", "item,label,prediction\n", 800, i => FormattableString.Invariant($"q{i},{i % 5},{(i < 600 ? i % 5 : 5)}\n"));
        Write("scores.csv", "item,score\n", 800, i => FormattableString.Invariant($"q{i},{1 + i % 3}\n"));
        Write("short.csv", "item,label,prediction\n", 799, i => FormattableString.Invariant($"q{i},{i % 5},0\n"));
        Write("twice.csv", "item,label,prediction\nq1,0,0\nq1,0,0\n", 0, _ => "");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_match_is_said_with_its_figures_and_costs()
    {
        var (code, text, error) = await BuiltProgram.Run(
            folder.Path, "judge", "teacher.csv", "student.csv", "--control", "control.csv", "--other-teacher", "control.csv",
            "--margin", "0.02", "--teacher-cost", "0.0021 USD", "--student-cost", "0.0003 USD",
            "--distillation-cost", "90 USD", "--fail-on", "claim");
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith(
            "**student.csv matches teacher.csv within 2.0 points (-0.50 points, 90 % interval ", text, StringComparison.Ordinal);
        Assert.Contains("not declared beforehand", text, StringComparison.Ordinal);
        Assert.Contains("| teacher.csv | teacher | 89.00 % |", text, StringComparison.Ordinal);
        Assert.Contains("| student.csv | student | 88.50 % |", text, StringComparison.Ordinal);
        Assert.Contains("| control.csv | control | 75.00 % |", text, StringComparison.Ordinal);
        Assert.Contains("| control.csv | other teacher | 75.00 % |", text, StringComparison.Ordinal);

        // 0.0018 / 0.005 and 90 / 0.0018
        Assert.Contains("| Break-even price of an error | 0.360 USD |", text, StringComparison.Ordinal);
        Assert.Contains("| Break-even volume | 50,000 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_holds_the_same()
    {
        var (code, text, _) = await Judge(
            "teacher.csv", "student.csv", "--margin", "0.02", "--teacher-cost", "2 Wh", "--student-cost", "1 Wh", "--format", "json");
        Assert.Equal(0, code);
        var root = JsonDocument.Parse(text).RootElement;
        Assert.True(root.GetProperty("matches").GetBoolean());
        var compared = root.GetProperty("quality");
        Assert.False(compared.GetProperty("marginDeclaredBeforehand").GetBoolean());
        Assert.Equal(("accuracy", 800, "equivalent"), (
            compared.GetProperty("metric").GetString(), compared.GetProperty("items").GetInt32(),
            compared.GetProperty("verdict").GetString()));
        Assert.Equal((700, 8, 12), (Count("bothRight"), Count("onlyStudentRight"), Count("onlyTeacherRight")));
        Assert.Equal(
            ["teacher", "student"], root.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("role").GetString()!));
        Assert.Equal(200, root.GetProperty("costs").GetProperty("breakEvenErrorPrice").GetProperty("value").GetDouble(), 6);
        Assert.Equal("Wh", root.GetProperty("costs").GetProperty("costs").GetProperty("unit").GetString());

        int Count(string name) => compared.GetProperty(name).GetInt32();
    }

    [Theory]
    [InlineData("is not shown to match", "--margin", "0.005")]
    [InlineData("no margin was declared")]
    [InlineData("no margin was declared", "--metric", "macro-f1")]
    public async Task What_is_not_shown_to_match_fails_only_where_it_is_asked_to(string sentence, params string[] options)
    {
        var (code, text, _) = await Judge(["teacher.csv", "student.csv", .. options]);
        Assert.Equal(0, code);
        Assert.Contains(sentence, text, StringComparison.Ordinal);
        Assert.Equal((5, text), await Without(Judge(["teacher.csv", "student.csv", .. options, "--fail-on", "claim"])));
    }

    [Fact]
    public async Task A_loss_beyond_the_margin_is_said()
    {
        var (code, text, _) = await Judge("teacher.csv", "control.csv", "--ratio-margin", "0.01", "--fail-on", "claim");
        Assert.Equal(5, code);
        Assert.StartsWith(
            "**control.csv has less than 99 % of the accuracy of teacher.csv (84.27 % of it, ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scores_are_enough()
    {
        var (code, text, _) = await Judge("scores.csv", "scores.csv", "--metric", "perplexity", "--ratio-margin", "0.01");
        Assert.Equal(0, code);
        Assert.StartsWith(
            "**scores.csv has a perplexity within 1 % of that of scores.csv (the teacher's is 100.00 % of it, ",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_answers_are_counted_as_questions_and_what_changes_by_itself_stands_beside()
    {
        Write("thrice.csv", "item,sample,label,prediction\n", 1200, i => FormattableString.Invariant(
            $"q{i / 3},{i % 3},1,{(i % 12 == 0 ? 0 : 1)}\n"));
        Write("once.csv", "item,prediction\n", 400, i => FormattableString.Invariant($"q{i},{(i % 10 == 0 ? 0 : 1)}\n"));
        Write("again.csv", "item,sample,label,prediction\n", 1200, i => FormattableString.Invariant(
            $"q{i / 3},{i % 3},1,{(i % 24 == 0 ? 0 : 1)}\n"));
        var (code, text, error) = await Judge("thrice.csv", "once.csv", "--answers-again", "again.csv", "--margin", "0.1");
        Assert.Equal((0, ""), (code, error));

        // 100 of 1,200 answers are wrong, one of three to every fourth question; 40 of 400 to the others. The differences deviate by
        // 0.01536 from their mean, and the 120 questions on which the models differ give Student's t 119 degrees of freedom.
        Assert.StartsWith("**once.csv matches thrice.csv within 0.1 (-0.0167, 90 % interval -0.0421 to +0.0088, 400 items,", text,
            StringComparison.Ordinal);
        Assert.Contains("| thrice.csv | 400 | 1,200 | 3 |", text, StringComparison.Ordinal);
        Assert.Contains("| again.csv (the teacher, asked again) | 12.50 % |", text, StringComparison.Ordinal);
        Assert.Contains("| once.csv | 30.00 % |", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probabilities_that_contradict_the_predictions_are_pointed_out()
    {
        Write("right.csv", "item,label,prediction,p0,p1\n", 200, i => FormattableString.Invariant(
            $"q{i},{i % 2},{i % 2},{(i % 2 == 0 ? 0.75 : 0.25)},{(i % 2 == 0 ? 0.25 : 0.75)}\n"));
        Write("shifted.csv", "item,label,prediction,p0,p1\n", 200, i => FormattableString.Invariant(
            $"q{i},{i % 2},{i % 2},{(i < 3 == (i % 2 == 0) ? 0.25 : 0.75)},{(i < 3 == (i % 2 == 0) ? 0.75 : 0.25)}\n"));
        var (code, text, _) = await Judge("right.csv", "shifted.csv");
        Assert.Equal(0, code);
        Assert.Contains("shifted.csv: on 3 of 200 items the prediction is not the class with the highest", text, StringComparison.Ordinal);
        Assert.DoesNotContain("right.csv: on", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_with_several_filters_are_judged_by_the_one_that_is_named()
    {
        foreach (var (name, right) in new[] { ("samples_a.jsonl", 90), ("samples_b.jsonl", 80) })
        {
            Write(name, "", 200, i => FormattableString.Invariant($"{{\"doc_id\": {i / 2}, \"resps\": [], ")
                + FormattableString.Invariant($"\"filter\": \"{(i % 2 == 0 ? "strict" : "loose")}\", \"exact_match\": ")
                + (i % 2 == 0 ? "0" : i / 2 < right ? "1" : "0") + "}\n");
        }

        var (code, _, error) = await Judge("samples_a.jsonl", "samples_b.jsonl");
        Assert.Equal(2, code);
        Assert.EndsWith("fix: name the one to judge by: --filter \"strict\"\n", error, StringComparison.Ordinal);
        var (named, text, _) = await Judge("samples_a.jsonl", "samples_b.jsonl", "--filter", "loose");
        Assert.Equal(0, named);
        Assert.Contains("samples_b.jsonl: metric 'exact_match' is read as 'score'; filter 'loose'.", text, StringComparison.Ordinal);
        Assert.Contains("| samples_a.jsonl | teacher | 0.9", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a filter of nothing", "teacher.csv", "student.csv", "--filter", "strict")]
    [InlineData("a score of nothing", "teacher.csv", "student.csv", "--score-column", "acc")]
    [InlineData("no second answers", "teacher.csv", "student.csv", "--answers-again", "nowhere.csv")]
    [InlineData("second answers to others", "teacher.csv", "student.csv", "--answers-again", "short.csv")]
    [InlineData("no student", "teacher.csv")]
    [InlineData("missing file", "teacher.csv", "nowhere.csv")]
    [InlineData("missing control", "teacher.csv", "student.csv", "--control", "nowhere.csv")]
    [InlineData("one item fewer", "teacher.csv", "short.csv")]
    [InlineData("an item twice", "teacher.csv", "twice.csv")]
    [InlineData("scores against answers", "teacher.csv", "scores.csv")]
    [InlineData("no scores", "teacher.csv", "student.csv", "--metric", "score")]
    [InlineData("no such metric", "teacher.csv", "student.csv", "--metric", "bleu")]
    [InlineData("no number", "teacher.csv", "student.csv", "--margin", "much")]
    [InlineData("no margin", "teacher.csv", "student.csv", "--margin", "0")]
    [InlineData("no finite margin", "teacher.csv", "student.csv", "--margin", "NaN")]
    [InlineData("two margins", "teacher.csv", "student.csv", "--margin", "0.1", "--ratio-margin", "0.1")]
    [InlineData("one cost", "teacher.csv", "student.csv", "--teacher-cost", "1 USD")]
    [InlineData("distillation alone", "teacher.csv", "student.csv", "--distillation-cost", "1 USD")]
    [InlineData("no unit", "teacher.csv", "student.csv", "--teacher-cost", "1", "--student-cost", "1 USD")]
    [InlineData("two units", "teacher.csv", "student.csv", "--teacher-cost", "1 EUR", "--student-cost", "1 USD")]
    [InlineData("negative cost", "teacher.csv", "student.csv", "--teacher-cost", "-1 USD", "--student-cost", "1 USD")]
    [InlineData("endless cost", "teacher.csv", "student.csv", "--teacher-cost", "1e999 USD", "--student-cost", "1 USD")]
    [InlineData("a difference of perplexities", "scores.csv", "scores.csv", "--metric", "perplexity", "--margin", "0.01")]
    [InlineData("no such failure", "teacher.csv", "student.csv", "--fail-on", "slower")]
    public async Task Bad_input_ends_in_one_clear_line_and_a_fix(string what, params string[] arguments)
    {
        var (code, output, error) = await Judge(arguments);
        Assert.True(code == 2, $"{what}: exit code {code}: {error}");
        Assert.Empty(output);
        Assert.Equal(2, error.TrimEnd().Split('\n').Length);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains("\n  fix: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_of_the_documentation_is_what_is_printed()
    {
        var root = Path.GetDirectoryName(ModelsFolder.Find(null, null, AppContext.BaseDirectory))!;
        var log = File.ReadAllLines(Path.Combine(root, "models", "fashion-mnist", "recipe", "log", "test-classes.csv"))
            .Skip(1)
            .Select(line => line.Split(',')).ToList();
        foreach (var (name, column) in new[] { ("teacher", 2), ("res-256k", 3), ("res-256k-control", 7) })
        {
            Write($"{name}.csv", "item,label,prediction\n", log.Count, i => $"{log[i][0]},{log[i][1]},{log[i][column]}\n");
        }

        var (code, text, _) = await Judge(
            "teacher.csv", "res-256k.csv", "--control", "res-256k-control.csv", "--margin", "0.01",
            "--teacher-cost", "0.0021 USD", "--student-cost", "0.0009 USD", "--distillation-cost", "250 USD");
        Assert.Equal(0, code);
        var first = text[..text.IndexOf("\n## ", StringComparison.Ordinal)];
        Assert.Contains($"```\n{first}```", File.ReadAllText(Path.Combine(root, "docs", "judge.md")), StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> Without(Task<(int Code, string Output, string Error)> judging)
    {
        var (code, output, _) = await judging;
        return (code, output);
    }

    private Task<(int Code, string Output, string Error)> Judge(params string[] arguments) =>
        WarmProgram.Run(folder.Path, ["judge", .. arguments]);

    private void Write(string name, string start, int items, Func<int, string> line) =>
        File.WriteAllText(folder.File(name), start + string.Concat(Enumerable.Range(0, items).Select(line)));
}
