using InferenceCost.Runtime.Native;
using InferenceCost.Benchmarks.Commands;

// ONNX Runtime looks once, when it is loaded.
RuntimeTelemetry.TurnOff();

// A worker is started before anything of the console, so that what it weighs is the runtime and the model.
return args is [WorkerCommand.Name] ? WorkerCommand.Serve() : await Shell.Invoke(args);
