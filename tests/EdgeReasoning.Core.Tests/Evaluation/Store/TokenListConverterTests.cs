using System.Text.Json;
using NUnit.Framework;

namespace EdgeReasoning.Evaluation;

public sealed class TokenListConverterTests
{
    private static readonly JsonSerializerOptions s_json = new() { Converters = { new TokenListConverter() } };

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(512)]
    [TestCase(513)]
    [TestCase(5000)]
    public void Read_AnyNumberOfTokens_GivesThemBackInAnArrayOfThatLength(int count)
    {
        int[] tokens = [.. Enumerable.Range(0, count).Select(i => i * 31 - 7)];
        IReadOnlyList<int>? read = JsonSerializer.Deserialize<IReadOnlyList<int>>(JsonSerializer.Serialize<IReadOnlyList<int>>(tokens, s_json), s_json);
        Assert.That(read, Is.InstanceOf<int[]>().And.EqualTo(tokens));
    }

    [Test]
    public void Write_ArrayOrOtherList_GivesTheSame() =>
        Assert.That(JsonSerializer.Serialize<IReadOnlyList<int>>(new List<int> { 5, 0, -1 }, s_json), Is.EqualTo(JsonSerializer.Serialize<IReadOnlyList<int>>([5, 0, -1], s_json)).And.EqualTo("[5,0,-1]"));

    [TestCase("7")]
    [TestCase("{}")]
    [TestCase("[1,\"2\"]")]
    [TestCase("[1,2.5]")]
    [TestCase("[1,3000000000]")]
    [TestCase("[1,[2]]")]
    [TestCase("[1,null]")]
    [TestCase("[1,2")]
    public void Read_WhatIsNoListOfWholeNumbers_IsRefused(string json) =>
        Assert.That(() => JsonSerializer.Deserialize<IReadOnlyList<int>>(json, s_json), Throws.InstanceOf<JsonException>());
}
