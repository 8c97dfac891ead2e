using EdgeReasoning.Testing;

public sealed class MyModel(string path) : IInferenceModel
{
    private readonly ScriptedModel _model = ScriptedModel.Noise();

    public string Path { get; } = path;
    public ModelInfo Info => _model.Info;
    public int[] Tokenize(string text, bool addSpecial, bool parseSpecial) => _model.Tokenize(text, addSpecial, parseSpecial);
    public ReadOnlySpan<byte> GetTokenBytes(int token) => _model.GetTokenBytes(token);
    public bool IsEndOfGeneration(int token) => _model.IsEndOfGeneration(token);
    public IInferenceContext CreateContext(ContextOptions options) => _model.CreateContext(options);
    public void Dispose() => _model.Dispose();
}
