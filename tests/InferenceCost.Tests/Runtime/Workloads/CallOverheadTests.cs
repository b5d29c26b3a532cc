using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceCost.Families.Catalog;
using InferenceCost.Measuring;
using InferenceCost.Runtime.Native;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Machine.Memory;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Tests.Runtime.Workloads;

/// <summary>
/// A workload's time against a C loop over the same function, on the same session and buffers, in the same process, block by block in
/// turns. The test leaves room for a noisy machine; it prints what it measured.
/// </summary>
[Collection(nameof(AloneInTheProcess))]
public sealed unsafe class CallOverheadTests(ITestOutputHelper output)
{
    private const int RunWithBindingSlot = 133;
    private const int Launches = 12;
    private const int Pairs = 15;

    [Theory]
    [InlineData("relu")]
    [InlineData("separable-8k")]
    [InlineData("plain-95k")]
    public void A_call_costs_what_it_costs_from_C(string model)
    {
        using var folder = new TemporaryFolder();
        var library = Compile(folder.File("run_loop.so"));
        var loop = (delegate* unmanaged<nint, nint, nint, nint, int, long>)NativeLibrary.GetExport(NativeLibrary.Load(library), "run_loop");
        using var loaded = Load(model);
        using var workload = BoundWorkload.Bind(loaded, new InputSource().Open(loaded.Session).Batch(0, 1));
        var (session, options, binding) =
            (NativeApi.Handle(loaded.Session), Recording(workload).Options.DangerousGetHandle(), Binding(workload).DangerousGetHandle());
        var run = NativeApi.Function(RunWithBindingSlot);
        var clock = new MonotonicClock();
        var calls = Block.Calls(Warmup.Run(workload, 10e6, clock), 5e6);

        var fastest = double.PositiveInfinity;
        var ratios = Enumerable.Range(0, Launches).Select(_ =>
        {
            var managed = new double[Pairs];
            var native = new double[Pairs];
            for (var pair = 0; pair < Pairs; pair++)
            {
                if (pair % 2 == 0)
                {
                    managed[pair] = Block.Run(workload, calls, clock);
                }

                native[pair] = (double)loop(run, session, options, binding, calls) / calls;
                if (pair % 2 == 1)
                {
                    managed[pair] = Block.Run(workload, calls, clock);
                }
            }

            fastest = Math.Min(fastest, native.Min());
            return Ratios.LaunchLogRatio(managed, native);
        }).ToArray();

        var overhead = Ratios.OfLaunches(ratios);
        output.WriteLine(FormattableString.Invariant(
            $"{model}: managed over C {overhead.Estimate:0.0000} ({overhead.Low:0.0000} to {overhead.High:0.0000}) of {fastest:0} ns"));
        Assert.True(overhead.Low < 1.1, "the interval shows a call to cost more than a tenth above the same call from C");
    }

    /// <summary>The smallest thing that can be run, or a model of the bundled family.</summary>
    private static LoadedModel Load(string model)
    {
        if (model == "relu")
        {
            return LoadedModel.Load(TinyModels.Relu().ToByteArray(), new CpuProvider(), new SessionSettings());
        }

        var family = FamilyFile.Load(Path.Combine(ModelsFolder.Find(null, null, AppContext.BaseDirectory), "fashion-mnist"));
        return LoadedModel.Load(family.PathOf($"{model}.onnx"), new CpuProvider(), new SessionSettings());
    }

    private static string Compile(string library)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the C side is built with cc on Linux only");
        using var compiler = TryStart(
            "cc", ["-O2", "-shared", "-fPIC", "-o", library, Path.Combine(AppContext.BaseDirectory, "Runtime", "Workloads", "run_loop.c")]);
        Assert.SkipWhen(compiler is null, "no C compiler (cc) is installed");
        compiler!.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
        return library;
    }

    private static Process? TryStart(string program, string[] arguments)
    {
        try
        {
            return Process.Start(program, arguments);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "binding")]
    private static extern ref OrtIoBinding Binding(BoundWorkload workload);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "noRecording")]
    private static extern ref GraphRecording Recording(BoundWorkload workload);
}
