using System.Runtime.InteropServices;

namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>The native functions that this library calls: those of llama.cpp's C API, named as in <c>llama.h</c> and <c>ggml-backend.h</c> of v0.5.0,
/// and two of the system.</summary>
/// <remarks>llama.cpp's library names are logical: <see cref="NativeRuntime"/> resolves them to the files it has checked.</remarks>
internal static unsafe partial class NativeMethods
{
    public const string Llama = "llama";
    public const string Ggml = "ggml";
    public const string GgmlBase = "ggml-base";

    [LibraryImport(Llama)]
    public static partial void llama_backend_init();

    [LibraryImport(Llama)]
    public static partial void llama_log_set(delegate* unmanaged[Cdecl]<int, byte*, nint, void> callback, nint userData);

    [LibraryImport(Llama, EntryPoint = "llama_model_default_params")]
    public static partial Guarded<LlamaModelParams> llama_model_default_params_guarded();

    [LibraryImport(Llama, EntryPoint = "llama_context_default_params")]
    public static partial Guarded<LlamaContextParams> llama_context_default_params_guarded();

    [LibraryImport(Llama)]
    public static partial LlamaModelParams llama_model_default_params();

    [LibraryImport(Llama)]
    public static partial LlamaContextParams llama_context_default_params();

    [LibraryImport(Llama, EntryPoint = "llama_model_quantize_default_params")]
    public static partial Guarded<LlamaQuantizeParams> llama_model_quantize_default_params_guarded();

    [LibraryImport(Llama)]
    public static partial LlamaQuantizeParams llama_model_quantize_default_params();

    [LibraryImport(Llama, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint llama_model_quantize(string source, string target, in LlamaQuantizeParams parameters);

    [LibraryImport(Llama)]
    public static partial nuint llama_max_devices();

    [LibraryImport(Llama, StringMarshalling = StringMarshalling.Utf8)]
    public static partial ModelHandle llama_model_load_from_file(string path, LlamaModelParams parameters);

    [LibraryImport(Llama)]
    public static partial void llama_model_free(nint model);

    [LibraryImport(Llama)]
    public static partial nint llama_model_get_vocab(ModelHandle model);

    [LibraryImport(Llama)]
    public static partial int llama_model_n_layer(ModelHandle model);

    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool llama_model_has_encoder(ModelHandle model);

    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool llama_model_has_decoder(ModelHandle model);

    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool llama_model_is_recurrent(ModelHandle model);

    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool llama_model_is_hybrid(ModelHandle model);

    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool llama_model_is_diffusion(ModelHandle model);

    // The vocabulary lives in the model: callers hold the model's handle while they pass it.
    [LibraryImport(Llama)]
    public static partial int llama_vocab_n_tokens(nint vocab);

    [LibraryImport(Llama)]
    public static partial byte* llama_vocab_get_text(nint vocab, int token);

    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool llama_vocab_is_eog(nint vocab, int token);

    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool llama_vocab_is_control(nint vocab, int token);

    [LibraryImport(Llama)]
    public static partial int llama_vocab_bos(nint vocab);

    [LibraryImport(Llama)]
    public static partial int llama_vocab_eos(nint vocab);

    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool llama_vocab_get_add_bos(nint vocab);

    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool llama_vocab_get_add_eos(nint vocab);

    [LibraryImport(Llama)]
    public static partial int llama_tokenize(nint vocab, byte* text, int textLength, int* tokens, int maxTokens,
        [MarshalAs(UnmanagedType.U1)] bool addSpecial, [MarshalAs(UnmanagedType.U1)] bool parseSpecial);

    [LibraryImport(Llama)]
    public static partial int llama_token_to_piece(nint vocab, int token, byte* buffer, int length, int leftStrip,
        [MarshalAs(UnmanagedType.U1)] bool special);

    [LibraryImport(Llama)]
    public static partial ContextHandle llama_init_from_model(ModelHandle model, LlamaContextParams parameters);

    [LibraryImport(Llama)]
    public static partial void llama_free(nint context);

    [LibraryImport(Llama)]
    public static partial uint llama_n_ctx(ContextHandle context);

    [LibraryImport(Llama)]
    public static partial uint llama_n_batch(ContextHandle context);

    [LibraryImport(Llama)]
    public static partial int llama_decode(ContextHandle context, LlamaBatch batch);

    [LibraryImport(Llama)]
    public static partial float* llama_get_logits_ith(ContextHandle context, int row);

    [LibraryImport(Llama)]
    public static partial nint llama_get_memory(ContextHandle context);

    // The memory lives in the context: callers hold the context's handle while they pass it.
    [LibraryImport(Llama)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool llama_memory_seq_rm(nint memory, int sequence, int from, int to);

    [LibraryImport(Llama)]
    public static partial void llama_memory_seq_cp(nint memory, int source, int target, int from, int to);

    [LibraryImport(Llama, StringMarshalling = StringMarshalling.Utf8)]
    public static partial GrammarHandle llama_sampler_init_grammar(nint vocab, string grammar, string root);

    [LibraryImport(Llama)]
    public static partial void llama_sampler_apply(GrammarHandle sampler, LlamaTokenDataArray* candidates);

    [LibraryImport(Llama)]
    public static partial void llama_sampler_accept(GrammarHandle sampler, int token);

    [LibraryImport(Llama)]
    public static partial GrammarHandle llama_sampler_clone(GrammarHandle sampler);

    [LibraryImport(Llama)]
    public static partial void llama_sampler_free(nint sampler);

    [LibraryImport(Ggml, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void ggml_backend_load_all_from_path(string directory);

    [LibraryImport(Ggml)]
    public static partial nuint ggml_backend_dev_count();

    [LibraryImport(Ggml)]
    public static partial nint ggml_backend_dev_get(nuint index);

    [LibraryImport(GgmlBase)]
    public static partial nint ggml_backend_dev_name(nint device);

    [LibraryImport(GgmlBase)]
    public static partial nint ggml_backend_dev_description(nint device);

    [LibraryImport(GgmlBase)]
    public static partial int ggml_backend_dev_type(nint device);

    [LibraryImport(GgmlBase)]
    public static partial void ggml_backend_dev_memory(nint device, nuint* free, nuint* total);

    [LibraryImport(GgmlBase)]
    public static partial nint ggml_backend_dev_backend_reg(nint device);

    [LibraryImport(GgmlBase)]
    public static partial nint ggml_backend_reg_name(nint registration);

    public const int RelationProcessorCore = 0;

    // Of the system, not of llama.cpp: the cores there are.
    [LibraryImport("kernel32")]
    public static partial int GetLogicalProcessorInformationEx(int relationship, byte* buffer, uint* length);

    [LibraryImport("libSystem", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int sysctlbyname(string name, void* value, nuint* valueSize, nint newValue, nuint newSize);
}
