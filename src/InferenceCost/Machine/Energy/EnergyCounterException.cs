namespace InferenceCost.Machine.Energy;

/// <summary>
/// An energy counter that worked cannot be read any more, or answers nonsense: what it said so far is not the energy of the window, which
/// has none then.
/// </summary>
/// <param name="counter">The counter's name, see <see cref="IEnergyCounter.Name"/>.</param>
/// <param name="reason">What happened, in words.</param>
public sealed class EnergyCounterException(string counter, string reason) : Exception($"{counter}: {reason}");
