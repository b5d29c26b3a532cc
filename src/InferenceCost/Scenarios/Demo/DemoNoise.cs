using System.Security.Cryptography;
using System.Text;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Scenarios.Demo;

/// <summary>Chance that comes out the same every time: each part of a demonstration draws from a stream that its own name seeds.</summary>
/// <param name="name">What the stream is for, such as a step and a model.</param>
public sealed class DemoNoise(string name)
{
    /// <summary>What the canary takes where nothing disturbs it, in nanoseconds.</summary>
    public const double Canary = 100_000;

    private readonly Random random = new(BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name))));

    /// <summary>A log-normal factor around 1, as times vary.</summary>
    /// <param name="spread">The standard deviation of its logarithm.</param>
    public double Factor(double spread) => Math.Exp(Normal.Sample(random, 0, spread));

    /// <summary>A number between 0 and 1, 1 excluded.</summary>
    public double Share() => random.NextDouble();

    /// <summary>A number from 0 on.</summary>
    /// <param name="end">The first that is too large.</param>
    public int Index(int end) => random.Next(end);
}
