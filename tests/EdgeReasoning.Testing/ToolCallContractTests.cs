using System.Text.Json;
using Microsoft.Extensions.AI;
using NUnit.Framework;

namespace EdgeReasoning.Testing;

/// <summary>What every chat client over a model with tools must do, whatever the model says. Derive a fixture, give it a client, and run it unchanged.</summary>
public abstract class ToolCallContractTests
{
    private static readonly AIFunctionDeclaration s_book = AIFunctionFactory.CreateDeclaration("book", "Books a table.", JsonElement.Parse("""
        {"type":"object","properties":{"people":{"type":"integer","minimum":1,"maximum":20},"day":{"enum":["mon","tue"]},"name":{"type":"string","maxLength":6}},"required":["people","day"]}
        """));

    private static readonly AIFunctionDeclaration s_now = AIFunctionFactory.CreateDeclaration("now", null, JsonElement.Parse("""{"type":"object","properties":{}}"""));

    /// <summary>The client under test; made and disposed by the fixture.</summary>
    protected abstract IChatClient Client { get; }

    /// <summary>Options with which the same seed gives the same reply, and that leave room for a call behind the thinking.</summary>
    protected abstract ChatOptions Seeded(long seed);

    /// <summary>How often the required call is asked for.</summary>
    protected virtual int Times => 10;

    [Test]
    public async Task GetResponseAsync_SpecificToolRequired_IsAValidCallOfItEveryTime()
    {
        var failures = new List<string>();
        for (int seed = 0; seed < Times; seed++)
        {
            ChatResponse response = await Client.GetResponseAsync("A table for two on Monday.", Offering(seed, ChatToolMode.RequireSpecific("book")));
            if (response.Messages.Single().Contents.OfType<FunctionCallContent>().ToArray() is not [var call] || !IsBooking(call) || response.FinishReason != ChatFinishReason.ToolCalls || response.Text.Length > 0)
                failures.Add($"{seed}: {response.FinishReason} {JsonSerializer.Serialize(response.Messages, AIJsonUtilities.DefaultOptions)}");
        }

        Assert.That(failures, Is.Empty);
    }

    [Test]
    public async Task GetResponseAsync_AnyToolRequired_CallsOneThatThereIs([Values(1, 2, 3)] int seed, [Values] bool several)
    {
        ChatOptions options = Offering(seed, ChatToolMode.RequireAny);
        options.AllowMultipleToolCalls = several;
        FunctionCallContent[] calls = [.. (await Client.GetResponseAsync("Which day is it?", options)).Messages.Single().Contents.OfType<FunctionCallContent>()];
        Assert.That(calls, Has.Length.GreaterThan(0).And.Length.LessThanOrEqualTo(several ? 8 : 1));
        Assert.That(calls.All(call => call.Name == "now" ? call.Arguments is { Count: 0 } : IsBooking(call)), Is.True);
        Assert.That(calls.Select(call => call.CallId).Distinct().Count(), Is.EqualTo(calls.Length));
    }

    [Test]
    public async Task GetStreamingResponseAsync_SameSeed_AddsUpToTheWhole([Values(1, 2, 3, 4)] int seed, [Values] bool required)
    {
        ChatOptions options = Offering(seed, required ? ChatToolMode.RequireAny : ChatToolMode.Auto);
        ChatResponse whole = await Client.GetResponseAsync("A table for two on Monday.", options);
        ChatResponse streamed = await Client.GetStreamingResponseAsync("A table for two on Monday.", options).ToChatResponseAsync();
        Assert.That(Contents(streamed), Is.EqualTo(Contents(whole)));
        Assert.That((streamed.FinishReason, streamed.Usage!.OutputTokenCount), Is.EqualTo((whole.FinishReason, whole.Usage!.OutputTokenCount)));
    }

    [Test]
    public async Task GetResponseAsync_ToolsNotOffered_ChangeNothing([Values(1, 2)] int seed)
    {
        ChatResponse without = await Client.GetResponseAsync("A table for two.", Seeded(seed));
        ChatOptions options = Offering(seed, ChatToolMode.None);
        ChatResponse none = await Client.GetResponseAsync("A table for two.", options);
        Assert.That((none.Text, none.Usage!.InputTokenCount), Is.EqualTo((without.Text, without.Usage!.InputTokenCount)));
    }

    [Test]
    public async Task GetResponseAsync_HistoryOfCalls_IsTakenBackIn()
    {
        ChatOptions options = Offering(1, ChatToolMode.RequireSpecific("book"));
        ChatResponse first = await Client.GetResponseAsync("A table for two on Monday.", options);
        FunctionCallContent call = first.Messages.Single().Contents.OfType<FunctionCallContent>().Single();
        ChatMessage[] history = [new(ChatRole.User, "A table for two on Monday."), .. first.Messages, new(ChatRole.Tool, [new FunctionResultContent(call.CallId, new Dictionary<string, object?> { ["ok"] = true })])];
        options.ToolMode = ChatToolMode.Auto;
        ChatResponse second = await Client.GetResponseAsync(history, options);
        Assert.That(second.Usage!.InputTokenCount, Is.GreaterThan(first.Usage!.InputTokenCount!.Value));
        Assert.That(second.FinishReason, Is.Not.Null);
    }

    private ChatOptions Offering(int seed, ChatToolMode mode)
    {
        ChatOptions options = Seeded(seed);
        options.ToolMode = mode;
        options.Tools = [s_book, s_now];
        return options;
    }

    private static bool IsBooking(FunctionCallContent call)
    {
        if (call.Name != "book" || call.Arguments is not { } given || given.Keys.Except(["people", "day", "name"]).Any()) return false;
        return given["people"] is JsonElement people && people.TryGetInt32(out int count) && count is >= 1 and <= 20
            && given["day"] is JsonElement { ValueKind: JsonValueKind.String } day && day.GetString() is "mon" or "tue"
            && (!given.TryGetValue("name", out object? name) || (name is JsonElement { ValueKind: JsonValueKind.String } text && text.GetString()!.EnumerateRunes().Count() <= 6));
    }

    private static string Contents(ChatResponse response) => string.Join('|', response.Messages.Single().Contents.Select(content => content switch
    {
        FunctionCallContent call => $"{call.Name} {JsonSerializer.Serialize(call.Arguments, AIJsonUtilities.DefaultOptions)}",
        UsageContent => "",
        _ => content.ToString(),
    }).Where(text => text?.Length > 0));
}
