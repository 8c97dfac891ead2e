using System.Text;
using EdgeReasoning.Inference;
using EdgeReasoning.Prompts;

namespace EdgeReasoning.Core.Tests.Budgets;

/// <summary>A vocabulary for simulated traces: words, line ends, parts of code points, markers in one token and in several.</summary>
internal static class SimulatedModel
{
    public const int EndOfReply = 0, Open = 1, End = 2;

    public static readonly byte[][] Tokens =
    [
        [], Bytes("<think>"), Bytes("</think>"), Bytes("a"), Bytes("b"), Bytes(" so"), Bytes(" 7"), Bytes(".\n"), Bytes("\n\n"), Bytes("</"), Bytes("think"), Bytes(">"), Bytes("<"),
        [0xC3], [0xA9], [0xF0, 0x9F], [0x98], [0x80], [0xE2, 0x82], [0xAC], Bytes("Wait"), Bytes(" é"),
    ];

    public static ModelInfo Info { get; } = new() { Name = "simulated", Architecture = "none", VocabularySize = Tokens.Length };

    public static ThinkingFormat Format { get; } = ThinkingFamilies.Generic;

    /// <summary>What closes the thinking: a line end, the marker, an empty line.</summary>
    public static int[] Closing { get; } = [7, End, 8];

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
