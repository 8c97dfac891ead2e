namespace EdgeReasoning.Scaling;

/// <summary>The mean confidence of the last tokens, one group after the other. The same sums in the same order, online and offline.</summary>
internal sealed class GroupWindow(int size)
{
    private readonly float[] _values = new float[size];
    private double _sum;
    private int _next;

    public int Count { get; private set; }

    public bool IsFull => Count == size;

    /// <summary>The mean of the group that ends here; of what there is, before the first is full.</summary>
    public double Mean => _sum / Count;

    public void Add(float confidence)
    {
        _sum += confidence - (IsFull ? _values[_next] : 0.0);
        _values[_next] = confidence;
        _next = (_next + 1) % size;
        if (Count < size) Count++;
    }
}
