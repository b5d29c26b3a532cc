using InferenceCost.Machine.Energy;
using InferenceCost.Tests.Machine.Facts;

namespace InferenceCost.Tests.Machine.Energy;

public sealed class ProcessorEnergyCounterTests : IDisposable
{
    private const long Range = 262_143_328_850;

    private readonly FakeTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void Packages_are_added_up_and_their_parts_are_not()
    {
        Zone("intel-rapl:0", "package-0", 1_000_000);
        Zone("intel-rapl:0:0", "core", 10);
        Zone("intel-rapl:0:1", "package-of-a-strange-kernel", 10);
        Zone("intel-rapl:1", "package-1", 5_000_000);
        Zone("intel-rapl:2", "psys", 10);
        Zone("intel-rapl-mmio:0", "package-0", 10);
        tree.With("sys/class/powercap/intel-rapl/enabled", "1\n");
        var counter = Open();
        Assert.Equal("processor packages (RAPL)", counter.Name);
        Assert.Equal(0, counter.Joules());

        Zone("intel-rapl:0", "package-0", 3_500_000);
        Zone("intel-rapl:0:0", "core", 900_000_000);
        Zone("intel-rapl:0:1", "package-of-a-strange-kernel", 900_000_000);
        Zone("intel-rapl:1", "package-1", 5_250_000);
        Zone("intel-rapl:2", "psys", 900_000_000);
        Zone("intel-rapl-mmio:0", "package-0", 900_000_000);
        Assert.Equal(2.75, counter.Joules());
        Assert.Equal(2.75, counter.Joules());
    }

    [Fact]
    public void Dies_of_a_package_are_counted_each()
    {
        Zone("intel-rapl:0", "package-0-die-0", 0);
        Zone("intel-rapl:10", "package-0-die-1", 0);
        var counter = Open();
        Zone("intel-rapl:0", "package-0-die-0", 1_000_000);
        Zone("intel-rapl:10", "package-0-die-1", 2_000_000);
        Assert.Equal(3.0, counter.Joules());
    }

    [Fact]
    public void Zones_are_found_through_the_links_that_the_kernel_makes()
    {
        const string Device = "sys/devices/virtual/powercap/intel-rapl/intel-rapl:0";
        tree.With($"{Device}/name", "package-0\n").With($"{Device}/energy_uj", "1\n").With($"{Device}/max_energy_range_uj", $"{Range}\n");
        Directory.CreateDirectory(Path.Combine(tree.Root, "sys/class/powercap"));
        Directory.CreateSymbolicLink(
            Path.Combine(tree.Root, "sys/class/powercap/intel-rapl:0"), "../../devices/virtual/powercap/intel-rapl/intel-rapl:0");
        Assert.Equal(0, Open().Joules());
    }

    [Fact]
    public void A_counter_that_goes_round_goes_on_each_package_with_its_own_range()
    {
        Zone("intel-rapl:0", "package-0", Range - 400_000);
        Zone("intel-rapl:1", "package-1", 65_000_000_000, 65_532_610_987);
        var counter = Open();
        Zone("intel-rapl:0", "package-0", 600_000);
        Assert.Equal(1.0, counter.Joules());
        Zone("intel-rapl:1", "package-1", 467_389_013, 65_532_610_987);
        Assert.Equal(1001.0, counter.Joules());
        Zone("intel-rapl:0", "package-0", Range);
        Zone("intel-rapl:0", "package-0", 0);
        Assert.Equal(1001.0 + ((Range - 600_000) / 1e6), counter.Joules(), 1e-6);
    }

    [Fact]
    public void A_machine_without_zones_says_so()
    {
        Assert.Contains("not visible", NoneBecause(), StringComparison.Ordinal);
        Zone("intel-rapl-mmio:0", "package-0", 1);
        Zone("intel-rapl:0:0", "core", 1);
        Assert.Contains("not visible", NoneBecause(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_a_package_among_its_zones_says_so()
    {
        Zone("intel-rapl:0", "psys", 1);
        tree.With("sys/class/powercap/intel-rapl:1/energy_uj", "1\n");
        Assert.Contains("none of a whole package", NoneBecause(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("energy_uj")]
    [InlineData("max_energy_range_uj")]
    public void One_package_that_may_not_be_read_closes_all(string file)
    {
        Zone("intel-rapl:0", "package-0", 1);
        Zone("intel-rapl:1", "package-1", 1);
        Close("intel-rapl:1", file);
        Assert.Contains($"may not be read by this user (/sys/class/powercap/intel-rapl:1/{file};", NoneBecause(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("12 uJ")]
    [InlineData("1e9")]
    [InlineData("99999999999999999999")]
    public void A_figure_that_is_no_number_is_a_reason_and_not_zero(string text)
    {
        Zone("intel-rapl:0", "package-0", 1);
        tree.With("sys/class/powercap/intel-rapl:0/energy_uj", text + "\n");
        Assert.Equal($"/sys/class/powercap/intel-rapl:0/energy_uj holds '{text}', which is no number of microjoules", NoneBecause());
    }

    [Fact]
    public void A_zone_that_vanishes_ends_the_count()
    {
        Zone("intel-rapl:0", "package-0", 1);
        Zone("intel-rapl:1", "package-1", 1);
        var counter = Open();
        Directory.Delete(Path.Combine(tree.Root, "sys/class/powercap/intel-rapl:1"), recursive: true);
        var e = Assert.Throws<EnergyCounterException>(() => counter.Joules());
        Assert.Equal("processor packages (RAPL): the processor's energy counter is gone (/sys/class/powercap/intel-rapl:1)", e.Message);
    }

    [Fact]
    public void A_zone_that_is_closed_or_broken_in_the_middle_ends_the_count()
    {
        Zone("intel-rapl:0", "package-0", 1000);
        var counter = Open();
        tree.With("sys/class/powercap/intel-rapl:0/energy_uj", "busy\n");
        Assert.Contains("holds 'busy'", Assert.Throws<EnergyCounterException>(() => counter.Joules()).Message, StringComparison.Ordinal);
        Close("intel-rapl:0", "energy_uj");
        Assert.Contains("may not be read", Assert.Throws<EnergyCounterException>(() => counter.Joules()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fall_that_the_range_cannot_explain_is_no_energy()
    {
        Zone("intel-rapl:0", "package-0", 5000, range: 1000);
        var counter = Open();
        Zone("intel-rapl:0", "package-0", 100, range: 1000);
        Assert.Contains(
            "fell from 5000 to 100", Assert.Throws<EnergyCounterException>(() => counter.Joules()).Message, StringComparison.Ordinal);
    }

    private void Zone(string zone, string name, long energy, long range = Range) => tree
        .With($"sys/class/powercap/{zone}/name", name + "\n")
        .With($"sys/class/powercap/{zone}/energy_uj", $"{energy}\n")
        .With($"sys/class/powercap/{zone}/max_energy_range_uj", $"{range}\n");

    /// <summary>
    /// Permissions do not stop an administrator, who may run these tests: a folder in the file's place cannot be read by anyone.
    /// </summary>
    private void Close(string zone, string file)
    {
        var path = Path.Combine(tree.Root, "sys/class/powercap", zone, file);
        File.Delete(path);
        Directory.CreateDirectory(path);
    }

    private ProcessorEnergyCounter Open()
    {
        var counter = ProcessorEnergyCounter.Open(tree.Files, out var reason);
        Assert.Null(reason);
        return counter!;
    }

    private string NoneBecause()
    {
        Assert.Null(ProcessorEnergyCounter.Open(tree.Files, out var reason));
        return reason!;
    }
}
