using System.Text.Json;

namespace EdgeReasoning.Benchmarks.Family;

/// <summary>What was measured, kept in a file after every setting, so that a run which was stopped goes on from there. Safe from several threads.</summary>
internal sealed class FamilyFile
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    private readonly Lock _lock = new();
    private readonly string? _path;
    private readonly List<Measurement> _rows;

    /// <summary>Opens a file; null keeps nothing.</summary>
    public FamilyFile(string? path)
    {
        _path = path;
        _rows = File.Exists(path) ? JsonSerializer.Deserialize<List<Measurement>>(File.ReadAllText(path))! : [];
    }

    /// <summary>All of it, in an order that does not depend on which model was ready first.</summary>
    public IReadOnlyList<Measurement> Rows
    {
        get
        {
            lock (_lock) return [.. _rows.OrderBy(row => row.Model, StringComparer.Ordinal).ThenBy(row => row.Quantization, StringComparer.Ordinal).ThenBy(row => row.Setting, StringComparer.Ordinal)];
        }
    }

    /// <summary>Whether a model's own file, not another of its name, was asked as many questions under a setting.</summary>
    public bool Has(string modelHash, string setting, int questions)
    {
        lock (_lock) return _rows.Exists(row => row.ModelHash == modelHash && row.Setting == setting && row.Questions == questions);
    }

    /// <summary>Keeps a row in place of an older one of the same model and setting.</summary>
    public void Add(Measurement measurement)
    {
        lock (_lock)
        {
            _rows.RemoveAll(row => (row.Model, row.Quantization, row.Setting) == (measurement.Model, measurement.Quantization, measurement.Setting));
            _rows.Add(measurement);
            if (_path is null) return;
            File.WriteAllText(_path + ".part", JsonSerializer.Serialize(Rows, s_json) + "\n");
            File.Move(_path + ".part", _path, overwrite: true);
        }
    }
}
