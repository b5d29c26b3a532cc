#:package FastBertTokenizer
// Definitions, one a line, to token ids, one line each, cut at a length: dotnet run tokenise.cs -- VOCABULARY TEXTS IDS LENGTH
using FastBertTokenizer;

var tokenizer = new BertTokenizer();
using (var vocabulary = new StreamReader(args[0]))
{
    tokenizer.LoadVocabulary(vocabulary, convertInputToLowercase: true);
}

var length = int.Parse(args[3]);
using var target = new StreamWriter(args[2]) { NewLine = "\n" };
foreach (var text in File.ReadLines(args[1]))
{
    target.WriteLine(string.Join(' ', tokenizer.Encode(text, maximumTokens: length).InputIds.ToArray()));
}
