namespace InferenceCost.Machine.Energy;

/// <summary>
/// A meter of the energy that a part of this machine uses, whoever makes it work: other programs and the idle machine count too, so the
/// energy of a piece of work is the difference over a window less what an idle window of that length uses.
/// </summary>
/// <remarks>
/// Processors renew their figure every millisecond, GPUs every few tens: a window shorter than a second is mostly rounding. A processor's
/// figure goes round after 65 kJ or more, which no package uses in a minute: read at least once a minute inside a window, else whole rounds
/// are lost unseen. Between windows no reading is needed. One thread at a time.
/// </remarks>
public interface IEnergyCounter
{
    /// <summary>What is metered and how, such as <c>processor packages (RAPL)</c>.</summary>
    string Name { get; }

    /// <summary>The place of the GPU that is metered, in its driver's list; null for the processor.</summary>
    int? Gpu { get; }

    /// <summary>The energy used since the counter was opened, in joules; never less than the reading before.</summary>
    /// <exception cref="EnergyCounterException">The counter worked when it was opened and cannot be read any more.</exception>
    double Joules();
}
