#!/usr/bin/env bash
# Microsoft.ML.OnnxRuntime 1.32.0: an output that was bound to a device, and not to memory, is allocated by the first call and then kept as if
# the caller had bound that memory. Where its size depends on the values (NonZero, detectors), the next call with another number of rows is
# refused. A good engineer expects that BindOutputToDevice leaves the allocation to every call, as its documentation says for shapes that are
# not known; the output has to be bound anew before each call.
# Seen: "first call: 1x2", "second call: refused, OrtValue provided for output 'places' has shape {1,2}", "bound anew: 1x3".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.ML.OnnxRuntime" Version="[1.32.0]" />
    <PackageReference Include="System.Numerics.Tensors" Version="[9.0.19]" />
  </ItemGroup>
</Project>
XML
cat > Program.cs <<'CS'
using Microsoft.ML.OnnxRuntime;

// places = NonZero(x), x of four numbers.
var model = Convert.FromBase64String(
    "CAgSADpFChQKAXgSBnBsYWNlcyIHTm9uWmVybxIBZ1oPCgF4EgoKCAgBEgQKAggEYhkKBnBsYWNlcxIPCg0IBxIJCgIIAQoDEgFLQgQKABAN");
using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
using var session = new InferenceSession(model, options);
using var run = new RunOptions();
using var binding = session.CreateIoBinding();
float[] x = [1, 1, 0, 0];
using var input = OrtValue.CreateTensorValueFromMemory(x, [4]);
binding.BindInput("x", input);
binding.BindOutputToDevice("places", OrtMemoryInfo.DefaultInstance);
Call("first call");
x[2] = 1;
Call("second call");
binding.BindOutputToDevice("places", OrtMemoryInfo.DefaultInstance);
Call("bound anew");

void Call(string name)
{
    try
    {
        session.RunWithBinding(run, binding);
        using var values = binding.GetOutputValues();
        Console.WriteLine($"{name}: {string.Join('x', values[0].GetTensorTypeAndShape().Shape)}");
    }
    catch (OnnxRuntimeException error)
    {
        var shape = error.Message.Contains("has shape {1,2}", StringComparison.Ordinal) ? "has shape {1,2}" : error.Message;
        Console.WriteLine($"{name}: refused, OrtValue provided for output 'places' {shape}");
    }
}
CS
seen=$(ORT_DISABLE_TELEMETRY=1 dotnet run -c Release --verbosity quiet)
echo "$seen"
grep -qx 'first call: 1x2' <<< "$seen" || { echo "changed: the first call"; exit 1; }
grep -q '^second call: refused' <<< "$seen" || { echo "changed: the second call was refused"; exit 1; }
grep -qx 'bound anew: 1x3' <<< "$seen" || { echo "changed: an output that is bound anew has any size"; exit 1; }
