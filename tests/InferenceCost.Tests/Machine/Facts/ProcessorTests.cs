using System.Text;
using InferenceCost.Machine.Facts;

namespace InferenceCost.Tests.Machine.Facts;

public sealed class ProcessorTests
{
    private const string Amd = """
        processor	: 0
        vendor_id	: AuthenticAMD
        cpu family	: 25
        model		: 17
        model name	: AMD EPYC
        stepping	: 1
        flags		: fpu sse4_1 avx2 fma hypervisor amx_int8 f16c

        processor	: 1
        model name	: another
        """;

    private const string Neoverse = """
        processor	: 0
        Features	: fp asimd asimddp i8mm
        CPU implementer	: 0x41
        CPU architecture: 8
        CPU variant	: 0x3
        CPU part	: 0xd0c
        CPU revision	: 1
        """;

    [Fact]
    public void An_x86_processor_is_named_by_its_first_core()
    {
        var processor = Processor.ParseCpuInfo(Amd)!;
        Assert.Equal("AMD EPYC", processor.Brand);
        Assert.Equal("family 25 model 17 stepping 1", processor.Model);
        Assert.True(processor.Virtualised);
        Assert.Equal(["sse4_1", "f16c", "fma", "avx2", "amx_int8"], processor.InstructionSets);
    }

    [Fact]
    public void An_x86_processor_without_the_flag_is_bare_metal() =>
        Assert.False(Processor.ParseCpuInfo(Amd.Replace(" hypervisor", "", StringComparison.Ordinal))!.Virtualised);

    [Fact]
    public void An_Arm_processor_is_its_codes_and_does_not_tell_whether_it_is_virtual()
    {
        var processor = Processor.ParseCpuInfo(Neoverse)!;
        Assert.Equal("Arm 0x41/0xd0c", processor.Brand);
        Assert.Equal("implementer 0x41 part 0xd0c variant 0x3 revision 1", processor.Model);
        Assert.Null(processor.Virtualised);
        Assert.Equal(["asimd", "asimddp", "i8mm"], processor.InstructionSets);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("processor : 0\nisa : rv64imafdc\n")]
    public void Anything_else_is_null(string? text) => Assert.Null(Processor.ParseCpuInfo(text));

    [Theory]
    [InlineData(0x00A10F11, "family 25 model 17 stepping 1")] // EPYC 9004
    [InlineData(0x000806F8, "family 6 model 143 stepping 8")] // Xeon of the fourth generation
    [InlineData(0x00000543, "family 5 model 4 stepping 3")]
    public void CPUID_gives_family_model_and_stepping(int signature, string model) =>
        Assert.Equal(model, Processor.FromCpuId(Instruction("Some CPU", signature, 0), onWindows: false).Model);

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(int.MinValue, false, true)]
    [InlineData(0, true, false)]
    [InlineData(int.MinValue, true, null)]
    public void A_hypervisor_seen_by_Windows_may_be_its_own(int features, bool onWindows, bool? virtualised) =>
        Assert.Equal(virtualised, Processor.FromCpuId(Instruction("x", 0, features), onWindows).Virtualised);

    [Fact]
    public void CPUID_spells_the_brand_in_three_leaves() =>
        Assert.Equal(
            "Intel(R) Xeon(R) Platinum 8480C",
            Processor.FromCpuId(Instruction("  Intel(R) Xeon(R) Platinum 8480C", 0, 0), onWindows: true).Brand);

    [Fact]
    public void A_processor_without_those_leaves_has_no_brand() =>
        Assert.Null(Processor.FromCpuId(_ => default, onWindows: true).Brand);

    private static Func<uint, (int, int, int, int)> Instruction(string brand, int signature, int features)
    {
        var bytes = new byte[48];
        Encoding.ASCII.GetBytes(brand, bytes);
        return leaf => leaf switch
        {
            0x80000000 => (unchecked((int)0x80000008), 0, 0, 0),
            1 => (signature, 0, features, 0),
            >= 0x80000002 and <= 0x80000004 => Words((int)(leaf - 0x80000002) * 16),
            _ => default,
        };

        (int, int, int, int) Words(int at) => (
            BitConverter.ToInt32(bytes, at), BitConverter.ToInt32(bytes, at + 4), BitConverter.ToInt32(bytes, at + 8), BitConverter.ToInt32(
                bytes, at + 12));
    }
}
