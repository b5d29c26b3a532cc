using InferenceCost.Running.Planning;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Energy;
using InferenceCost.Scenarios.MachinePeak;
using InferenceCost.Scenarios.Probe;

namespace InferenceCost.Tests.Running.Planning;

/// <summary>Two families on the processor and on two plugins of which one is named as NVIDIA's provider is.</summary>
public sealed class RunPlannerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_machines_own_limits_are_planned_once_on_the_processor_however_many_families_and_providers_there_are() => Assert.Equal(
        ["limits/f/cpu/b1/0", "limits/f/cpu/b1/1"],
        Make().Steps.Where(step => step.Scenario == MachinePeakScenario.Name).Select(step => step.Id));

    [Fact]
    public void What_a_device_lacks_is_told_provider_by_provider_and_once_however_many_families_run_there()
    {
        var plan = Make();
        var devices = plan.Dropped.Where(item => item.Metric is "limits" or "energy").ToList();
        (string, string?)[] always = [("limits", "webgpu"), ("energy", "webgpu"), ("limits", "cuda")];
        Assert.Equal(always, devices.Take(always.Length).Select(item => (item.Metric, item.Provider)));
        Assert.Equal(
            ["the products that find the limits are sized for processors: no share of a limit is known",
                "which counter meters this provider's device is not known"],
            devices.Take(2).Select(item => item.Reason));

        // Whether energy is missing on CUDA too depends on the machine; the reason is then why its counters are not there.
        var isMetered = plan.Steps.Any(step => step is { Scenario: EnergyScenario.Name, Provider: "cuda" });
        Assert.Equal(isMetered ? 3 : 4, devices.Count);
        Assert.All(devices.Skip(3), item => Assert.Equal(("energy", "cuda"), (item.Metric, item.Provider)));
        Assert.All(devices.Skip(3), item => Assert.NotEqual(devices[1].Reason, item.Reason));
        Assert.DoesNotContain(plan.Steps, step => step is { Scenario: EnergyScenario.Name, Provider: "webgpu" });
    }

    private Plan Make()
    {
        folder.Write("plugin.so", "");
        var request = new RunRequest
        {
            Providers = ["cpu", "webgpu", "cuda"],
            ProviderLibraries = [$"webgpu={folder.File("plugin.so")}", $"cuda={folder.File("plugin.so")}"],
            BudgetSeconds = 1e6,
        };
        var parts = request.Providers.SelectMany(provider => new[] { "f", "g" }.Select(family => new PlanRequest
        {
            Family = family, Provider = provider, Teacher = "t", Students = ["s"], Callers = 2,
        })).ToList();
        var finished = parts.SelectMany(ProbeScenario.Before).Select(step => new FinishedStep(step, 1, FakeAnswers.Of(step)));
        return new RunPlanner(request, parts, finished.ToDictionary(step => step.Step.Id)).Make(0);
    }
}
