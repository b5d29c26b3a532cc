using System.IO.Compression;
using System.Text;
using InferenceCost.Foundation.Files;
using ZstdSharp;

namespace InferenceCost.Tests.Foundation.Files;

public sealed class ZipListingTests
{
    [Fact]
    public void The_checksum_is_the_one_of_the_standard() => Assert.Equal(0xCBF43926u, Crc32.Of("123456789"u8));

    [Theory]
    [InlineData(CompressionLevel.NoCompression, 0)]
    [InlineData(CompressionLevel.SmallestSize, 8)]
    public void Archives_of_the_framework_are_read(CompressionLevel level, int method)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("a/b.json", level).Open();
            entry.Write(Text);
        }

        var listing = new ZipListing(archive);
        var item = Assert.Single(listing.Read());
        Assert.Equal(("a/b.json", method), (item.Name, item.Method));
        Assert.Equal(Text, listing.Unpack(item, Text.Length));
        Assert.Contains("more than", Refused(() => listing.Unpack(item, Text.Length - 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_packed_with_zstd_are_read()
    {
        using var archive = new MemoryStream(PackedWithZstd([("x.json", Text), ("y.json", "{}"u8.ToArray())]));
        var listing = new ZipListing(archive);
        var items = listing.Read();
        Assert.Equal(["x.json", "y.json"], items.Select(item => item.Name));
        Assert.Equal(Text, listing.Unpack(items[0], 1000));
        Assert.Equal("{}"u8.ToArray(), listing.Unpack(items[1], 1000));
    }

    [Fact]
    public void A_changed_content_does_not_pass_for_the_right_one()
    {
        var bytes = PackedWithZstd([("x.json", "{}"u8.ToArray())], method: 0);
        bytes[Array.IndexOf(bytes, (byte)'{')] = (byte)'[';
        using var archive = new MemoryStream(bytes);
        var listing = new ZipListing(archive);
        Assert.Contains("checksum", Refused(() => listing.Unpack(listing.Read()[0], 1000)), StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_that_lie_over_each_other_are_refused()
    {
        var bytes = PackedWithZstd([("x.json", Text)]);
        var end = bytes.Length - 22;
        var central = bytes[BitConverter.ToInt32(bytes, end + 16)..end];
        byte[] many = [.. bytes[..^(22 + central.Length)], .. Enumerable.Repeat(central, 50).SelectMany(entry => entry), .. bytes[end..]];
        BitConverter.TryWriteBytes(many.AsSpan(many.Length - 12), (short)50);
        BitConverter.TryWriteBytes(many.AsSpan(many.Length - 10), central.Length * 50);
        BitConverter.TryWriteBytes(many.AsSpan(many.Length - 6), bytes.Length - 22 - central.Length);
        BitConverter.TryWriteBytes(many.AsSpan(many.Length - 22 - (central.Length * 50) + 20), int.MaxValue);
        using var archive = new MemoryStream(many);
        Assert.Contains("longer than the archive", Refused(() => new ZipListing(archive).Read()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    [InlineData(300)]
    public void What_is_no_archive_is_refused(int length)
    {
        using var archive = new MemoryStream(new byte[length]);
        Assert.Contains("no directory", Refused(() => new ZipListing(archive).Read()), StringComparison.Ordinal);
    }

    /// <summary>An archive as Inspect writes it: the framework packs nothing with zstd.</summary>
    internal static byte[] PackedWithZstd(IReadOnlyList<(string Name, byte[] Content)> entries, short method = 93)
    {
        using var archive = new MemoryStream();
        using var central = new MemoryStream();
        using var writer = new BinaryWriter(archive);
        using var directory = new BinaryWriter(central);
        using var packer = new Compressor();
        foreach (var (name, content) in entries)
        {
            var packed = method == 93 ? packer.Wrap(content).ToArray() : content;
            var (label, offset) = (Encoding.UTF8.GetBytes(name), (int)archive.Length);
            directory.Write("PK\u0001\u0002"u8);
            directory.Write((short)63);
            foreach (var (target, signature) in new[] { (directory, false), (writer, true) })
            {
                target.Write(signature ? "PK\u0003\u0004"u8 : []);
                target.Write([63, 0, 0, 0]);
                target.Write(method);
                target.Write(0);
                target.Write(Crc32.Of(content));
                target.Write(packed.Length);
                target.Write(content.Length);
                target.Write((short)label.Length);
                target.Write((short)0);
            }

            directory.Write(new byte[10]);
            directory.Write(offset);
            directory.Write(label);
            writer.Write(label);
            writer.Write(packed);
            writer.Flush();
        }

        directory.Flush();
        var start = (int)archive.Length;
        writer.Write(central.ToArray());
        writer.Write("PK\u0005\u0006"u8);
        writer.Write(0);
        writer.Write((short)entries.Count);
        writer.Write((short)entries.Count);
        writer.Write((int)central.Length);
        writer.Write(start);
        writer.Write((short)0);
        writer.Flush();
        return archive.ToArray();
    }

    private static byte[] Text => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\": 1}, ", 20)));

    private static string Refused(Action act) => Assert.Throws<InvalidDataException>(act).Message;
}
