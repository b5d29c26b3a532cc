using System.Globalization;
using InferenceCost.Machine.Platform;

namespace InferenceCost.Machine.Facts;

/// <summary>What the processor says of itself.</summary>
/// <param name="Brand">Its name; null where the source has none.</param>
/// <param name="Model">Family, model and stepping, or Arm's codes of maker, part and revision.</param>
/// <param name="Virtualised">Whether a hypervisor shows; null where the source cannot tell.</param>
/// <param name="InstructionSets">Those that matter to inference, in <see cref="Machine.Facts.InstructionSets"/>' names.</param>
internal sealed record Processor(string? Brand, string? Model, bool? Virtualised, IReadOnlyList<string> InstructionSets)
{
    /// <summary>The first core in the text of <c>/proc/cpuinfo</c>; null where it names neither an x86 nor an Arm processor.</summary>
    public static Processor? ParseCpuInfo(string? text)
    {
        string? Field(string name) => KernelFields.Value(text, name) is { Length: > 0 } value ? value : null;
        string Known(string name) => Field(name) ?? "?";

        if (Field("flags") is { } flags)
        {
            var names = flags.Split(' ');
            return new(
                Field("model name"),
                $"family {Known("cpu family")} model {Known("model")} stepping {Known("stepping")}",
                names.Contains("hypervisor"),
                Machine.Facts.InstructionSets.Among(names));
        }

        if (Field("Features") is { } features)
        {
            // Arm gives codes and no name; which one is which stands in the Arm reference manuals (MIDR_EL1).
            var model = $"implementer {Known("CPU implementer")} part {Known("CPU part")} variant {Known("CPU variant")} "
                + $"revision {Known("CPU revision")}";
            return new(
                Field("model name") ?? $"Arm {Known("CPU implementer")}/{Known("CPU part")}", model, null,
                Machine.Facts.InstructionSets.Among(features.Split(' ')));
        }

        return null;
    }

    /// <summary>
    /// An x86 processor asked by its CPUID instruction, on any system. Windows hosts that run Hyper-V show a hypervisor to themselves too,
    /// so there only its absence is known.
    /// </summary>
    /// <param name="cpuid">The instruction: leaf to (EAX, EBX, ECX, EDX).</param>
    /// <param name="onWindows">Whether the system is Windows.</param>
    public static Processor FromCpuId(Func<uint, (int Eax, int Ebx, int Ecx, int Edx)> cpuid, bool onWindows)
    {
        string? brand = null;
        if ((uint)cpuid(0x80000000).Eax >= 0x80000004)
        {
            var bytes = new List<byte>();
            for (var leaf = 0x80000002; leaf <= 0x80000004; leaf++)
            {
                var (a, b, c, d) = cpuid(leaf);
                bytes.AddRange(new[] { a, b, c, d }.SelectMany(BitConverter.GetBytes));
            }

            brand = System.Text.Encoding.ASCII.GetString([.. bytes.TakeWhile(character => character != 0)]).Trim();
        }

        var (signature, _, features, _) = cpuid(1);
        int Bits(int from, int count) => (signature >> from) & ((1 << count) - 1);
        var family = Bits(8, 4) == 15 ? 15 + Bits(20, 8) : Bits(8, 4);
        var model = family is 6 or >= 15 ? (Bits(16, 4) << 4) + Bits(4, 4) : Bits(4, 4);
        var hypervisor = features < 0; // bit 31 of ECX
        return new(
            brand is { Length: > 0 } ? brand : null,
            string.Create(CultureInfo.InvariantCulture, $"family {family} model {model} stepping {Bits(0, 4)}"),
            hypervisor && onWindows ? null : hypervisor,
            Machine.Facts.InstructionSets.OfRuntime());
    }
}
