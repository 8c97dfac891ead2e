using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace EdgeReasoning.Docs.Scripting;

/// <summary>C# that is run piece by piece, each with what those before it declared: a notebook's cells, or the code of a page.</summary>
/// <remarks>
/// Scripts have no <c>using</c> declarations at the top. They are read as declarations of variables, which are disposed with the session, the last first.
/// </remarks>
internal sealed partial class ScriptSession : IAsyncDisposable
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Append(typeof(ScriptSession).Assembly.Location)
            .Distinct()
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly ScriptOptions _options;
    private readonly List<string> _used = [];
    private ScriptState<object>? _state;

    /// <param name="imports">The namespaces, and types with <c>static</c> before them, that every piece uses.</param>
    public ScriptSession(IEnumerable<string> imports) => _options = ScriptOptions.Default
        .WithReferences(References)
        .WithImports(imports)
        .WithEmitDebugInformation(true)
        .WithLanguageVersion(Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest);

    /// <summary>Compiles and runs a piece.</summary>
    /// <param name="code">The piece.</param>
    /// <param name="file">Where it stands, for messages.</param>
    /// <param name="line">The line there on which it begins, from 1.</param>
    /// <returns>What its last expression is; null where it ends with a statement.</returns>
    /// <exception cref="ScriptFailedException">It does not compile, or throws; the message says where.</exception>
    public async Task<object?> RunAsync(string code, string file, int line)
    {
        Script<object> script = Compile(code, file, line);
        try
        {
            _used.AddRange(UsingDeclaration().Matches(code).Select(match => match.Groups["name"].Value));
            _state = _state is null ? await script.RunAsync() : await script.RunFromAsync(_state);
            return _state.ReturnValue;
        }
        catch (Exception exception)
        {
            throw new ScriptFailedException($"{file}, the code from line {line}: {exception}", exception);
        }
    }

    /// <summary>Compiles a piece without running it; those after it do not see what it declares.</summary>
    /// <param name="code">The piece.</param>
    /// <param name="file">Where it stands, for messages.</param>
    /// <param name="line">The line there on which it begins, from 1.</param>
    /// <exception cref="ScriptFailedException">It does not compile; the message says where.</exception>
    public Script<object> Compile(string code, string file, int line)
    {
        string mapped = $"#line {line} \"{file}\"\n{UsingDeclaration().Replace(code, "${declaration}")}";
        Script<object> script = _state is null ? CSharpScript.Create<object>(mapped, _options) : _state.Script.ContinueWith<object>(mapped, _options);
        Diagnostic[] errors = [.. script.Compile().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        if (errors.Length == 0) return script;
        throw new ScriptFailedException(string.Join('\n', errors.Select(error =>
        {
            FileLinePositionSpan place = error.Location.GetMappedLineSpan();
            return $"{file}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): {error.Id}: {error.GetMessage()}";
        })));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (string name in Enumerable.Reverse(_used))
        {
            object? value = _state?.GetVariable(name)?.Value;
            if (value is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else (value as IDisposable)?.Dispose();
        }
    }

    [GeneratedRegex(@"^(await )?using (?<declaration>[\w<>?\[\]]+ (?<name>\w+) =)", RegexOptions.Multiline)]
    private static partial Regex UsingDeclaration();
}
