namespace InferenceCost.Architectures.Layers;

/// <summary>The width multiplier of the MobileNets, and how widths are rounded: to eights, never more than a tenth down.</summary>
/// <param name="Percent">The multiplier in percent; 100 is the published network.</param>
internal readonly record struct MobileNetWidth(int Percent)
{
    private const int Multiple = 8;

    /// <summary>Reads the hyper-parameter <c>widthPercent</c> (100).</summary>
    public static MobileNetWidth Read(HyperParameters given) => new(given.Size("widthPercent", 100));

    /// <summary>A published width, scaled and rounded (Sandler et al. 2018; <c>_make_divisible</c> in the authors' code).</summary>
    public int Of(int channels) => Rounded(channels * Percent / 100.0);

    /// <summary>A width rounded to eights.</summary>
    public static int Rounded(double channels)
    {
        var rounded = Math.Max(Multiple, (int)(channels + Multiple / 2.0) / Multiple * Multiple);
        return rounded < 0.9 * channels ? rounded + Multiple : rounded;
    }
}
