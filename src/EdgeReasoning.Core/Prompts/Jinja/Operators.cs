using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja;

/// <summary>What values are and how they compare, as Python has it.</summary>
internal static class Operators
{
    public static bool IsTrue(object? value) => value switch
    {
        null or Undefined => false,
        bool truth => truth,
        string text => text.Length > 0,
        long integer => integer != 0,
        double real => real != 0,
        ListValue list => list.Items.Count > 0,
        MapValue map => map.Items.Count > 0,
        _ => true,
    };

    public static string TypeName(object? value) => value switch
    {
        null => "None",
        Undefined => "undefined",
        bool => "bool",
        string => "str",
        long => "int",
        double => "float",
        ListValue list => list.IsTuple ? "tuple" : "list",
        MapValue => "dict",
        NamespaceValue => "namespace",
        _ => "function",
    };

    public static bool AreEqual(Budget budget, object? left, object? right)
    {
        switch (left, right)
        {
            case (string a, string b):
                budget.ChargeText(Math.Min(a.Length, b.Length));
                return string.Equals(a, b, StringComparison.Ordinal);
            case (null, null) or (Undefined, Undefined):
                return true;
            case (ListValue a, ListValue b):
                return a.IsTuple == b.IsTuple && ListsEqual(budget, a.Items, b.Items);
            case (MapValue a, MapValue b):
                return MapsEqual(budget, a, b);
            default:
                return Arithmetic.TryReal(left, out double x) && Arithmetic.TryReal(right, out double y)
                    ? x == y && (left is double || right is double || Arithmetic.Integer(left) == Arithmetic.Integer(right))
                    : ReferenceEquals(left, right);
        }
    }

    public static int Compare(Budget budget, object? left, object? right)
    {
        switch (left, right)
        {
            case (Undefined undefined, _):
                throw undefined.Error();
            case (_, Undefined undefined):
                throw undefined.Error();
            case (string a, string b):
                budget.ChargeText(Math.Min(a.Length, b.Length));
                return string.CompareOrdinal(a, b);
            case (ListValue a, ListValue b) when a.IsTuple == b.IsTuple:
                return CompareLists(budget, a.Items, b.Items);
            default:
                if (!Arithmetic.TryReal(left, out double x) || !Arithmetic.TryReal(right, out double y))
                    throw new JinjaException($"a {TypeName(left)} and a {TypeName(right)} have no order");
                return left is double || right is double ? x.CompareTo(y) : Arithmetic.Integer(left).CompareTo(Arithmetic.Integer(right));
        }
    }

    public static bool Contains(Budget budget, object? container, object? item)
    {
        switch (container)
        {
            case string text when item is string part:
                budget.ChargeText(text.Length);
                return text.Contains(part, StringComparison.Ordinal);
            case ListValue list:
                foreach (object? element in list.Items)
                {
                    budget.Charge(1);
                    if (AreEqual(budget, element, item)) return true;
                }
                return false;
            case MapValue map:
                return map.TryGet(item, out _);
            case Undefined:
                return false;
            default:
                throw new JinjaException($"'in' cannot look for a {TypeName(item)} in a {TypeName(container)}");
        }
    }

    /// <summary>The items that a loop or a filter goes over: those of a list, keys of a dictionary, characters of a text.</summary>
    public static List<object?> Iterate(Budget budget, object? value)
    {
        switch (value)
        {
            case ListValue list:
                budget.Charge(list.Items.Count);
                return list.Items;
            case MapValue map:
                budget.Charge(map.Items.Count);
                return [.. map.Items.Keys];
            case string text:
                budget.Charge(text.Length);
                return CodePoints.Split(text);
            case Undefined:
                return [];
            default:
                throw new JinjaException($"a {TypeName(value)} is not a list");
        }
    }

    private static bool ListsEqual(Budget budget, List<object?> left, List<object?> right)
    {
        budget.Enter();
        bool equal = left.Count == right.Count;
        for (int i = 0; equal && i < left.Count; i++)
        {
            budget.Charge(1);
            equal = AreEqual(budget, left[i], right[i]);
        }
        budget.Leave();
        return equal;
    }

    private static bool MapsEqual(Budget budget, MapValue left, MapValue right)
    {
        if (left.Items.Count != right.Items.Count) return false;
        budget.Enter();
        bool equal = true;
        foreach ((object key, object? value) in left.Items)
        {
            budget.Charge(1);
            equal = right.TryGet(key, out object? other) && AreEqual(budget, value, other);
            if (!equal) break;
        }
        budget.Leave();
        return equal;
    }

    private static int CompareLists(Budget budget, List<object?> left, List<object?> right)
    {
        budget.Enter();
        int order = left.Count.CompareTo(right.Count);
        for (int i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            budget.Charge(1);
            if (AreEqual(budget, left[i], right[i])) continue;
            order = Compare(budget, left[i], right[i]);
            break;
        }
        budget.Leave();
        return order;
    }
}
