using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FastBertTokenizer;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Foundation.Text;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Inputs.Texts;

/// <summary>Texts as the token ids that a BERT-like model takes.</summary>
/// <param name="File">The archive with the arrays.</param>
/// <param name="Sentence">What was done and what it takes, in words.</param>
public sealed record TokenizedTexts(string File, string Sentence)
{
    /// <summary>What BERT's table of positions holds; a longer text is cut.</summary>
    public const int MostTokens = 512;

    /// <summary>Where archives lie.</summary>
    public static readonly string FolderName = Path.Combine("results", "texts");

    private const int FewestTokens = 3;
    private const string Padding = "[PAD]";
    private static readonly string[] Special = [Padding, "[UNK]", "[CLS]", "[SEP]"];

    /// <summary>
    /// Tokenises the texts of a file, into an archive in a folder of results whose name holds a hash of all that decides it.
    /// </summary>
    /// <param name="texts">A text file, one text a line, or <c>FILE:COLUMN</c> of a table.</param>
    /// <param name="vocabulary">The vocabulary: <c>vocab.txt</c>, one token a line, in the order of their ids.</param>
    /// <param name="most">The longest text in tokens; null for the longest that is there, up to <see cref="MostTokens"/>.</param>
    /// <param name="folder">Where the person stands: the archive lies in <see cref="FolderName"/> below it.</param>
    /// <exception cref="InputException">A file is missing or is no such file.</exception>
    public static TokenizedTexts Make(string texts, string vocabulary, int? most, string folder)
    {
        if (most is < FewestTokens or > 1 << 16)
        {
            throw new InputException(
                FormattableString.Invariant($"--tokens {most}: a text has {FewestTokens} tokens at least, with those that frame it"),
                FormattableString.Invariant($"use {FewestTokens} or more"));
        }

        var lines = Lines(texts);
        var (tokenizer, padding) = Open(vocabulary);
        var limit = most ?? MostTokens;
        var (ids, cut) = (new List<long[]>(lines.Length), 0);
        var started = Stopwatch.GetTimestamp();
        foreach (var line in lines)
        {
            ids.Add(tokenizer.Encode(line, limit).InputIds.ToArray());
        }

        var microseconds = Stopwatch.GetElapsedTime(started).TotalMicroseconds / lines.Length;
        cut = most is null ? lines.Index().Count(line => ids[line.Index].Length == limit
            && tokenizer.Encode(line.Item, 2 * limit).InputIds.Length > limit) : ids.Count(text => text.Length == limit);
        var length = most ?? ids.Max(text => text.Length);
        var file = Path.Combine(folder, FolderName, $"{Path.GetFileNameWithoutExtension(texts)}-{Key(lines, vocabulary, length)}.npz");
        if (!System.IO.File.Exists(file))
        {
            Directory.CreateDirectory(Path.Combine(folder, FolderName));
            TokenIdsFile.Write(file, ids, length, padding);
        }

        return new TokenizedTexts(file, string.Create(
            CultureInfo.InvariantCulture,
            $"{texts}: {lines.Length:N0} texts of {ids.Min(text => text.Length)} to {ids.Max(text => text.Length)} tokens (mean "
            + $"{ids.Average(text => text.Length):0.#}), "
            + $"padded to {length}{(cut == 0 ? "" : $", {cut:N0} of them as long as that or cut")}; "
            + $"tokenising took {microseconds:0.#} us a text, which is in no figure"));
    }

    private static string Key(string[] lines, string vocabulary, int length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{FileHash.Compute(vocabulary)} {length}\n"));
        foreach (var line in lines)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..10];
    }

    private static string[] Lines(string given)
    {
        var isColumn = !System.IO.File.Exists(given) && given.LastIndexOf(':') is > 0 and var at && System.IO.File.Exists(given[..at]);
        var lines = isColumn
            ? CsvTable.Read(given[..given.LastIndexOf(':')], CsvColumns.Join(given[(given.LastIndexOf(':') + 1)..]),
                TensorElementType.String, axes: 1).Texts!
            : Text(given);
        return lines.Length > 0 ? lines : throw new InputException($"{given}: holds no text", "write one text a line");
    }

    private static string[] Text(string path)
    {
        Require(path, "texts");
        try
        {
            return System.IO.File.ReadAllLines(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException)
        {
            throw new InputException($"{path}: is not UTF-8 text", "save it as UTF-8, one text a line");
        }
    }

    private static (BertTokenizer Tokenizer, long Padding) Open(string path)
    {
        Require(path, "vocabulary");
        var tokens = Text(path).Select(token => token.TrimEnd('\r')).ToList();
        if (Special.FirstOrDefault(token => !tokens.Contains(token)) is { } missing)
        {
            throw new InputException(
                $"{path}: is no vocabulary of a BERT tokenizer, {Quoted.Of(missing)} is not in it",
                "name vocab.txt of the model, one token a line");
        }

        // A vocabulary without capitals is one of an uncased model: "Cafe" would be unknown to it.
        var isUncased = tokens.Where(token => !token.StartsWith('[')).All(token => !token.Any(char.IsUpper));
        var tokenizer = new BertTokenizer();
        using var reader = new StringReader(string.Join('\n', tokens));
        tokenizer.LoadVocabulary(reader, convertInputToLowercase: isUncased);
        return (tokenizer, tokens.IndexOf(Padding));
    }

    private static void Require(string path, string what)
    {
        if (!System.IO.File.Exists(path))
        {
            throw new InputException(
                $"{path}: there is no such file of {what}", "check the path; it is taken relative to the current folder");
        }
    }
}
