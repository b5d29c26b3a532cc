using InferenceCost.Statistics;

namespace InferenceCost.Quality.Metrics.Intervals;

/// <summary>Items that are alike for two metrics, counted.</summary>
/// <param name="Counts">How many items there are of each kind.</param>
/// <param name="Teacher">The teacher's score of so many of each kind.</param>
/// <param name="Student">The student's.</param>
internal sealed record CountedItems(int[] Counts, CorpusMetric Teacher, CorpusMetric Student);
