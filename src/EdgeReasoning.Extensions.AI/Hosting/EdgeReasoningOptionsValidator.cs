using Microsoft.Extensions.Options;

namespace EdgeReasoning.Extensions.AI;

/// <summary>Checks options when the host starts, and says all that is wrong at once.</summary>
internal sealed class EdgeReasoningOptionsValidator : IValidateOptions<EdgeReasoningOptions>
{
    public ValidateOptionsResult Validate(string? name, EdgeReasoningOptions options)
    {
        List<string> wrong = [];
        if (options.ModelPath is { } path && !File.Exists(path)) wrong.Add($"{nameof(options.ModelPath)} is '{path}', where no file is. Give the path of a model, or leave it null where the loader knows it.");
        if (options.MaxParallelTraces is < 1 or > 256) wrong.Add(FormattableString.Invariant($"{nameof(options.MaxParallelTraces)} is {options.MaxParallelTraces}; it must be from 1 to 256."));
        if (options.SequenceTokens < 2) wrong.Add(FormattableString.Invariant($"{nameof(options.SequenceTokens)} is {options.SequenceTokens}; it must be at least 2, or null for the model's own."));
        if (options.Deadline <= TimeSpan.Zero) wrong.Add($"{nameof(options.Deadline)} is {options.Deadline}; it must be above 0, or null for no limit.");
        if (options.Effort is { } level && !Enum.IsDefined(level)) wrong.Add($"{nameof(options.Effort)} is {level}, which is no level.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
