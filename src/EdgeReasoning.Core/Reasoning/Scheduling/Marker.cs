using System.Text;

namespace EdgeReasoning.Reasoning.Scheduling;

/// <summary>The bytes of a marker, with the length of the longest proper border of each of its prefixes, by which a failed match goes on.</summary>
internal sealed class Marker
{
    public Marker(string text)
    {
        Bytes = Encoding.UTF8.GetBytes(text);
        Fallback = new int[Bytes.Length];
        for (int i = 1, border = 0; i < Bytes.Length; i++)
        {
            while (border > 0 && Bytes[i] != Bytes[border]) border = Fallback[border - 1];
            if (Bytes[i] == Bytes[border]) border++;
            Fallback[i] = border;
        }
    }

    public byte[] Bytes { get; }

    public int[] Fallback { get; }
}
