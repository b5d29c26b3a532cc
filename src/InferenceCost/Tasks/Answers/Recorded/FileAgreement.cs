using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>What files that are compared have to have in common before their answers are looked at.</summary>
internal static class FileAgreement
{
    /// <summary>Checks it.</summary>
    /// <exception cref="InputException">An item is another question in another log, or something was chosen that no file has.</exception>
    public static void Check(IReadOnlyList<PredictionColumns> files, ReadingChoices choices)
    {
        if (choices.Filters.Count > 0 && !files.Any(file => file.TakesFilter))
        {
            throw new InputException("--filter: none of the files is a log with filters or scorers", "leave it out");
        }

        if (choices.Score is not null && !files.Any(file => file.TakesScore))
        {
            throw new InputException(
                "--score-column: none of the files is a log with metrics", "name the column 'score', or leave the option out");
        }

        var logs = files.Where(file => file.Questions.Count > 0).ToList();
        foreach (var (log, question) in logs.Skip(1).SelectMany(log => log.Questions.Select(question => (log, question))))
        {
            if (logs[0].Questions.TryGetValue(question.Key, out var other) && other != question.Value)
            {
                throw new InputException(
                    $"{logs[0].Path} and {log.Path}: item {Quoted.Of(question.Key)} is not the same question in both",
                    "run both models on the same version of the task");
            }
        }
    }
}
