using System.Text.Json;
using InferenceCost.Foundation;
using InferenceCost.Judging;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Tests.Judging;

public sealed class JudgeTests : IDisposable
{
    private static readonly string[] Classes = ["ape", "bee", "cat"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("macro-f1")]
    [InlineData("score")]
    public void The_order_of_lines_changes_nothing(string? metric)
    {
        var (teacher, student, control) = (Lines(1), Lines(2), Lines(3));
        var first = Judged(metric, teacher, student, control);
        for (var seed = 10; seed < 13; seed++)
        {
            Equal(first, Judged(metric, Shuffled(teacher, seed), Shuffled(student, seed + 10), Shuffled(control, seed + 20)));
        }
    }

    [Fact]
    public void Exchanging_teacher_and_student_mirrors_the_difference()
    {
        var (one, other) = (Lines(1), Lines(2));
        var (forward, back) = (Judged(null, one, other).Quality!, Judged(null, other, one).Quality!);
        Assert.Equal((forward.Delta, forward.Low!.Value), (-back.Delta, -back.High!.Value));
    }

    [Fact]
    public void Labels_of_one_file_serve_all()
    {
        var labelled = Judged(null, Lines(1), Lines(2), Lines(3));
        foreach (var alone in Enumerable.Range(0, 3))
        {
            var files = Enumerable.Range(1, 3).Select(seed => seed - 1 == alone ? Lines(seed) : Unlabelled(Lines(seed))).ToArray();
            Equal(labelled, Judged(null, files));
        }
    }

    [Fact]
    public void Without_labels_and_scores_there_is_agreement_alone()
    {
        var judgement = Judged(null, "item,prediction\na,0\nb,1\n", "item,prediction\na,0\nb,0\n");
        Assert.Null(judgement.Quality);
        Assert.Equal(0.5, judgement.Fidelity!.Agreement);
        Assert.Equal(0.5, judgement.Models[1].AgreementWithTeacher);
        Assert.Contains("the same answer as", judgement.Sentence, StringComparison.Ordinal);
        Assert.False(judgement.Matches);
    }

    [Theory]
    [InlineData("macro-f1")]
    [InlineData(null)]
    public void Equal_answers_match_and_the_reader_is_told_that_they_are(string? metric)
    {
        var text = "item,label,prediction\n"
            + string.Concat(Enumerable.Range(0, 3000).Select(item => FormattableString.Invariant($"i{item},{item % 5},{item % 7 % 5}\n")));
        var judgement = Judge.Decide(Files(text, text), metric, new MarginRecord(MarginKind.Absolute, 0.01, "", null, ""), null);
        Assert.True(judgement.Matches);
        Assert.Contains("nothing was compared", Assert.Single(judgement.Notes), StringComparison.Ordinal);
        Assert.Empty(Judged(metric, Lines(1), Lines(2)).Notes);
    }

    [Fact]
    public void Sums_where_perplexity_takes_means_are_refused()
    {
        var error = Assert.Throws<InputException>(
            () => Judged("perplexity", "item,score\na,812.5\nb,790\n", "item,score\na,800\nb,795\n"));
        Assert.Contains("mean is 801.2 nats", error.Message, StringComparison.Ordinal);
        Assert.Contains("divide sums by the item's tokens", error.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e160")]
    [InlineData("-1e308")]
    public void A_score_whose_square_has_no_number_is_refused_with_its_line(string score)
    {
        var error = Assert.Throws<InputException>(() => Judged(null, $"item,score\na,0\nb,{score}\n", "item,score\na,0\nb,1\n"));
        Assert.Contains("line 3 holds the score", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_margin_for_nothing_is_refused()
    {
        var files = Read("item,prediction\na,0\n", "item,prediction\na,0\n");
        Assert.Throws<InputException>(() => Judge.Decide(
            new JudgedFiles(files[0], files[1], [], []), null, new MarginRecord(MarginKind.Absolute, 0.01, "", null, ""), null));
    }

    [Fact]
    public void Scores_beside_answers_alone_are_refused() =>
        Assert.Throws<InputException>(() => Judged(null, "item,prediction\na,0\n", "item,score\na,0\n"));

    [Fact]
    public void Items_that_share_a_source_are_not_independent()
    {
        const string Student = "item,score\na,0\nb,1\nc,2\n";
        const string Better = "item,score\na,1\nb,3\nc,3\n";
        Assert.Equal(("clustered t", 2), Method(Judged(null, "item,score,cluster\na,0,x\nb,1,x\nc,2,y\n", Better)));
        Assert.Equal(("clustered t", 2), Method(Judged(null, Better, "item,score,cluster\na,0,x\nb,1,x\nc,2,y\n")));
        Assert.Equal(("paired t", null), Method(Judged(null, Student, Better)));
        Assert.Equal(("bound from how often answers differ", null), Method(Judged(null, Student, Student)));

        static (string Method, int? Clusters) Method(Judgement judgement) => (judgement.Quality!.Method, judgement.Quality.Clusters);
    }

    [Fact]
    public void Only_accuracy_has_a_price_of_an_error()
    {
        var costs = new ItemCosts("USD", 2, 1, 100);
        var scored = Judge.Decide(Files("item,score\na,0\nb,1\n", "item,score\na,0\nb,1\n"), null, null, costs);
        Assert.Null(scored.Costs!.TeacherPerCorrect.Value);
        Assert.Equal(100, scored.Costs.BreakEvenVolume.Value);

        // Right on 2 and 1 of 2 items: 2 / 1, 1 / 0.5, (2 - 1) / (1 - 0.5).
        var judged =
            Judge.Decide(Files("item,label,prediction\na,0,0\nb,1,1\n", "item,label,prediction\na,0,0\nb,1,0\n"), null, null, costs).Costs!;
        Assert.Equal(
            (2, 2, 2),
            (judged.TeacherPerCorrect.Value!.Value, judged.StudentPerCorrect.Value!.Value, judged.BreakEvenErrorPrice.Value!.Value));
    }

    private static void Equal(Judgement expected, Judgement actual)
    {
        // Sums over items may differ in their last bits; everything else is the same to the last letter.
        Assert.Equal(Text(expected), Text(actual));

        static string Text(Judgement judgement) => System.Text.RegularExpressions.Regex.Replace(
            JsonSerializer.Serialize(judgement, RunJson.Indented), @"(\.\d{9})\d+(E-\d+)?", "$1");
    }

    private Judgement Judged(string? metric, params string[] texts) => Judge.Decide(Files(texts), metric, null, null);

    private JudgedFiles Files(params string[] texts)
    {
        var files = Read(texts);
        return new JudgedFiles(files[0], files[1], [.. files.Skip(2)], []);
    }

    private IReadOnlyList<Predictions> Read(params string[] texts) => RecordedPredictions.ReadTogether([.. texts.Select((text, i) =>
    {
        var path = folder.File(FormattableString.Invariant($"{i}.csv"));
        File.WriteAllText(path, text);
        return path;
    })]);

    private static string Lines(int seed)
    {
        var random = new Random(seed);
        return "item,label,prediction,p:cat,p:ape,p:bee,score\n" + string.Concat(Enumerable.Range(0, 300).Select(item =>
        {
            var label = Classes[item * 7 % 3];
            var answer = random.Next(4) == 0 ? Classes[random.Next(3)] : label;
            var sure = random.Next(40, 100);
            var left = (100 - sure) / 2.0;
            return FormattableString.Invariant(
                $"id-{item},{label},{answer},{Share("cat")},{Share("ape")},{Share("bee")},{random.Next(100) / 64.0}\n");

            double Share(string name) => (name == answer ? sure : left) / 100;
        }));
    }

    private static string Unlabelled(string text) =>
        string.Join('\n', text.Split('\n').Select(
            (line, i) => i == 0 || line.Length == 0 ? line : string.Join(',', line.Split(',').Select((value, k) => k == 1 ? "" : value))));

    private static string Shuffled(string text, int seed)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        new Random(seed).Shuffle(lines.AsSpan(1));
        return string.Join('\n', lines);
    }
}
