using InferenceCost.Benchmarks.Commands;
using InferenceCost.Benchmarks.Harnesses;
using InferenceCost.Runtime.Native;

// ONNX Runtime looks once, when it is loaded.
RuntimeTelemetry.TurnOff();

// Compiling accessors for JSON that are used once takes a third of what a short process takes; they are called by reflection instead.
// Not where BenchmarkDotNet may run (bench, its children, and run, which options without a command mean): it takes such a program for
// one that was compiled ahead of time (findings/benchmarkdotnet-takes-no-dynamic-code-for-native-aot.sh).
if (args is not ([] or ["run" or "bench" or ['-', ..], ..]))
{
    AppContext.SetSwitch("System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported", false);
}

// A worker is started before anything of the console, so that what it weighs is the runtime and the model.
return args is [WorkerCommand.Name] ? WorkerCommand.Serve()
    : TablesChild.IsAsked(args) ? TablesChild.Run(args)
    : await Shell.Invoke(args);
