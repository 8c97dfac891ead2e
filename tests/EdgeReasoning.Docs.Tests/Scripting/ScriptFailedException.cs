namespace EdgeReasoning.Docs.Scripting;

/// <summary>Code of a page or a notebook does not compile, or threw.</summary>
internal sealed class ScriptFailedException(string message, Exception? inner = null) : Exception(message, inner);
