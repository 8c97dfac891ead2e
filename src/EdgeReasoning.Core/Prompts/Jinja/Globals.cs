using EdgeReasoning.Prompts.Jinja.Methods;
using EdgeReasoning.Prompts.Jinja.Values;

namespace EdgeReasoning.Prompts.Jinja;

/// <summary>The functions that every chat template may call.</summary>
internal static class Globals
{
    private static readonly Function s_range = new("range", Range);
    private static readonly Function s_namespace = new("namespace", Namespace);
    private static readonly Function s_dict = new("dict", (frame, arguments) => MapMethods.FromArguments(frame.Budget, arguments));
    private static readonly Function s_raise = new("raise_exception", (frame, arguments) =>
        throw new JinjaException("it refuses: " + ValueText.Of(frame.Budget, arguments.Get(0, "message", ""))));
    private static readonly Function s_now = new("strftime_now", (frame, arguments) =>
        Strftime.Format(frame.Budget, frame.TimeProvider.GetLocalNow(), arguments.Text(0, "format")));

    public static Scope Create()
    {
        var scope = new Scope(null);
        scope.Set("range", s_range);
        scope.Set("namespace", s_namespace);
        scope.Set("dict", s_dict);
        scope.Set("raise_exception", s_raise);
        scope.Set("strftime_now", s_now);
        return scope;
    }

    private static ListValue Range(Frame frame, Arguments arguments)
    {
        bool hasStart = arguments.Positional.Count > 1;
        long start = hasStart ? Bound(arguments, 0) : 0;
        long stop = Bound(arguments, hasStart ? 1 : 0);
        long step = arguments.Positional.Count > 2 ? Bound(arguments, 2) : 1;
        if (step == 0) throw new JinjaException("the step of 'range' is 0");
        // In 128 bits: the distance of two 64-bit bounds can be more than 63.
        Int128 distance = step > 0 ? (Int128)stop - start : (Int128)start - stop;
        Int128 stride = Int128.Abs(step);
        Int128 count = distance <= 0 ? 0 : (distance + stride - 1) / stride;
        frame.Budget.Charge((long)Int128.Min(count, int.MaxValue));
        var items = new List<object?>((int)count);
        for (long i = 0; i < (long)count; i++) items.Add(start + i * step);
        return new(items);
    }

    private static long Bound(Arguments arguments, int index) => arguments.Get(index, "stop") switch
    {
        long integer => integer,
        bool truth => truth ? 1 : 0,
        Undefined undefined => throw undefined.Error(),
        _ => throw Arguments.NotOf("stop", "an integer"),
    };

    private static NamespaceValue Namespace(Frame frame, Arguments arguments)
    {
        var space = new NamespaceValue();
        foreach ((object key, object? value) in MapMethods.FromArguments(frame.Budget, arguments).Items)
            space.Attributes[key as string ?? throw new JinjaException("attributes of a namespace have names of text")] = value;
        return space;
    }
}
