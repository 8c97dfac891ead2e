namespace EdgeReasoning.Models.Tiny;

/// <summary>Paths of the models that this package brings.</summary>
public static class TinyModels
{
    /// <summary>The prototype reasoner: 0.34 M parameters, answers questions such as
    /// <c>Gus has 18 coins. Gus gives 8. Gus doubles. How many?</c> after thinking them through.</summary>
    public static string PrototypeReasoner => PathOf("prototype-reasoner.gguf");

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "models", file);
}
