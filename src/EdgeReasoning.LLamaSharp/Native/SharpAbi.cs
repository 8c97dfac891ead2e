using EdgeReasoning.LlamaCpp;
using EdgeReasoning.LlamaCpp.Native;
using LLama.Native;

namespace EdgeReasoning.LLamaSharp.Native;

/// <summary>Compares what the loaded llama.cpp says its defaults are with what they are where LLamaSharp's structs fit: LLamaSharp is made for
/// the build of one commit, and with another writes parameters into the wrong fields without a word.</summary>
internal static unsafe class SharpAbi
{
    /// <summary>Throws where they differ.</summary>
    /// <exception cref="NativeLibraryException">They do; the message names the first field.</exception>
    public static void Require(delegate* unmanaged[Cdecl]<Guarded<LLamaContextParams>> contextDefaults)
    {
        // Asked with room to spare before LLamaSharp asks without.
        string? field = FindDifference(contextDefaults().Value) ?? FindDifference(LLamaModelParams.Default());
        if (field is null) return;
        throw new NativeLibraryException(
            $"The llama.cpp that LLamaSharp loaded lays out its parameters differently: {field} has not its known default. " +
            "Take the LLamaSharp.Backend package of LLamaSharp's own version, or a build of exactly the commit that it pins.");
    }

    /// <summary>The name of the first default that differs, null where none does.</summary>
    public static string? FindDifference(in LLamaContextParams p)
    {
        if (p.n_ctx != 512) return "llama_context_params.n_ctx";
        if (p.n_batch != 2048) return "llama_context_params.n_batch";
        if (p.n_ubatch != 512) return "llama_context_params.n_ubatch";
        if (p.n_seq_max != 1) return "llama_context_params.n_seq_max";
        if (p.n_threads != 4 || p.n_threads_batch != 4) return "llama_context_params.n_threads";
        if ((int)p.rope_scaling_type != -1 || (int)p.llama_pooling_type != -1 || (int)p.attention_type != -1) return "llama_context_params.rope_scaling_type";
        if ((int)p.llama_flash_attn_type != -1) return "llama_context_params.flash_attn_type";
        if (p.rope_freq_base != 0 || p.rope_freq_scale != 0) return "llama_context_params.rope_freq_base";
        if (p.yarn_ext_factor != -1) return "llama_context_params.yarn_ext_factor";
        if (p.defrag_threshold != -1) return "llama_context_params.defrag_thold";
        if (p.cb_eval != 0 || p.cb_eval_user_data != 0) return "llama_context_params.cb_eval";
        if (p.type_k != GGMLType.GGML_TYPE_F16 || p.type_v != GGMLType.GGML_TYPE_F16) return "llama_context_params.type_k";
        if (p.abort_callback != 0 || p.abort_callback_user_data != 0) return "llama_context_params.abort_callback";
        if (p.embeddings || !p.offload_kqv || !p.no_perf) return "llama_context_params.embeddings";
        if (!p.op_offload || !p.swa_full || p.kv_unified) return "llama_context_params.swa_full";
        return p.samplers != 0 || p.n_samplers != 0 ? "llama_context_params.samplers" : null;
    }

    /// <summary>The name of the first default that differs, null where none does.</summary>
    public static string? FindDifference(in LLamaModelParams p)
    {
        if (p.tensor_buft_overrides != null) return "llama_model_params.tensor_buft_overrides";
        if (p.split_mode != GPUSplitMode.Layer) return "llama_model_params.split_mode";
        if (p.main_gpu != 0) return "llama_model_params.main_gpu";
        if (p.tensor_split != null) return "llama_model_params.tensor_split";
        if (p.progress_callback is not null || p.progress_callback_user_data != null) return "llama_model_params.progress_callback";
        if (p.kv_overrides != null) return "llama_model_params.kv_overrides";
        if (p.vocab_only || !p.use_mmap || p.use_mlock) return "llama_model_params.use_mmap";
        return p.check_tensors || !p.use_extra_bufts || p.no_host || p.no_alloc ? "llama_model_params.use_extra_bufts" : null;
    }
}
