namespace EdgeReasoning.Pareto;

/// <summary>
/// The non-dominated points of a plane, as a staircase: x ascends, y descends. A treap (Seidel and Aragon, 1996) over x in one array,
/// threaded in order; search, insertion and removal take O(log n) expected, stepping to a neighbour O(1).
/// </summary>
/// <remarks>Keeping the staircase a staircase is the caller's: <see cref="Insert"/> and <see cref="Remove"/> do as told.</remarks>
internal sealed class StaircaseTree
{
    public const int None = -1;

    private Node[] _nodes = new Node[16];
    private int _used;
    private int _root = None;
    private int _first = None;
    private int _free = None;
    private uint _priority = 0x9E3779B9;

    /// <summary>The node with the smallest x, or <see cref="None"/>.</summary>
    public int First => _first;

    public double X(int node) => _nodes[node].X;

    public double Y(int node) => _nodes[node].Y;

    /// <summary>What the caller put into the node.</summary>
    public int Item(int node) => _nodes[node].Item;

    /// <summary>The node with the next larger x, or <see cref="None"/>.</summary>
    public int Next(int node) => _nodes[node].Next;

    /// <summary>The node with the next smaller x, or <see cref="None"/>.</summary>
    public int Previous(int node) => _nodes[node].Previous;

    public void Clear()
    {
        _used = 0;
        _root = _first = _free = None;
    }

    /// <summary>The node with the largest x that is not above the given one, or <see cref="None"/>.</summary>
    public int Floor(double x)
    {
        Node[] nodes = _nodes;
        int floor = None;
        int node = _root;
        while (node >= 0)
        {
            ref readonly Node current = ref nodes[node];
            if (current.X <= x)
            {
                floor = node;
                node = current.Right;
            }
            else
            {
                node = current.Left;
            }
        }

        return floor;
    }

    /// <summary>Whether a point of the staircase is at most the given one on both axes.</summary>
    public bool Covers(double x, double y)
    {
        int floor = Floor(x);
        return floor >= 0 && _nodes[floor].Y <= y;
    }

    /// <summary>Adds a point that is not covered, and removes those that it covers.</summary>
    public void Add(double x, double y)
    {
        int floor = Floor(x);
        if (floor >= 0 && _nodes[floor].X == x)
        {
            int covered = floor;
            floor = _nodes[floor].Previous;
            Remove(covered);
        }

        for (int next = After(floor); next >= 0 && _nodes[next].Y >= y; next = After(floor))
            Remove(next);
        Insert(x, y, floor, item: 0);
    }

    /// <summary>The node after the given one; the first after <see cref="None"/>.</summary>
    public int After(int node) => node >= 0 ? _nodes[node].Next : _first;

    /// <summary>Adds a node.</summary>
    /// <param name="x">Equal to no other node's.</param>
    /// <param name="y">Any.</param>
    /// <param name="floor">The node with the next smaller x, or <see cref="None"/>.</param>
    /// <param name="item">The caller's.</param>
    public int Insert(double x, double y, int floor, int item)
    {
        int node = Allocate();
        Node[] nodes = _nodes;
        int next = After(floor);
        uint priority = NextPriority();
        nodes[node] = new Node { X = x, Y = y, Item = item, Priority = priority, Previous = floor, Next = next };
        if (floor >= 0)
            nodes[floor].Next = node;
        else
            _first = node;
        if (next >= 0)
            nodes[next].Previous = node;

        ref int link = ref _root;
        while (link >= 0 && nodes[link].Priority >= priority)
            link = ref (x < nodes[link].X ? ref nodes[link].Left : ref nodes[link].Right);

        int rest = link;
        link = node;
        ref int left = ref nodes[node].Left;
        ref int right = ref nodes[node].Right;
        while (rest >= 0)
        {
            if (nodes[rest].X < x)
            {
                left = rest;
                left = ref nodes[rest].Right;
                rest = left;
            }
            else
            {
                right = rest;
                right = ref nodes[rest].Left;
                rest = right;
            }
        }

        left = None;
        right = None;
        return node;
    }

    /// <summary>Takes a node out.</summary>
    public void Remove(int node)
    {
        Node[] nodes = _nodes;
        (int previous, int next, double x) = (nodes[node].Previous, nodes[node].Next, nodes[node].X);
        if (previous >= 0)
            nodes[previous].Next = next;
        else
            _first = next;
        if (next >= 0)
            nodes[next].Previous = previous;

        ref int link = ref _root;
        while (link != node)
            link = ref (x < nodes[link].X ? ref nodes[link].Left : ref nodes[link].Right);

        int left = nodes[node].Left;
        int right = nodes[node].Right;
        while (left >= 0 && right >= 0)
        {
            if (nodes[left].Priority >= nodes[right].Priority)
            {
                link = left;
                link = ref nodes[left].Right;
                left = link;
            }
            else
            {
                link = right;
                link = ref nodes[right].Left;
                right = link;
            }
        }

        link = left >= 0 ? left : right;
        nodes[node].Next = _free;
        _free = node;
    }

    private int Allocate()
    {
        if (_free >= 0)
        {
            int node = _free;
            _free = _nodes[node].Next;
            return node;
        }

        if (_used == _nodes.Length)
            Array.Resize(ref _nodes, _used * 2);
        return _used++;
    }

    // xorshift32 (Marsaglia, 2003): the shape of the tree depends on the history of calls alone.
    private uint NextPriority()
    {
        _priority ^= _priority << 13;
        _priority ^= _priority >> 17;
        _priority ^= _priority << 5;
        return _priority;
    }

    private struct Node
    {
        public double X;
        public double Y;
        public int Left;
        public int Right;
        public int Previous;
        public int Next;
        public int Item;
        public uint Priority;
    }
}
