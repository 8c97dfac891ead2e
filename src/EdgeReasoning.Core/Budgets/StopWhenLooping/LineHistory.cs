namespace EdgeReasoning.Budgets;

/// <summary>Counts equal lines among the last ones, by their hashes (FNV-1a, 64 bits).</summary>
internal sealed class LineHistory(int repeats)
{
    private const int Lines = 64, ShortestLine = 8;
    private const ulong Basis = 14695981039346656037, Prime = 1099511628211;

    private readonly ulong[] _hashes = new ulong[Lines];
    private ulong _hash = Basis;
    private int _length, _count;

    /// <summary>Takes more of the text.</summary>
    /// <returns>Whether a line has ended that stands there often enough.</returns>
    public bool Add(ReadOnlySpan<byte> text)
    {
        bool loops = false;
        foreach (byte b in text)
        {
            if (b != '\n')
            {
                _hash = (_hash ^ b) * Prime;
                _length++;
                continue;
            }
            if (_length >= ShortestLine)
            {
                _hashes[_count++ % Lines] = _hash;
                loops |= _hashes.AsSpan(0, Math.Min(_count, Lines)).Count(_hash) >= repeats;
            }
            _hash = Basis;
            _length = 0;
        }
        return loops;
    }
}
