namespace EdgeReasoning.Performance;

/// <summary>One memory of a tegrastats line, <c>RAM</c>, <c>SWAP</c> or <c>IRAM</c>. Absent is null.</summary>
/// <param name="Name">Its name.</param>
/// <param name="UsedBytes">Bytes in use.</param>
/// <param name="TotalBytes">Bytes there are.</param>
/// <param name="LargestFreeBlocks">Number of free blocks of the largest size.</param>
/// <param name="LargestFreeBlockBytes">That size.</param>
/// <param name="CachedBytes">Bytes of swap that are cached.</param>
public readonly record struct TegrastatsMemory(
    string Name, long UsedBytes, long TotalBytes, long? LargestFreeBlocks, long? LargestFreeBlockBytes, long? CachedBytes);
