namespace EdgeReasoning.Prompts.Jinja;

/// <summary>What a template did wrong, before <see cref="ChatTemplate"/> says where and what helps. Line 0 means: where the interpreter stands.</summary>
internal sealed class JinjaException(string reason, int line = 0) : Exception(reason)
{
    public int Line { get; } = line;
}
