using EdgeReasoning.Inference;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>The arrays behind a <see cref="LlamaBatch"/>, made once. Pinned and collected: a decode that is still running when its context
/// is disposed keeps them.</summary>
internal sealed unsafe class NativeBatch
{
    private readonly int[] _tokens;
    private readonly int[] _positions;
    private readonly int[] _sequences;
    private readonly int[] _sequenceCounts;
    private readonly nint[] _sequencePointers;
    private readonly sbyte[] _wantsLogits;

    public NativeBatch(int capacity)
    {
        _tokens = GC.AllocateArray<int>(capacity, pinned: true);
        _positions = GC.AllocateArray<int>(capacity, pinned: true);
        _sequences = GC.AllocateArray<int>(capacity, pinned: true);
        _sequenceCounts = GC.AllocateArray<int>(capacity, pinned: true);
        _sequencePointers = GC.AllocateArray<nint>(capacity, pinned: true);
        _wantsLogits = GC.AllocateArray<sbyte>(capacity, pinned: true);
        Array.Fill(_sequenceCounts, 1);
        for (int row = 0; row < capacity; row++) _sequencePointers[row] = (nint)Pointer(_sequences) + row * sizeof(int);
    }

    /// <summary>Rows that were copied last.</summary>
    public int Count { get; private set; }

    /// <summary>The sequences of the rows that were copied last.</summary>
    public ReadOnlySpan<int> Sequences => _sequences.AsSpan(0, Count);

    /// <summary>Whether logits were wanted for a row that was copied last.</summary>
    public bool HasLogits(int row) => (uint)row < (uint)Count && _wantsLogits[row] != 0;

    /// <summary>Forgets the rows.</summary>
    public void Clear() => Count = 0;

    /// <summary>Copies a batch that fits, and returns it as llama.cpp wants it.</summary>
    public LlamaBatch Copy(TokenBatch batch)
    {
        Count = batch.Count;
        batch.Tokens.CopyTo(_tokens);
        batch.Positions.CopyTo(_positions);
        batch.Sequences.CopyTo(_sequences);
        ReadOnlySpan<bool> wants = batch.WantsLogits;
        for (int row = 0; row < wants.Length; row++) _wantsLogits[row] = wants[row] ? (sbyte)1 : (sbyte)0;
        return new LlamaBatch
        {
            Count = Count,
            Tokens = Pointer(_tokens),
            Positions = Pointer(_positions),
            SequenceCounts = Pointer(_sequenceCounts),
            Sequences = (int**)Pointer(_sequencePointers),
            WantsLogits = Pointer(_wantsLogits),
        };
    }

    private static T* Pointer<T>(T[] pinned) where T : unmanaged =>
        (T*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(pinned));
}
