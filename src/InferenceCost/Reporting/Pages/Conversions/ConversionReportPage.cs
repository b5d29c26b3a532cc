using InferenceCost.Conversions;
using InferenceCost.Foundation.Figures;
using InferenceCost.Onnx.Converting;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Conversions;

/// <summary>What became of a model's weights, and how the copy does beside its original.</summary>
public static class ConversionReportPage
{
    // Operators that take less of a call say nothing of what runs.
    private const double ShownShare = 0.01;

    /// <summary>Composes it.</summary>
    /// <param name="file">The copy's file.</param>
    /// <param name="to">What its weights became.</param>
    /// <param name="report">What became of them.</param>
    /// <param name="check">The copy beside its original; null where they were not compared.</param>
    /// <param name="whyNot">Why they were not.</param>
    public static Report Compose(string file, string to, ConversionReport report, CopyCheck? check, string? whyNot)
    {
        ArgumentNullException.ThrowIfNull(report);
        var size = Scale.OfBytes([report.BytesBefore, report.BytesAfter]);
        var page = new Page();
        page.Paragraph($"Wrote {Phrase.Code(file)}: {size.Format(report.BytesBefore)} {size.Symbol} became "
            + $"{size.Format(report.BytesAfter)} {size.Symbol}, {Figure.Ratio((double)report.BytesBefore / report.BytesAfter)} smaller.");
        page.Table(Converted(report, to, size));
        page.List(report.Left.Select(part => Phrase.Of(
            $"Left: {Tensors(part.Count)} of {Bytes(part.Bytes)}{(part.Count == 1 ? "," : ", the largest")} "
            + $"{part.Example}: {part.Reason}.")));
        Compared(page, check, whyNot);
        return new Report(page, () => new { File = Path.GetFullPath(file), Report = report, Check = check, NotChecked = whyNot });
    }

    private static Table Converted(ConversionReport report, string to, Scale size) => Table.Of(report.Converted)
        .Words("Operator", part => part.Operator)
        .Numbers("Tensors", part => Figure.Count(part.Count))
        .Words("From", _ => "fp32")
        .Words("To", part => part.Form)
        .Numbers($"Before, {size.Symbol}", part => size.Format(part.BytesBefore))
        .Numbers($"After, {size.Symbol}", part => size.Format(part.BytesAfter), legend: to == "fp16" ? null
            : "Before and after are bytes of the weights, scales included.");

    private static void Compared(Page page, CopyCheck? check, string? whyNot)
    {
        if (check is null)
        {
            page.Paragraph($"Not compared with the original: {whyNot ?? "it was not asked for"}.");
            return;
        }

        foreach (var warning in check.Warnings)
        {
            page.Quote($"{Phrase.Bold("Careful")}: {warning}.");
        }

        page.Paragraph($"Beside the original, one thread, made-up inputs ({check.Shapes}): {Time(check.Time)} {Answers(check.Agreement)}");
        page.Paragraph($"What ran in a call of the copy: {string.Join(", ", check.Ran.Where(item => item.Share >= ShownShare).Select(
            item => $"{item.Operator} {Figure.Count(item.Nodes)} ({Figure.Percent(item.Share, 0)} of the time)"))}.");
    }

    private static Phrase Time(CopyTime time)
    {
        var scale = Scale.OfNanoseconds([1e6 * time.Original, 1e6 * time.Copy]);
        return Phrase.Of($"{scale.Format(1e6 * time.Original)} {scale.Symbol} became {scale.Format(1e6 * time.Copy)} {scale.Symbol} "
            + $"{(time.IsProcessorTime ? "of processor time a call" : "a call")}, "
            + $"{Figure.Ratio(Math.Max(time.Ratio, 1 / time.Ratio))} {(time.Ratio < 1 ? "more" : "less")} (lower quartiles of "
            + $"{Figure.Count(time.Pairs)} calls in turns; a look, not a measurement).");
    }

    private static Phrase Answers(CopyAgreement agreement)
    {
        var apart = agreement.Difference is { } difference
            ? Phrase.Of(
                $"On {Figure.Count(agreement.Inputs)} inputs the outputs differ by at most {Figure.ThreeDigits(difference.Largest)} "
                    + $"where the largest is {Figure.ThreeDigits(difference.Scale)}")
            : Phrase.Of($"No output is of floating point");
        return agreement.Share is { } share
            ? Phrase.Of($"{apart}; the largest number of a row stands in the same place in {Figure.Count(agreement.SameLargest)} of "
                + $"{Figure.Count(agreement.Rows)} rows ({Figure.Percent(share, 1)}).")
            : Phrase.Of($"{apart}.");
    }

    private static string Tensors(int count) => FormattableString.Invariant($"{count:N0} tensor{(count == 1 ? "" : "s")}");

    private static string Bytes(long bytes) => Scale.OfBytes([bytes]) is var scale ? $"{scale.Format(bytes)} {scale.Symbol}" : "";
}
