using System.Net;
using System.Net.Sockets;
using InferenceCost.Families.Sources.Packages;
using InferenceCost.Foundation;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace InferenceCost.Tests.Families.Sources.Packages;

public sealed class PackageFeedTests : IDisposable
{
    private static readonly PackageIdentity Tiny = new(PackagedFamily.Package, NuGetVersion.Parse(PackagedFamily.Version));

    private readonly PackagedFamily tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task Progress_is_told_at_every_quarter()
    {
        using var target = new MemoryStream();
        var told = new List<long>();
        var counted = new CountedStream(target, 400, told.Add);
        var buffer = new byte[90];
        for (var piece = 0; piece < 5; piece++)
        {
            await counted.WriteAsync(buffer, TestContext.Current.CancellationToken);
        }

        Assert.Equal([180, 270, 360], told);
        Assert.Equal(450, target.Length);
    }

    [Fact]
    public async Task A_disk_that_is_full_is_not_said_to_be_a_fault_of_the_source()
    {
        using var full = new FullStream();
        var counted = new CountedStream(full, 400, _ => { });
        var failure = await Assert.ThrowsAsync<IOException>(
            () => Feed().DownloadAsync(Tiny, counted, TestContext.Current.CancellationToken));
        Assert.Equal(FullStream.Words, failure.Message);
    }

    [Fact]
    public async Task A_source_that_wants_credentials_is_said_to()
    {
        using var server = new HttpListener();
        var address = FreeAddress();
        server.Prefixes.Add(address);
        server.Start();
        var answering = AnswerAsync(server);
        tiny.Configure(PackagedFamily.Configuration(
            $"""<add key="private" value="{address}index.json" protocolVersion="3" allowInsecureConnections="true" />"""));
        using var target = new MemoryStream();
        var fault = await Assert.ThrowsAsync<InputException>(
            () => Feed().DownloadAsync(Tiny, new CountedStream(target, 400, _ => { }), TestContext.Current.CancellationToken));
        Assert.StartsWith("package Tiny.Models.1.2.3 could not be fetched (private: ", fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("the source wants credentials: ", fault.Fix, StringComparison.Ordinal);
        server.Stop();
        await answering;
    }

    private PackageFeed Feed() => new(tiny.Models);

    /// <summary>A place on this machine that nobody listens at.</summary>
    private static string FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return FormattableString.Invariant($"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}/");
    }

    private static async Task AnswerAsync(HttpListener server)
    {
        try
        {
            while (true)
            {
                var asked = await server.GetContextAsync();
                asked.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
                asked.Response.Close();
            }
        }
        catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
        {
            Assert.False(server.IsListening);
        }
    }

    /// <summary>A stream that nothing can be written to.</summary>
    private sealed class FullStream : MemoryStream
    {
        public const string Words = "No space left on device";

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException(Words);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException(Words);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            throw new IOException(Words);
    }
}
