#!/usr/bin/env bash
# Microsoft.ML.OnnxRuntime 1.32.0 on Linux: creating the environment alone writes a device id and a database below $XDG_CACHE_HOME and starts a thread
# that has the name of the one that loaded the library. OrtEnv.DisableTelemetryEvents(), which the documentation names, stops neither; the environment
# variable ORT_DISABLE_TELEMETRY=1 stops both, where it stands before the process starts. So does CI=true (or GITHUB_ACTIONS, TF_BUILD, JENKINS_URL,
# ...), which no documentation names: what is tested or measured in continuous integration is then not the process that users run.
# Seen: plain: 2 files; disabled by the call: 2 files; with the variable: 0 files; with CI=true: 0 files.
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
var environment = OrtEnv.Instance();
if (args is ["disable"]) { environment.DisableTelemetryEvents(); }
Thread.Sleep(2000);
CS
dotnet build -c Release --verbosity quiet > /dev/null
look() {
    local home; home=$(mktemp -d "$folder/home.XXXX")
    env -u ORT_DISABLE_TELEMETRY -u CI -u TF_BUILD -u GITHUB_ACTIONS -u GITLAB_CI -u CIRCLECI -u TRAVIS -u JENKINS_URL -u CODEBUILD_BUILD_ID \
        -u BUILDKITE -u TEAMCITY_VERSION -u APPVEYOR -u BITBUCKET_BUILD_NUMBER HOME="$home" XDG_CACHE_HOME="$home/cache" DOTNET_CLI_HOME="$home" "$@" > /dev/null
    { find "$home/cache" -type f -path '*onnxruntime*' 2> /dev/null || true; } | wc -l
}
program=$(find bin -name finding.dll | head -n 1)
plain=$(look dotnet "$program"); called=$(look dotnet "$program" disable); variable=$(look env ORT_DISABLE_TELEMETRY=1 dotnet "$program")
integration=$(look env CI=true dotnet "$program")
echo "files: plain $plain, DisableTelemetryEvents $called, ORT_DISABLE_TELEMETRY=1 $variable, CI=true $integration"
[ "$plain" -gt 0 ] && [ "$called" -gt 0 ] && [ "$variable" -eq 0 ] && [ "$integration" -eq 0 ] || { echo "changed"; exit 1; }
