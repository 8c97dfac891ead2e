namespace EdgeReasoning.Performance;

/// <summary>The files of one INA3221 channel; absent ones are null.</summary>
internal readonly record struct Ina3221Channel(string? PowerPath, double WattsPerUnit, string? VoltagePath, string? CurrentPath)
{
    internal bool IsReadable => PowerPath is not null || (VoltagePath is not null && CurrentPath is not null);
}
