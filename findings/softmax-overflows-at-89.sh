#!/usr/bin/env bash
# System.Numerics.Tensors 9.0.19 and 11.0.0: TensorPrimitives.SoftMax does not subtract the largest value before it exponentiates, so that a float
# of 89 or more, an ordinary logit of a classifier, gives NaN for its own class and 0 for the others. No exception, no warning.
# Seen: "88: 1 1.6458113E-38" and "89: NaN 0", with both versions. The usual softmax gives 1 and 0 there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Program.cs <<'CS'
using System.Numerics.Tensors;
foreach (var logit in new[] { 88f, 89f })
{
    float[] logits = [logit, 1], shares = new float[2];
    TensorPrimitives.SoftMax<float>(logits, shares);
    Console.WriteLine(FormattableString.Invariant($"{logit}: {shares[0]} {shares[1]}"));
}
CS
for version in 9.0.19 11.0.0; do
    cat > finding.csproj <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="System.Numerics.Tensors" Version="[$version]" /></ItemGroup>
</Project>
XML
    seen=$(dotnet run -c Release --verbosity quiet)
    printf '%s\n%s\n' "System.Numerics.Tensors $version" "$seen"
    grep -q '^88: 1 ' <<< "$seen" || { echo "changed: 88 was fine"; exit 1; }
    grep -q '^89: NaN 0$' <<< "$seen" || { echo "changed: 89 gave NaN and 0"; exit 1; }
done
