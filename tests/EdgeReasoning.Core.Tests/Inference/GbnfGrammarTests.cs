using EdgeReasoning.Inference;
using EdgeReasoning.Testing;
using NUnit.Framework;

namespace EdgeReasoning.Core.Tests.Inference;

public sealed class GbnfGrammarTests
{
    [TestCase("root ::= \"yes\" | \"no\"", "no", true)]
    [TestCase("root ::= \"yes\" | \"no\"", "yesno", false)]
    [TestCase("root ::= ( \"a\"\n | \"b\" )+ # comment\n\nunused ::= [^x-z]", "abba", true)]
    [TestCase("root ::= \"\\x41\\u00e9\\U0001F600\\n\\\"\\\\\"", "Aé😀\n\"\\", true)]
    [TestCase("root ::= [a\\]\\[-]{2}", "]-", true)]
    [TestCase("root ::= [^a-c\\n]{ 1 , 2 }", "dd", true)]
    [TestCase("root ::= [^a-c\\n]{ 1 , 2 }", "db", false)]
    [TestCase("root ::= \"ab\"{3}", "ababab", true)]
    [TestCase("root ::= \"ab\"{3}", "abab", false)]
    [TestCase("root ::= \"(\" root? \")\"", "((()))", true)]
    [TestCase("root ::= \"(\" root? \")\"", "((())", false)]
    [TestCase("root ::=\n  a |\n  .{2,}\na ::= \"\"", "", true)]
    public void Parse_Grammar_MeansWhatLlamaCppTakesItFor(string grammar, string text, bool isOne) =>
        Assert.That(GbnfMatcher.Matches(GbnfGrammar.Parse(grammar), text), Is.EqualTo(isOne));

    [TestCase("start ::= \"a\"", "no rule 'root'")]
    [TestCase("root ::= other", "no rule 'other'")]
    [TestCase("root ::= \"a\"\nroot ::= \"b\"", "twice (line 2, column 1)")]
    [TestCase("root = \"a\"", "needs ::=")]
    [TestCase("root ::= \"a", "never closed")]
    [TestCase("root ::= [a", "never closed")]
    [TestCase("root ::= [z-a]", "backwards")]
    [TestCase("root ::= []", "empty set")]
    [TestCase("root ::= (\"a\"", "never closed")]
    [TestCase("root ::= \"a\" )", "needs a new line")]
    [TestCase("root ::= *", "repeats nothing")]
    [TestCase("root ::= \"a\"{2000}", "2000 times")]
    [TestCase("root ::= \"a\"{99999999999999999999}", "times")]
    [TestCase("root ::= \"a\"{3,2}", "below its lowest")]
    [TestCase("root ::= \"a\"{0}", "no times")]
    [TestCase("root ::= \"\\q\"", "an escape")]
    [TestCase("root ::= \"\\x4\"", "hexadecimal")]
    [TestCase("root ::= <[12]>", "names a token")]
    [TestCase("root ::= root \"a\" | \"a\"", "recurses to the left")]
    [TestCase("root ::= a root \"b\" | \"c\"\na ::= b\nb ::= \"\"", "recurses to the left")]
    [TestCase("root ::= \"a\" root", "never comes to an end")]
    [TestCase("root ::= (\"a\" | \"\")*", "may be empty")]
    [TestCase("root ::= \"x\" (\"a\"*){2,}", "may be empty")]
    [TestCase("root ::= \"a\0\"", "zero character")]
    [TestCase(" ", "whitespace")]
    public void Parse_WhatWouldNotWork_IsRefusedWithThePlace(string grammar, string message) =>
        Assert.That(() => GbnfGrammar.Parse(grammar), Throws.ArgumentException.With.Message.Contains(message));

    [Test]
    public void Parse_WhatWouldExhaustTheProcess_IsRefused()
    {
        string deep = "root ::= " + new string('(', 100) + "\"a\"" + new string(')', 100);
        string ways = "root ::= r0\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"r{i} ::= r{i + 1} | r{i + 1}\n")) + "r40 ::= \"a\"";
        string chain = "root ::= r0\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"r{i} ::= r{i + 1}\n")) + "r2000 ::= \"a\"";
        string large = "root ::= " + string.Join(' ', Enumerable.Repeat("(\"" + new string('a', 1000) + "\"){1000}", 1)) + "\n" + "b ::= \"" + new string('b', 1100) + "\"{1000}";
        string rules = "root ::= \"a\"\n" + string.Concat(Enumerable.Range(0, 6000).Select(i => $"r{i} ::= \"a\"\n"));
        Assert.Multiple(() =>
        {
            Assert.That(() => GbnfGrammar.Parse(deep), Throws.ArgumentException.With.Message.Contains("levels"));
            Assert.That(() => GbnfGrammar.Parse(ways), Throws.ArgumentException.With.Message.Contains("ways"));
            Assert.That(() => GbnfGrammar.Parse(chain), Throws.ArgumentException.With.Message.Contains("begin with each other"));
            Assert.That(() => GbnfGrammar.Parse(large), Throws.ArgumentException.With.Message.Contains("elements"));
            Assert.That(() => GbnfGrammar.Parse(rules), Throws.ArgumentException.With.Message.Contains("rules"));
            Assert.That(() => GbnfGrammar.Parse(new string('#', (1 << 20) + 1)), Throws.ArgumentException.With.Message.Contains("characters"));
        });
    }
}
