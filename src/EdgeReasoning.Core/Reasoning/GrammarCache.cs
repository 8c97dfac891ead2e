using EdgeReasoning.Inference;

namespace EdgeReasoning.Reasoning;

/// <summary>The grammars that an engine's requests are held to: reading one takes time, and the same ones come again and again. Safe from several threads.</summary>
internal sealed class GrammarCache(IInferenceModel model) : IDisposable
{
    private const int Most = 16;

    // The last used first.
    private readonly LinkedList<(string Text, ITokenGrammar Grammar)> _entries = new();
    private bool _disposed;

    /// <summary>A grammar at its start, to be forked by traces and changed by none.</summary>
    /// <exception cref="NotSupportedException">The backend has no grammars.</exception>
    /// <exception cref="ArgumentException">The backend refuses this one.</exception>
    public ITokenGrammar Get(GbnfGrammar grammar)
    {
        lock (_entries)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            for (LinkedListNode<(string Text, ITokenGrammar Grammar)>? node = _entries.First; node is not null; node = node.Next)
            {
                if (node.Value.Text != grammar.Text) continue;
                _entries.Remove(node);
                _entries.AddFirst(node);
                return node.Value.Grammar;
            }

            ITokenGrammar made = model.CreateGrammar(grammar);
            _entries.AddFirst((grammar.Text, made));
            // A request may still use the one that goes: the backend frees it with the last reference.
            if (_entries.Count > Most) _entries.RemoveLast();
            return made;
        }
    }

    public void Dispose()
    {
        lock (_entries)
        {
            _disposed = true;
            foreach ((_, ITokenGrammar grammar) in _entries) grammar.Dispose();
            _entries.Clear();
        }
    }
}
