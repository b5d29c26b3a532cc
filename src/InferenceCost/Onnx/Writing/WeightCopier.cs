using InferenceCost.Onnx.Reading;

namespace InferenceCost.Onnx.Writing;

/// <summary>Makes weights a piece at a time and hands the pieces on: memory for one piece, whatever the size of the model.</summary>
internal sealed class WeightCopier(CancellationToken cancellation)
{
    private const int PieceBytes = 1 << 20;

    private readonly byte[] piece = new byte[PieceBytes];

    public void Copy(StreamedTensor weight, Stream target)
    {
        var elementBytes = ElementTypes.Bytes(weight.Type);
        var perPiece = PieceBytes / elementBytes / weight.Granule * weight.Granule;
        for (var first = 0L; first < weight.Elements; first += perPiece)
        {
            cancellation.ThrowIfCancellationRequested();
            var content = piece.AsSpan(0, (int)Math.Min(perPiece, weight.Elements - first) * elementBytes);
            weight.Fill(first, content);
            target.Write(content);
        }
    }
}
