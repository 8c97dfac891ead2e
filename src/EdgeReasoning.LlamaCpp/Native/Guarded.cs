using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>Room for a struct that native code returns by value, and for more behind it: a library whose struct has grown writes into the
/// margin instead of over the caller's stack, and is then found out by its defaults.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Guarded<T> where T : unmanaged
{
    public T Value;
    public GuardMargin Margin;
}

/// <summary>The room behind.</summary>
[InlineArray(Length)]
internal struct GuardMargin
{
    public const int Length = 512;
    private byte _first;
}
