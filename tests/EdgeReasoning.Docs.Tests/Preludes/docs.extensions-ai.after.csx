Assert.That(shown.ToString(), Is.Not.Empty);
Assert.That((quick.ModelId, sure.ModelId), Is.EqualTo(("tiny", "tiny")));
Assert.That(voted.Traces, Is.Not.Empty);
using IHost host = builder.Build();
await host.StartAsync();
ChatResponse hosted = await host.Services.GetRequiredService<IChatClient>().GetResponseAsync(question, new ChatOptions { MaxOutputTokens = 100 });
Assert.That(hosted.Usage.OutputTokenCount, Is.InRange(1, 100));
await host.StopAsync();
await planned.DisposeAsync();
