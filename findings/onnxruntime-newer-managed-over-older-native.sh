#!/usr/bin/env bash
# Microsoft.ML.OnnxRuntime.Managed 1.32.0 over the native library of 1.31.1: the managed part asks for version 31 of the C interface although the
# header of its own release says 32, so an older native library that another package brought is taken without a word. What then runs is 1.31.1.
# A good engineer expects the exception that other pairs of versions give ("The requested API version is not available").
# Seen: "asked for 1.32.0, got 1.31.1".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.ML.OnnxRuntime.Managed" Version="[1.32.0]" />
    <PackageReference Include="System.Numerics.Tensors" Version="[9.0.19]" />
    <PackageDownload Include="Microsoft.ML.OnnxRuntime" Version="[1.31.1]" />
  </ItemGroup>
  <Target Name="OlderNative" AfterTargets="Build">
    <Copy SourceFiles="$(NuGetPackageRoot)microsoft.ml.onnxruntime/1.31.1/runtimes/linux-x64/native/libonnxruntime.so" DestinationFolder="$(OutDir)" />
  </Target>
</Project>
XML
cat > Program.cs <<'CS'
using Microsoft.ML.OnnxRuntime;
Environment.SetEnvironmentVariable("ORT_DISABLE_TELEMETRY", "1");
var managed = typeof(InferenceSession).Assembly.GetName().Version!;
Console.WriteLine($"asked for {managed.Major}.{managed.Minor}.{managed.Build}, got {OrtEnv.Instance().GetVersionString()}");
CS
seen=$(ORT_DISABLE_TELEMETRY=1 dotnet run -c Release --verbosity quiet)
echo "$seen"
grep -q '^asked for .*, got 1\.31\.1$' <<< "$seen" || { echo "changed: the older library was taken"; exit 1; }
