#!/usr/bin/env bash
# Microsoft.ML.Tokenizers 2.0.1: its BertTokenizer leaves out the characters < > = + ^ ~ | $ and the backtick, which BERT's own rules make tokens of
# their own and which the vocabulary holds, so that "a < b" and "a > b" become the same ids. No [UNK] and no warning: a comparison of
# models on such texts is one on other texts. (Known as issue 7725 of dotnet/machinelearning.) FastBertTokenizer 1.2.6 gives them as tokens.
# Seen: "Microsoft.ML.Tokenizers: 2 5 6 3 | 2 5 6 3" and "FastBertTokenizer: 2 5 7 6 3 | 2 5 8 6 3" for "a < b" and "a > b".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > finding.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.ML.Tokenizers" Version="[2.0.1]" />
    <PackageReference Include="FastBertTokenizer" Version="[1.2.6]" />
  </ItemGroup>
</Project>
XML
printf '%s\n' '[PAD]' '[UNK]' '[CLS]' '[SEP]' '[MASK]' a b '<' '>' > vocab.txt
cat > Program.cs <<'CS'
string[] texts = ["a < b", "a > b"];
var one = Microsoft.ML.Tokenizers.BertTokenizer.Create("vocab.txt");
Console.WriteLine($"Microsoft.ML.Tokenizers: {string.Join(" | ", texts.Select(text => string.Join(' ', one.EncodeToIds(text))))}");
var other = new FastBertTokenizer.BertTokenizer();
using var vocabulary = new StreamReader("vocab.txt");
other.LoadVocabulary(vocabulary, convertInputToLowercase: true);
Console.WriteLine($"FastBertTokenizer: {string.Join(" | ", texts.Select(text => string.Join(' ', other.Encode(text).InputIds.ToArray())))}");
CS
seen=$(dotnet run -c Release --verbosity quiet)
echo "$seen"
grep -qx 'Microsoft.ML.Tokenizers: 2 5 6 3 | 2 5 6 3' <<< "$seen" || { echo "changed: the symbols were left out"; exit 1; }
grep -qx 'FastBertTokenizer: 2 5 7 6 3 | 2 5 8 6 3' <<< "$seen" || { echo "changed: the symbols were tokens"; exit 1; }
