namespace InferenceCost.Gate;

/// <summary>A launch begins.</summary>
/// <param name="Subject">Of which subject.</param>
/// <param name="Confirming">Whether a first verdict is being confirmed.</param>
/// <param name="Done">Launches that ended.</param>
/// <param name="Total">Launches in all, as far as is known now.</param>
/// <param name="SecondsLeft">How long the rest should take at the pace so far; null before the first one ended.</param>
public sealed record GateProgress(string Subject, bool Confirming, int Done, int Total, double? SecondsLeft);
