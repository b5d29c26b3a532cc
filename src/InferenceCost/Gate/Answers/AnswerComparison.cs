namespace InferenceCost.Gate.Answers;

/// <summary>What both sides answered, compared call by call; nothing of a call is kept.</summary>
/// <param name="batch">Items per call.</param>
/// <param name="scored">The output that holds class scores; null where that is not known, and any row of numbers may.</param>
internal sealed class AnswerComparison(int batch, string? scored)
{
    private readonly Dictionary<string, OutputComparison> outputs = [];
    private int calls;

    /// <summary>Takes the outputs of one call.</summary>
    public void Add(IReadOnlyList<AnsweredOutput> own, IReadOnlyList<AnsweredOutput> other)
    {
        foreach (var name in own.Concat(other).Select(output => output.Name).Distinct())
        {
            if (!outputs.TryGetValue(name, out var comparison))
            {
                outputs[name] = comparison = new OutputComparison(name, scored is null || scored == name);
            }

            comparison.Add(Find(own, name), Find(other, name), (long)calls * batch, batch);
        }

        calls++;
    }

    /// <summary>What came out, judged: the worst verdict of an output is that of all.</summary>
    public AnswersRecord Judge(AnswerTerms terms)
    {
        List<ComparedOutput> judged = [.. outputs.Values.Select(output => output.Judge(terms))];
        bool Has(AnswersVerdict verdict) => judged.Exists(output => output.Verdict == verdict);
        var verdict = Has(AnswersVerdict.Different) ? AnswersVerdict.Different
            : Has(AnswersVerdict.NotJudged) ? AnswersVerdict.NotJudged
            : Has(AnswersVerdict.Same) ? AnswersVerdict.Same
            : AnswersVerdict.NotCompared;
        return new AnswersRecord
        {
            Verdict = verdict,
            Reason = verdict == AnswersVerdict.NotCompared ? "no output is a tensor" : null,
            Tolerance = terms.AreJudged ? terms.Tolerance : null,
            Outputs = judged,
            Notes = [.. judged.Where(output => output.Verdict == AnswersVerdict.NotCompared)
                .Select(output => $"output {output.Name} is no tensor of less than 2 GB and was not compared")],
        };
    }

    private static AnsweredOutput? Find(IReadOnlyList<AnsweredOutput> outputs, string name) =>
        outputs.FirstOrDefault(output => output.Name == name);
}
