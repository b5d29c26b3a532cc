namespace InferenceCost.Machine.Nvidia;

/// <summary>One figure of a device, or why there is none: exactly one of the two is null, and an unknown figure is never zero.</summary>
/// <typeparam name="T">The figure's type.</typeparam>
public sealed record DeviceReading<T>
    where T : struct
{
    internal DeviceReading(T value) => Value = value;

    internal DeviceReading(string reason) => Reason = reason;

    /// <summary>The figure, in the unit that the member which gave it states; null where there is none.</summary>
    public T? Value { get; }

    /// <summary>Why there is no figure, in words; null where there is one.</summary>
    public string? Reason { get; }

    /// <summary>The same figure in another unit or form; a missing one stays missing for the same reason.</summary>
    internal DeviceReading<TOther> As<TOther>(Func<T, TOther> form)
        where TOther : struct => Value is { } value ? new(form(value)) : new(Reason!);
}
