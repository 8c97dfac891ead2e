using System.Text;
using EdgeReasoning.Budgets;

namespace EdgeReasoning.Core.Tests.Budgets;

/// <summary>The phases of a simulated trace, worked out from its whole text at every token: slow and plain.</summary>
internal sealed record TraceView(bool IsThinking, int Charged, int BlockCharged, int Blocks, int AnswerTokens, byte[] Thinking, byte[] Answer)
{
    private static readonly byte[] s_open = Encoding.UTF8.GetBytes("<think>"), s_close = Encoding.UTF8.GetBytes("</think>");

    public static TraceView Of(IReadOnlyList<int> tokens, IReadOnlyList<bool> forced, bool startsInThinking)
    {
        List<byte> text = [];
        int[] ends = new int[tokens.Count];
        for (int i = 0; i < tokens.Count; i++)
        {
            text.AddRange(SimulatedModel.Tokens[tokens[i]]);
            ends[i] = text.Count;
        }

        bool thinking = startsInThinking;
        int blocks = startsInThinking ? 1 : 0, charged = 0, blockStart = 0, answerStart = -1, token = 0, textStart = 0;
        List<byte> thought = [], answer = [];
        byte[] all = [.. text];
        for (int at = 0; at < all.Length;)
        {
            byte[] marker = thinking ? s_close : s_open;
            bool crosses = all.AsSpan(at).StartsWith(marker);
            int length = crosses ? marker.Length : 1;
            if (!crosses) (thinking ? thought : answer).Add(all[at]);
            at += length;
            // Tokens that end here: those of a marker are not charged.
            while (token < tokens.Count && ends[token] <= at)
            {
                if (thinking && !forced[token] && !crosses) charged++;
                token++;
            }
            if (!crosses) continue;
            thinking = !thinking;
            if (thinking) (blocks, blockStart, textStart) = (blocks + 1, charged, thought.Count);
            else if (answerStart < 0) answerStart = token;
        }
        // What an earlier block ended with is settled.
        int held = Held(thought[textStart..]);
        int answerTokens = answerStart >= 0 ? tokens.Count - answerStart : blocks == 0 ? tokens.Count : 0;
        return new(thinking, charged, charged - blockStart, blocks, answerTokens, [.. thinking ? thought.Take(thought.Count - held) : thought], [.. answer]);
    }

    /// <summary>Bytes at the end of a block that may be the beginning of a marker.</summary>
    private static int Held(List<byte> text)
    {
        for (int length = Math.Min(text.Count, s_close.Length - 1); length > 0; length--)
        {
            if (text.Skip(text.Count - length).SequenceEqual(s_close.Take(length))) return length;
        }
        return 0;
    }
}
