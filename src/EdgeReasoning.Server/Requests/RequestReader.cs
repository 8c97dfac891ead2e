using EdgeReasoning.Inference;
using EdgeReasoning.Reasoning;
using EdgeReasoning.Scaling;
using EdgeReasoning.Evaluation;
using EdgeReasoning.Server.Wire;
using EdgeReasoning.Traces;

namespace EdgeReasoning.Server.Requests;

/// <summary>Turns what a client wrote into what the engine is asked, or refuses it and says which field is wrong.</summary>
internal sealed class RequestReader(IReadOnlyDictionary<string, ServedModel> models, int maxTraces)
{
    /// <exception cref="ApiException">Something is wrong with it.</exception>
    public ChatRequest Read(ChatRequestBody body)
    {
        UnsupportedFields.Refuse(body);
        ServedModel model = Find(body.Model);
        IReadOnlyList<string> stops = FieldReader.Stops(body.Stop);
        int choices = body.N ?? 1;
        if (choices < 1 || choices > maxTraces) throw ApiException.Invalid(FormattableString.Invariant($"n is {choices}; this server gives 1 to {maxTraces} replies."), "n");
        ScalingChoice vote = FieldReader.Scaling(body.Scaling);
        if (vote.Samples > maxTraces) throw ApiException.Invalid(FormattableString.Invariant($"The scaling '{vote.Name}' takes {vote.Samples} traces; this server takes {maxTraces} at the most."), "scaling");
        if (vote.Samples > 1 && choices > 1) throw ApiException.Invalid("n asks for several replies and scaling for the one that they vote for. Take one of the two.", "n");
        return new ChatRequest
        {
            Model = model,
            Prompt = ReasoningPrompt.FromMessages(MessageReader.Read(body.Messages)),
            Options = new ReasoningOptions
            {
                Budget = BudgetReader.Read(body, stops),
                Scaling = choices > 1 ? new EveryTrace(choices) : vote.Policy,
                Sampling = Sampling(body),
                Tools = ToolReader.Read(body),
                AnswerGrammar = FormatReader.Read(body.ResponseFormat),
                Seed = (ulong?)body.Seed,
                ReusesPrompt = body.Seed is null,
                TemplateVariables = FieldReader.Variables(body.ChatTemplateKwargs),
            },
            Choices = choices,
            IsVote = vote.Samples > 1,
            Stops = StopSequences.Of([.. stops]),
            Stream = body.Stream ?? false,
            IncludeUsage = body.StreamOptions?.IncludeUsage ?? false,
        };
    }

    private ServedModel Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) throw ApiException.Invalid($"The field model is missing; there is {string.Join(", ", models.Keys)}.", "model");
        return models.TryGetValue(name, out ServedModel? model) ? model
            : throw new ApiException(404, "invalid_request_error", $"There is no model '{name}' here; there is {string.Join(", ", models.Keys)}.", "model", "model_not_found");
    }

    private static SamplingOptions Sampling(ChatRequestBody body)
    {
        var defaults = new SamplingOptions();
        var sampling = new SamplingOptions
        {
            Temperature = body.Temperature ?? defaults.Temperature,
            TopP = body.TopP ?? defaults.TopP,
            // vLLM writes -1 for all.
            TopK = body.TopK is -1 ? 0 : body.TopK ?? defaults.TopK,
            MinP = body.MinP ?? defaults.MinP,
            RepetitionPenalty = body.RepetitionPenalty ?? defaults.RepetitionPenalty,
            LogitBias = FieldReader.LogitBias(body.LogitBias),
        };
        try
        {
            sampling.Validate();
        }
        catch (ArgumentOutOfRangeException problem)
        {
            throw ApiException.Invalid(EngineErrors.MessageOf(problem), NameOf(problem.ParamName));
        }

        return sampling;
    }

    private static string? NameOf(string? property) => property switch
    {
        nameof(SamplingOptions.Temperature) => "temperature",
        nameof(SamplingOptions.TopP) => "top_p",
        nameof(SamplingOptions.TopK) => "top_k",
        nameof(SamplingOptions.MinP) => "min_p",
        nameof(SamplingOptions.RepetitionPenalty) => "repetition_penalty",
        nameof(SamplingOptions.LogitBias) => "logit_bias",
        _ => null,
    };
}
