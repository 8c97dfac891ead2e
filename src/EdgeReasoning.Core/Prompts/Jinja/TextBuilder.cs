using System.Text;

namespace EdgeReasoning.Prompts.Jinja;

/// <summary>A string builder that pays for what is written and stops at the most characters.</summary>
internal sealed class TextBuilder(Budget budget)
{
    private readonly StringBuilder _text = new();
    private int _unpaid;

    public Budget Budget => budget;

    public TextBuilder Append(string text)
    {
        Reserve(text.Length);
        _text.Append(text);
        return this;
    }

    public TextBuilder Append(char character)
    {
        Reserve(1);
        _text.Append(character);
        return this;
    }

    public TextBuilder Append(char character, long count)
    {
        budget.RequireLength(count);
        Reserve((int)count);
        _text.Append(character, (int)count);
        return this;
    }

    /// <summary>The text; what is not paid for yet is paid here.</summary>
    public override string ToString()
    {
        budget.ChargeText(_unpaid);
        _unpaid = 0;
        return _text.ToString();
    }

    private void Reserve(int characters)
    {
        budget.RequireLength(_text.Length + (long)characters);
        _unpaid += characters;
        if (_unpaid < 1024) return;
        budget.ChargeText(_unpaid);
        _unpaid = 0;
    }
}
