namespace InferenceCost.Quality.Metrics.Intervals;

/// <summary>
/// A metric of the whole corpus with what each item adds to it: how fast the metric changes as the item's share of the corpus grows
/// (Hampel, Journal of the American Statistical Association 69, 1974). Their sum is 0, and their spread over the root of the number of
/// items is the metric's standard error, as that of a mean is of its items (infinitesimal jackknife; Efron and Tibshirani, section 21.3).
/// </summary>
/// <param name="Value">The metric of all items.</param>
/// <param name="Of">The influence of each item.</param>
internal sealed record Influences(double Value, double[] Of);
