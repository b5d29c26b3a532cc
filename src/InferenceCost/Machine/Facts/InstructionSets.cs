using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace InferenceCost.Machine.Facts;

/// <summary>The instruction sets that decide which kernels an inference runtime picks, by the names that Linux gives them.</summary>
internal static class InstructionSets
{
    private static readonly string[] ThatMatter =
    [
        "sse4_1", "sse4_2", "avx", "f16c", "fma", "avx2", "avx_vnni", "avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512_vnni",
        "avx512_bf16", "avx512_fp16", "amx_tile", "amx_int8", "amx_bf16", "asimd", "asimdhp", "asimddp", "i8mm", "bf16", "sve", "sve2",
        "sme",
    ];

    /// <summary>Those of the kernel's flags that matter, in a fixed order.</summary>
    public static IReadOnlyList<string> Among(IReadOnlyCollection<string> flags) => [.. ThatMatter.Where(flags.Contains)];

    /// <summary>
    /// What the .NET runtime uses: the fallback where no kernel lists flags. It knows fewer sets, and a setting such as
    /// <c>DOTNET_EnableAVX2=0</c> hides one from it that a native library still uses.
    /// </summary>
    public static IReadOnlyList<string> OfRuntime()
    {
        (string Name, bool Supported)[] sets =
        [
            ("sse4_1", Sse41.IsSupported), ("sse4_2", Sse42.IsSupported), ("avx", Avx.IsSupported), ("fma", Fma.IsSupported),
            ("avx2", Avx2.IsSupported), ("avx512f", Avx512F.IsSupported), ("avx512bw", Avx512BW.IsSupported),
            ("avx512dq", Avx512DQ.IsSupported), ("avx512vl", Avx512F.VL.IsSupported), ("asimd", AdvSimd.IsSupported),
            ("asimddp", Dp.IsSupported),
        ];
        return [.. sets.Where(set => set.Supported).Select(set => set.Name)];
    }
}
