#!/usr/bin/env bash
# BenchmarkDotNet 0.15.8 in a program with DynamicCodeSupport=false, a documented switch of the SDK that keeps System.Text.Json from compiling
# accessors and so makes short programs start sooner. The program runs on CoreCLR with its just-in-time compiler, but BenchmarkDotNet takes it
# for one that was compiled ahead of time, and generates a project that is compiled so too, with a compiler from the feed of .NET's daily builds:
# without that feed every row is NA.
# A good engineer expects a switch about System.Reflection.Emit to change nothing of the toolchain that the benchmarks get.
# Seen: "[Host] : .NET 10.0.12, X64 NativeAOT x86-64-v3"; without the switch: "X64 RyuJIT".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <DynamicCodeSupport>$(DynamicCode)</DynamicCodeSupport>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="BenchmarkDotNet" Version="[0.15.8]" /></ItemGroup>
</Project>
XML
cat > Program.cs <<'CS'
using BenchmarkDotNet.Environments;
Console.WriteLine($"{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}: {HostEnvironmentInfo.GetCurrent().JitInfo}");
CS
for dynamic in true false; do
  dotnet build -c Release --verbosity quiet -p:DynamicCode=$dynamic -o out-$dynamic > build.log 2>&1 || { cat build.log; exit 2; }
  echo "DynamicCodeSupport=$dynamic: $(dotnet out-$dynamic/Finding.dll)"
done | tee seen
grep -q 'true: .*RyuJIT' seen && grep -q 'false: .*NativeAOT' seen || { echo "changed: the runtime is told as it is"; exit 1; }
