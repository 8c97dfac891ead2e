using System.Text;

namespace EdgeReasoning.Fuzz.Mutation;

/// <summary>Makes GGUF files from those of a corpus: keys and tensors are removed, doubled, exchanged and moved between files, numbers go to their
/// borders, and last some bytes change and the end is cut off.</summary>
public sealed class GgufMutator
{
    private const int HeaderBytes = 24;
    private readonly GgufPieces[] _corpus;

    /// <param name="corpus">Whole and valid files.</param>
    public GgufMutator(IReadOnlyList<byte[]> corpus) => _corpus = [.. corpus.Select(GgufPieces.Of)];

    /// <summary>Makes a file.</summary>
    public byte[] Next(Random random)
    {
        GgufPieces pieces = Pick(random, _corpus);
        List<GgufRecord> keys = [.. pieces.Keys], tensors = [.. pieces.Tensors];
        for (int changes = random.Next(5); changes > 0; changes--)
        {
            GgufPieces other = Pick(random, _corpus);
            if (random.Next(4) == 0) Change(random, tensors, other.Tensors);
            else Change(random, keys, other.Keys);
        }

        byte[] file = Join(random, pieces, keys, tensors);
        if (random.Next(4) == 0) Damage(random, file);
        return random.Next(8) == 0 ? file[..random.Next(file.Length + 1)] : file;
    }

    private static void Change(Random random, List<GgufRecord> records, IReadOnlyList<GgufRecord> others)
    {
        int at = random.Next(records.Count + 1);
        switch (random.Next(8))
        {
            case 0 when at < records.Count: records.RemoveAt(at); break;
            case 1 when at < records.Count: records.Insert(random.Next(records.Count), records[at]); break;
            case 2 when others.Count > 0: records.Insert(at, Pick(random, others)); break;
            case 3 when at < records.Count:
                int with = random.Next(records.Count);
                (records[at], records[with]) = (records[with], records[at]);
                break;
            default:
                if (at < records.Count) records[at] = records[at].WithNumber(random);
                break;
        }
    }

    private static byte[] Join(Random random, GgufPieces pieces, List<GgufRecord> keys, List<GgufRecord> tensors)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file, Encoding.UTF8);
        writer.Write("GGUF"u8);
        writer.Write(pieces.Version);
        writer.Write((long)tensors.Count);
        writer.Write((long)keys.Count);
        foreach (GgufRecord record in keys.Concat(tensors)) writer.Write(record.Bytes);
        while (file.Length % 32 != 0) writer.Write((byte)0);
        writer.Write(pieces.Data);
        byte[] bytes = file.ToArray();
        // Version and counts lie now and then.
        if (random.Next(32) == 0) GgufRecord.Overwrite(bytes.AsSpan(random.Next(3) switch { 0 => 4..8, 1 => 8..16, _ => 16..HeaderBytes }), random);
        return bytes;
    }

    private static void Damage(Random random, byte[] file)
    {
        for (int changes = random.Next(1, 9); changes > 0; changes--)
        {
            int at = random.Next(file.Length);
            if (random.Next(2) == 0) file[at] = (byte)random.Next(256);
            else GgufRecord.Overwrite(file.AsSpan(at, Math.Min(1 << random.Next(4), file.Length - at)), random);
        }
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
