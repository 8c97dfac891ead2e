using EdgeReasoning.Inference;

namespace EdgeReasoning.Testing;

/// <summary>Counts the cells of KV memory that all sequences share: a fork has those of its source until it goes on by itself.</summary>
internal sealed class CellPool(int sequences, int capacity)
{
    private readonly List<int>[] _cells = [.. Enumerable.Range(0, sequences).Select(_ => new List<int>())];
    private readonly Dictionary<int, int> _holders = [];
    private int _next;

    public void Add(TokenBatch batch)
    {
        if (_holders.Count + batch.Count > capacity)
            throw new DecodeException($"The pool of {capacity} cells has no room for {batch.Count} more tokens than the {_holders.Count} it holds.", sequencesIntact: true);
        for (var row = 0; row < batch.Count; row++)
        {
            _holders[_next] = 1;
            _cells[batch.Sequences[row]].Add(_next++);
        }
    }

    public void Fork(int source, int target)
    {
        foreach (int cell in _cells[source]) _holders[cell]++;
        _cells[target].AddRange(_cells[source]);
    }

    public void Truncate(int sequence, int length)
    {
        List<int> cells = _cells[sequence];
        foreach (int cell in cells.Skip(length))
        {
            if (--_holders[cell] == 0) _holders.Remove(cell);
        }

        cells.RemoveRange(length, cells.Count - length);
    }
}
