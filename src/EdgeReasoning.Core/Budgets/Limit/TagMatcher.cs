namespace EdgeReasoning.Budgets;

/// <summary>Finds any of several sequences of tokens in a stream (Knuth, Morris and Pratt 1977). Empty sequences match nothing.</summary>
internal sealed class TagMatcher
{
    private readonly int[][] _tags;
    private readonly int[][] _borders;
    private readonly int[] _matched;

    public TagMatcher(params int[][] tags)
    {
        _tags = [.. tags.Where(tag => tag.Length > 0)];
        _borders = [.. _tags.Select(Borders)];
        _matched = new int[_tags.Length];
    }

    private TagMatcher(TagMatcher other) => (_tags, _borders, _matched) = (other._tags, other._borders, [.. other._matched]);

    /// <summary>Takes a token.</summary>
    /// <returns>Whether a tag ends with it.</returns>
    public bool Advance(int token)
    {
        bool found = false;
        for (int i = 0; i < _tags.Length; i++)
        {
            int[] tag = _tags[i];
            int at = _matched[i];
            while (at > 0 && tag[at] != token) at = _borders[i][at - 1];
            if (tag[at] == token) at++;
            found |= at == tag.Length;
            _matched[i] = at == tag.Length ? _borders[i][at - 1] : at;
        }
        if (found) Reset();
        return found;
    }

    /// <summary>Forgets what has been matched in part.</summary>
    public void Reset() => Array.Clear(_matched);

    /// <summary>A matcher that goes on from here by itself.</summary>
    public TagMatcher Clone() => new(this);

    private static int[] Borders(int[] tag)
    {
        int[] borders = new int[tag.Length];
        for (int i = 1, border = 0; i < tag.Length; i++)
        {
            while (border > 0 && tag[i] != tag[border]) border = borders[border - 1];
            if (tag[i] == tag[border]) border++;
            borders[i] = border;
        }
        return borders;
    }
}
