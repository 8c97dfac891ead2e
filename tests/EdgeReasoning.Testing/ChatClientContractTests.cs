using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using NUnit.Framework;

namespace EdgeReasoning.Testing;

/// <summary>What every chat client over a reasoning model must do. Derive a fixture, give it a client, and run it unchanged.</summary>
public abstract class ChatClientContractTests
{
    /// <summary>The client under test; made and disposed by the fixture.</summary>
    protected abstract IChatClient Client { get; }

    /// <summary>A question that the model thinks about and answers within 200 tokens.</summary>
    protected virtual string Question => "Gus has 18 coins. Gus gives 8. Gus doubles. How many?";

    /// <summary>Whether the same seed gives the same reply also while other requests are answered.</summary>
    protected virtual bool AnswersAlikeUnderLoad => true;

    /// <summary>Options with which the same seed gives the same reply.</summary>
    protected virtual ChatOptions Seeded(long seed) => new() { Seed = seed, MaxOutputTokens = 200 };

    [Test]
    public async Task GetResponseAsync_Question_TellsAllThereIs()
    {
        ChatResponse response = await Client.GetResponseAsync(Question, Seeded(1));
        ChatMessage message = response.Messages.Single();
        Assert.Multiple(() =>
        {
            Assert.That(message.Role, Is.EqualTo(ChatRole.Assistant));
            Assert.That(message.Contents.OfType<TextReasoningContent>().Single().Text, Is.Not.Empty, "the model thinks");
            Assert.That(message.Contents.OfType<TextContent>().Single().Text, Is.Not.Empty);
            Assert.That(response.FinishReason, Is.Not.Null);
            Assert.That(response.Usage, Is.Not.Null);
            Assert.That(response.ResponseId, Is.Not.Empty);
            Assert.That(response.ModelId, Is.Not.Empty);
        });
    }

    [Test]
    public async Task GetStreamingResponseAsync_SameSeed_AddsUpToTheWhole([Values(1, 2, 3, 4, 5, 6, 7, 8)] long seed)
    {
        ChatResponse whole = await Client.GetResponseAsync(Question, Seeded(seed));
        List<ChatResponseUpdate> updates = await Client.GetStreamingResponseAsync(Question, Seeded(seed)).ToListAsync();
        ChatResponse streamed = updates.ToChatResponse();
        Assert.Multiple(() =>
        {
            Assert.That(streamed.Text, Is.EqualTo(whole.Text));
            Assert.That(Thinking(streamed), Is.EqualTo(Thinking(whole)));
            Assert.That(streamed.FinishReason, Is.EqualTo(whole.FinishReason));
            Assert.That(streamed.ModelId, Is.EqualTo(whole.ModelId));
            Assert.That(Counts(streamed.Usage), Is.EqualTo(Counts(whole.Usage)));
            Assert.That(streamed.Messages, Has.Count.EqualTo(1));
            Assert.That(updates.Count(update => update.FinishReason is not null), Is.EqualTo(1));
            Assert.That(updates.Select(update => update.ResponseId).Distinct().Count(), Is.EqualTo(1));
            Assert.That(updates.SelectMany(update => update.Contents).Where(content => content is not UsageContent).Select(content => content.ToString()), Is.All.Not.Empty, "no empty piece");
        });
    }

    [Test]
    public async Task Usage_OfEveryReply_AddsUp([Values(11, 12, 13, 14)] long seed)
    {
        UsageDetails usage = (await Client.GetResponseAsync(Question, Seeded(seed))).Usage!;
        Assert.Multiple(() =>
        {
            Assert.That(usage.InputTokenCount, Is.GreaterThan(0));
            Assert.That(usage.OutputTokenCount, Is.GreaterThan(0));
            Assert.That(usage.ReasoningTokenCount, Is.InRange(1, usage.OutputTokenCount!.Value));
            Assert.That(usage.TotalTokenCount, Is.EqualTo(usage.InputTokenCount + usage.OutputTokenCount));
        });
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(8)]
    [TestCase(21)]
    public async Task MaxOutputTokens_OfAnySize_AreKept(int most)
    {
        ChatOptions options = Seeded(2);
        options.MaxOutputTokens = most;
        ChatResponse response = await Client.GetResponseAsync(Question, options);
        Assert.That(response.Usage!.OutputTokenCount, Is.LessThanOrEqualTo(most));
        Assert.That(response.FinishReason, Is.Not.Null);
    }

    [Test]
    public async Task StopSequences_InTheAnswer_EndItThere([Values(1, 2, 3)] long seed)
    {
        string whole = (await Client.GetResponseAsync(Question, Seeded(seed))).Text;
        string stop = whole[(whole.Length / 2)..];
        ChatOptions options = Seeded(seed);
        options.StopSequences = ["never in any answer", stop];

        ChatResponse cut = await Client.GetResponseAsync(Question, options);
        ChatResponse streamed = await Client.GetStreamingResponseAsync(Question, options).ToChatResponseAsync();

        Assert.That(cut.Text, Is.EqualTo(whole[..whole.IndexOf(stop, StringComparison.Ordinal)].TrimEnd()));
        Assert.That(cut.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
        Assert.That((streamed.Text, streamed.FinishReason), Is.EqualTo((cut.Text, cut.FinishReason)));
    }

    [Test]
    public async Task History_WithOldThinking_IsTheSameAsWithout()
    {
        ChatResponse first = await Client.GetResponseAsync(Question, Seeded(3));
        ChatMessage[] told = [new(ChatRole.User, Question), .. first.Messages, new(ChatRole.User, Question)];
        ChatMessage[] plain = [new(ChatRole.User, Question), new(ChatRole.Assistant, first.Text), new(ChatRole.User, Question)];

        ChatResponse second = await Client.GetResponseAsync(told, Seeded(4));
        ChatResponse without = await Client.GetResponseAsync(plain, Seeded(4));

        Assert.That(second.Usage!.InputTokenCount, Is.GreaterThan(first.Usage!.InputTokenCount!.Value));
        Assert.That(second.Usage.InputTokenCount, Is.EqualTo(without.Usage!.InputTokenCount), "old thinking is left out");
        Assert.That((second.Text, Thinking(second)), Is.EqualTo((without.Text, Thinking(without))));
        Assert.That(first.Messages.Single().Contents.OfType<TextReasoningContent>(), Is.Not.Empty, "the caller's history is left alone");
    }

    [Test]
    public async Task Instructions_AreASystemMessage()
    {
        ChatOptions options = Seeded(5);
        options.Instructions = "Answer with a number.";
        ChatResponse instructed = await Client.GetResponseAsync(Question, options);
        ChatResponse told = await Client.GetResponseAsync([new(ChatRole.System, options.Instructions), new(ChatRole.User, Question)], Seeded(5));
        Assert.That((instructed.Text, instructed.Usage!.InputTokenCount), Is.EqualTo((told.Text, told.Usage!.InputTokenCount)));
    }

    [Test]
    public void Cancellation_BeforeTheCall_AnswersNothing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.That(async () => await Client.GetResponseAsync(Question, Seeded(1), source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await Client.GetStreamingResponseAsync(Question, Seeded(1), source.Token).ToListAsync(), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Cancellation_AmidstAStream_EndsItAndLeavesTheClientUsable()
    {
        ChatResponse before = await Client.GetResponseAsync(Question, Seeded(6));
        using var source = new CancellationTokenSource();
        // What had come already may still be read, but the end does not come as if nothing had happened.
        var finished = false;
        try
        {
            await foreach (ChatResponseUpdate update in Client.GetStreamingResponseAsync(Question, Seeded(6), source.Token))
            {
                await source.CancelAsync();
                finished |= update.FinishReason is not null;
            }
        }
        catch (OperationCanceledException)
        {
            Assert.That(finished, Is.False);
        }

        Assert.That((await Client.GetResponseAsync(Question, Seeded(6))).Text, Is.EqualTo(before.Text));
    }

    [Test]
    public async Task Stream_LeftEarly_LeavesTheClientUsable()
    {
        ChatResponse before = await Client.GetResponseAsync(Question, Seeded(7));
        for (int i = 0; i < 20; i++)
        {
            await foreach (ChatResponseUpdate _ in Client.GetStreamingResponseAsync(Question, Seeded(i))) break;
        }

        Assert.That((await Client.GetResponseAsync(Question, Seeded(7))).Text, Is.EqualTo(before.Text));
    }

    [Test]
    public async Task ConcurrentCalls_OfAllKinds_AreAnsweredEachForItself()
    {
        const int calls = 48;
        var replies = new ConcurrentDictionary<int, ChatResponse>();
        int cancelled = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, calls), new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (i, _) =>
        {
            using var source = new CancellationTokenSource();
            ChatMessage[] messages = [new(ChatRole.User, $"{Question} {new string('x', i % 7)}")];
            try
            {
                if (i % 3 == 2) await source.CancelAsync();
                replies[i] = i % 2 == 0
                    ? await Client.GetResponseAsync(messages, Seeded(i), source.Token)
                    : await Client.GetStreamingResponseAsync(messages, Seeded(i), source.Token).ToChatResponseAsync(CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref cancelled);
            }
        });

        Assert.That((replies.Count, cancelled), Is.EqualTo((calls * 2 / 3, calls / 3)));
        Assert.That(replies.Values.Select(reply => reply.ResponseId).Distinct().Count(), Is.EqualTo(replies.Count));
        foreach ((int i, ChatResponse reply) in replies)
        {
            ChatResponse alone = await Client.GetResponseAsync($"{Question} {new string('x', i % 7)}", Seeded(i));
            Assert.That(reply.Usage!.InputTokenCount, Is.EqualTo(alone.Usage!.InputTokenCount), "no prompt is mixed up");
            Assert.That(reply.Usage.TotalTokenCount, Is.EqualTo(reply.Usage.InputTokenCount + reply.Usage.OutputTokenCount));
            if (AnswersAlikeUnderLoad) Assert.That((reply.Text, Thinking(reply)), Is.EqualTo((alone.Text, Thinking(alone))), $"{i}");
        }
    }

    [Test]
    public async Task Arguments_OfTheCaller_AreLeftAlone()
    {
        ChatOptions options = Seeded(8);
        options.StopSequences = ["never"];
        options.AdditionalProperties = new AdditionalPropertiesDictionary { ["mine"] = 1 };
        List<ChatMessage> messages = [new(ChatRole.User, Question)];
        await Client.GetResponseAsync(messages, options);
        await Client.GetStreamingResponseAsync(messages, options).ToListAsync();
        Assert.Multiple(() =>
        {
            Assert.That(messages, Has.Count.EqualTo(1));
            Assert.That(messages[0].Text, Is.EqualTo(Question));
            Assert.That(options.StopSequences, Is.EqualTo(new[] { "never" }));
            Assert.That(options.AdditionalProperties, Has.Count.EqualTo(1));
            Assert.That(options.Seed, Is.EqualTo(8));
        });
    }

    [Test]
    public void Messages_MissingOrEmpty_AreRefused()
    {
        Assert.That(async () => await Client.GetResponseAsync((IEnumerable<ChatMessage>)null!), Throws.ArgumentNullException);
        Assert.That(async () => await Client.GetResponseAsync(Array.Empty<ChatMessage>()), Throws.ArgumentException);
        Assert.That(async () => await Client.GetStreamingResponseAsync(Array.Empty<ChatMessage>()).ToListAsync(), Throws.ArgumentException);
    }

    [Test]
    public void GetService_FindsMetadataAndTheClientItself()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Client.GetService(typeof(ChatClientMetadata)), Is.Not.Null);
            Assert.That(Client.GetService(typeof(IChatClient)), Is.Not.Null);
            Assert.That(Client.GetService(typeof(IChatClient), "key"), Is.Null);
            Assert.That(Client.GetService(typeof(ChatClientContractTests)), Is.Null);
            Assert.That(() => Client.GetService(null!), Throws.ArgumentNullException);
        });
    }

    private static string Thinking(ChatResponse response) =>
        string.Concat(response.Messages.SelectMany(message => message.Contents).OfType<TextReasoningContent>().Select(content => content.Text));

    private static (long?, long?, long?, long?) Counts(UsageDetails? usage) =>
        (usage?.InputTokenCount, usage?.OutputTokenCount, usage?.TotalTokenCount, usage?.ReasoningTokenCount);
}
