namespace InferenceCost.Machine.Nvidia;

/// <summary>
/// The memory of a GPU as its driver counts it (<c>nvmlDeviceGetMemoryInfo_v2</c>), in bytes, of all processes together. The header's note
/// says that what is used contains what is reserved; <c>nvidia-smi</c>, which shows these numbers, adds the three parts up to the total.
/// </summary>
/// <param name="TotalBytes">All memory of the device.</param>
/// <param name="ReservedBytes">What the driver and the firmware keep for themselves.</param>
/// <param name="FreeBytes">What can still be allocated.</param>
/// <param name="UsedBytes">What processes have allocated, with the driver's own part for each of them.</param>
public readonly record struct NvidiaMemory(long TotalBytes, long ReservedBytes, long FreeBytes, long UsedBytes);
