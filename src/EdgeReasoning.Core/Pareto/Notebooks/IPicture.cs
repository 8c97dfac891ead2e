namespace EdgeReasoning.Pareto;

/// <summary>What a notebook can draw, whatever its type arguments.</summary>
internal interface IPicture
{
    string ToSvg();

    string ToVegaLite();
}
