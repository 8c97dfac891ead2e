using System.Text;
using EdgeReasoning.Prompts;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Prompts;

/// <summary>A model file is not to be trusted: whatever its template does, it ends, and with nothing but a <see cref="TemplateException"/>.</summary>
public sealed class HostileTemplateTests
{
    private static readonly ChatTemplateOptions s_tight = new() { MaxSteps = 50_000, MaxCharacters = 100_000, TimeProvider = new StandingClock() };

    private static IEnumerable<TestCaseData> Bombs()
    {
        yield return new("endless loop", "{% for i in range(10 ** 9) %}x{% endfor %}");
        yield return new("nested loops", "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}");
        yield return new("widest range", "{{ range(-9223372036854775807, 9223372036854775807)|length }}");
        yield return new("text times a billion", "{{ 'x' * 1000000000 }}");
        yield return new("text times more than 64 bits", "{{ 'xxxx' * 9223372036854775807 }}");
        yield return new("list times a billion", "{{ [1] * 1000000000 }}");
        yield return new("power", "{{ 9 ** 9 ** 9 ** 9 }}");
        yield return new("doubling text", "{% set ns = namespace(s='x') %}{% for i in range(64) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}{{ ns.s }}");
        yield return new("doubling list", "{% set ns = namespace(l=[1]) %}{% for i in range(64) %}{% set ns.l = ns.l + ns.l %}{% endfor %}");
        yield return new("shared lists", "{% set ns = namespace(l=['x']) %}{% for i in range(64) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}");
        yield return new("shared lists compared", "{% set ns = namespace(a=['x'], b=['x']) %}{% for i in range(64) %}{% set ns.a = [ns.a, ns.a] %}{% set ns.b = [ns.b, ns.b] %}{% endfor %}{{ ns.a == ns.b }}");
        yield return new("shared lists as JSON", "{% set ns = namespace(l=['x']) %}{% for i in range(64) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l|tojson }}");
        yield return new("deep list", "{% set ns = namespace(l=[]) %}{% for i in range(9000) %}{% set ns.l = [ns.l] %}{% endfor %}{{ ns.l }}");
        yield return new("list that holds itself", "{% set l = [] %}{% set _ = l.append(l) %}{{ l }}");
        yield return new("list that holds itself as JSON", "{% set l = [] %}{% set _ = l.append(l) %}{{ l|tojson }}");
        yield return new("lists that hold themselves compared", "{% set l = [] %}{% set m = [] %}{% set _ = l.append(l) %}{% set _ = m.append(m) %}{{ l == m }}");
        yield return new("dictionary that holds itself", "{% set d = {} %}{% set _ = d.update(a=d) %}{{ d }}");
        yield return new("endless macro", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}");
        yield return new("macros that call each other", "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}");
        yield return new("endless default", "{% macro m(a=m()) %}{% endmacro %}{{ m() }}");
        yield return new("endless caller", "{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{% endmacro %}{{ m() }}");
        yield return new("replacement", "{{ ('a' * 90000)|replace('a', 'b' * 90000) }}");
        yield return new("replacement of nothing", "{{ ('a' * 90000).replace('', 'b' * 90000) }}");
        yield return new("joining", "{{ ('b' * 90000).join(['a'] * 9000) }}");
        yield return new("indentation", "{{ ('\\n' * 90000)|indent(90000, blank=true) }}");
        yield return new("indentation of JSON", "{{ [[1]]|tojson(indent=2000000000) }}");
        yield return new("long output", "{% set x = 'x' * 90000 %}{% for i in range(1000) %}{{ x }}{% endfor %}");
        yield return new("quadratic search", "{% set x = 'a' * 90000 %}{% for i in range(20000) %}{% if 'b' in x %}{% endif %}{% endfor %}");
        yield return new("unique items", "{{ range(40000)|unique|list|length }}");
        yield return new("sorting", "{% for i in range(1000) %}{% set _ = range(1000)|sort %}{% endfor %}");
        yield return new("format", "{{ '%.99f' % 1e308 * 9000 }}");
        yield return new("step of a slice", "{{ [1, 2, 3][::0] }}");
        yield return new("remainder of the least integer", "{{ (-9223372036854775807 - 1) // -1 }}");
        yield return new("negative of the least integer", "{{ -(-9223372036854775807 - 1) }}");
        yield return new("parentheses", new string('(', 100_000) + "1" + new string(')', 100_000), "{{ ", " }}");
        yield return new("brackets", new string('[', 100_000), "{{ ", " }}");
        yield return new("braces", string.Concat(Enumerable.Repeat("{'a':", 50_000)), "{{ ", " }}");
        yield return new("signs", new string('-', 100_000) + "1", "{{ ", " }}");
        yield return new("nots", string.Concat(Enumerable.Repeat("not ", 100_000)) + "x", "{{ ", " }}");
        yield return new("sums", "1" + string.Concat(Enumerable.Repeat(" + 1", 100_000)), "{{ ", " }}");
        yield return new("attributes", "messages" + string.Concat(Enumerable.Repeat("[0:]", 100_000)), "{{ ", " }}");
        yield return new("filters", "'x'" + string.Concat(Enumerable.Repeat("|upper", 100_000)), "{{ ", " }}");
        yield return new("conditions", string.Concat(Enumerable.Repeat("1 if 0 else ", 100_000)) + "2", "{{ ", " }}");
        yield return new("tests", "1" + string.Concat(Enumerable.Repeat(" is eq 1", 100_000)), "{{ ", " }}");
        yield return new("test in test", string.Concat(Enumerable.Repeat("1 is eq (", 100_000)), "{{ ", " }}");
        yield return new("blocks", string.Concat(Enumerable.Repeat("{% if 1 %}", 50_000)), "", "");
        yield return new("loops", string.Concat(Enumerable.Repeat("{% for i in [1] %}", 50_000)), "", "");
        yield return new("targets", new string('(', 100_000) + "a", "{% for ", " in [1] %}{% endfor %}");
    }

    [TestCaseSource(nameof(Bombs))]
    public void Render_Bomb_IsRefused(string name, string template, string before = "", string after = "")
    {
        TemplateException? refusal = Assert.Throws<TemplateException>(() => ChatTemplate.Parse(before + template + after).Render([], s_tight), name);
        Assert.That(refusal!.Line, Is.GreaterThanOrEqualTo(1));
    }

    [TestCase("{{ 'a")]
    [TestCase("{{ a")]
    [TestCase("{% if a")]
    [TestCase("{# a")]
    [TestCase("{% raw %}a")]
    [TestCase("{{ 'a\\")]
    [TestCase("{{ '\\x4' }}")]
    [TestCase("{{ '\\UFFFFFFFF' }}")]
    [TestCase("{{ 99999999999999999999 }}")]
    [TestCase("{%")]
    [TestCase("{{-")]
    [TestCase("{%-")]
    public void Parse_Unterminated_IsRefused(string template) =>
        Assert.That(() => ChatTemplate.Parse(template), Throws.InstanceOf<TemplateException>());

    [Test]
    public void Render_DeepStack_IsRefusedOnASmallStack()
    {
        Exception? failure = null;
        string deep = string.Concat(Enumerable.Repeat("{% if 1 %}", 90)) + "{% macro m() %}" + new string('(', 90) + "{{ m() }}";
        string recursive = "{% macro m() %}{% if 1 %}{% for i in [1] %}{{ [[[[[[m()]]]]]] }}{% endfor %}{% endif %}{% endmacro %}{{ m() }}";
        var thread = new Thread(() =>
        {
            Assert.That(() => ChatTemplate.Parse(deep), Throws.InstanceOf<TemplateException>());
            try { ChatTemplate.Parse(recursive).Render([], s_tight); }
            catch (TemplateException exception) { failure = exception; }
        }, maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(failure, Is.InstanceOf<TemplateException>());
    }

    /// <summary>Ten seeds of 10,000 templates each: bytes changed, removed, doubled and moved between families.</summary>
    [Test]
    public void Render_MutatedTemplates_EndWithTextOrRefusal([Range(1, 10)] int seed)
    {
        var random = new Random(seed);
        string[] sources = [.. GoldenData.Families.Select(GoldenData.Template)];
        ChatMessage[] messages = [ChatMessage.System("Be brief."), ChatMessage.User("Hi"), ChatMessage.Assistant("<think>a</think>b", "c"), ChatMessage.User("Bye")];
        int rendered = 0;
        for (int i = 0; i < 10_000; i++)
        {
            string template = Mutate(random, sources);
            try
            {
                ChatTemplate.Parse(template).Render(messages, s_tight);
                rendered++;
            }
            catch (TemplateException)
            {
                // Refusing is a fine end; anything else fails the test.
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}, template {i}: {exception}\n{template}");
            }
        }
        Assert.That(rendered, Is.InRange(1, 9_999), "mutations that always or never render test little");
    }

    private static string Mutate(Random random, string[] sources)
    {
        var text = new StringBuilder(sources[random.Next(sources.Length)]);
        for (int changes = random.Next(1, 6); changes > 0; changes--)
        {
            int at = random.Next(text.Length);
            int length = Math.Min(random.Next(1, 20), text.Length - at);
            switch (random.Next(5))
            {
                case 0: text[at] = "{}%#-+|.,()[]'\"\\ \n09azé\uD83D"[random.Next(24)]; break;
                case 1 when text.Length > length: text.Remove(at, length); break;
                case 2: text.Insert(random.Next(text.Length), text.ToString(at, length)); break;
                case 3:
                    string other = sources[random.Next(sources.Length)];
                    int start = random.Next(other.Length);
                    text.Insert(at, other.AsSpan(start, Math.Min(random.Next(1, 60), other.Length - start)));
                    break;
                default: text.Insert(at, random.Next(-3, 1000)); break;
            }
        }
        return text.ToString();
    }
}
