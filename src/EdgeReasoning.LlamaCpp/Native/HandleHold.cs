using System.Runtime.InteropServices;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>Keeps a handle open while a pointer into what it owns is in use, even where another thread disposes it.</summary>
internal ref struct HandleHold
{
    private readonly SafeHandle _handle;
    private readonly bool _held;

    /// <summary>Holds it.</summary>
    /// <exception cref="ObjectDisposedException">It is disposed.</exception>
    public HandleHold(SafeHandle handle)
    {
        _handle = handle;
        handle.DangerousAddRef(ref _held);
    }

    public readonly void Dispose()
    {
        if (_held) _handle.DangerousRelease();
    }
}
