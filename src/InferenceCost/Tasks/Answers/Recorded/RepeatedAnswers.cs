using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using InferenceCost.Statistics;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>
/// Several answers to one question make one item, whose score is their mean: two answers to one question say less of a model than
/// answers to two. The score is the one that was recorded, else whether an answer is right.
/// </summary>
internal static class RepeatedAnswers
{
    /// <summary>Files where no item comes twice; where one does, every file has scores of the same meaning.</summary>
    /// <exception cref="InputException">Answers that cannot be averaged: neither scores in every file, nor labels.</exception>
    public static IReadOnlyList<Predictions> Average(IReadOnlyList<Predictions> files)
    {
        var repeated = files.Where(file => file.Index.Repeated is not null).ToList();
        if (repeated.Count == 0)
        {
            return files;
        }

        var areScored = files.All(file => file.Scores is not null);
        var labels = areScored ? null : Labels(files);
        return [.. files.Select(file =>
        {
            var scores = areScored ? file.Scores! : Rights(file, labels!, repeated[0].Source);
            return file.Index.Repeated is not null ? Averaged(file, scores, areScored) : file.WithScores(scores);
        })];
    }

    private static Dictionary<string, int> Labels(IReadOnlyList<Predictions> files)
    {
        var labels = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => file.Labels is not null))
        {
            for (var i = 0; i < file.Count; i++)
            {
                if (!labels.TryAdd(file.Items[i], file.Labels![i]) && labels[file.Items[i]] != file.Labels[i])
                {
                    throw new InputException(
                        $"{file.Source}: item {Quoted.Of(file.Items[i])} has two labels", "give all answers to an item the same label");
                }
            }
        }

        return labels;
    }

    private static double[] Rights(Predictions file, Dictionary<string, int> labels, string repeated)
    {
        var rights = new double[file.Count];
        for (var i = 0; i < rights.Length; i++)
        {
            rights[i] = file.HasAnswers && labels.TryGetValue(file.Items[i], out var label) ? file.Predicted[i] == label ? 1 : 0
                : throw new InputException(
                    $"{repeated}: has several answers to an item, whose mean needs scores in every file, or predictions and labels",
                    file.HasAnswers ? $"write the label of item {Quoted.Of(file.Items[i])}" : "write scores into every file");
        }

        return rights;
    }

    private static Predictions Averaged(Predictions file, double[] scores, bool areScored)
    {
        var groups = new int[file.Count];
        var places = new Dictionary<string, int>(file.Count, StringComparer.Ordinal);
        var items = new List<string>();
        var (sums, sizes, clusters) = (new List<double>(), new List<int>(), new List<string>());
        for (var i = 0; i < file.Count; i++)
        {
            if (!places.TryGetValue(file.Items[i], out var place))
            {
                places.Add(file.Items[i], place = items.Count);
                items.Add(file.Items[i]);
                sums.Add(0);
                sizes.Add(0);
                clusters.Add(file.Clusters?[i] ?? "");
            }

            groups[i] = place;
            sums[place] += scores[i];
            sizes[place]++;
            if (file.Clusters is { } own && own[i] != clusters[place])
            {
                throw new InputException(
                    $"{file.Source}: item {Quoted.Of(file.Items[i])} has two clusters", "give all answers to an item the same cluster");
            }
        }

        var variance = NestedVariance.Estimate(scores, groups);
        string[] ids = [.. items];
        return new Predictions(
            file.Source, ids, null, [], scores: [.. sums.Zip(sizes, (sum, size) => sum / size)],
            clusters: file.Clusters is null ? null : [.. clusters], classNames: file.ClassNames)
        {
            Index = new ItemIndex(ids, places),
            Notes =
            [
                .. file.Notes,
                "several answers to an item are one item, and its score is the "
                    + (areScored ? "mean of theirs" : "share of them that is right")
                    + (file.Probabilities is null ? "" : "; their probabilities are left alone"),
            ],
            Spread = new AnswerSpread(ids.Length, file.Count, sizes.Min(), sizes.Max(), variance.Between, variance.Within),
        };
    }
}
