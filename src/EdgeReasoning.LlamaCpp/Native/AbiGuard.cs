namespace EdgeReasoning.LlamaCpp.Native;

/// <summary>Compares what a library says its defaults are with what they are where our structs fit: a field that has moved shows.</summary>
internal static unsafe class AbiGuard
{
    /// <summary>The name of the first default that differs, null where none does.</summary>
    public static string? FindDifference() => FindDifference(NativeMethods.llama_model_default_params_guarded().Value)
        ?? FindDifference(NativeMethods.llama_context_default_params_guarded().Value);

    public static string? FindDifference(in LlamaModelParams p)
    {
        if (p.Devices != null) return "llama_model_params.devices";
        if (p.GpuLayers != -1) return "llama_model_params.n_gpu_layers";
        if (p.SplitMode != 1) return "llama_model_params.split_mode";
        if (p.LoadMode != -1) return "llama_model_params.load_mode";
        if (p.LazyMode != 1) return "llama_model_params.lazy_mode";
        if (p.MainGpu != 0) return "llama_model_params.main_gpu";
        if (p.TensorSplit != null) return "llama_model_params.tensor_split";
        if (p.ProgressCallback != null || p.ProgressCallbackUserData != 0) return "llama_model_params.progress_callback";
        if (p.VocabOnly != 0 || p.CheckTensors != 0) return "llama_model_params.vocab_only";
        if (p.UseExtraBuffers != 1) return "llama_model_params.use_extra_bufts";
        if (p.NoHost != 0 || p.NoAlloc != 0 || p.LoadMtp != 0) return "llama_model_params.no_host";
        return null;
    }

    public static string? FindDifference(in LlamaContextParams p)
    {
        if (p.ContextTokens != 512) return "llama_context_params.n_ctx";
        if (p.BatchTokens != 2048) return "llama_context_params.n_batch";
        if (p.MicroBatchTokens != 512) return "llama_context_params.n_ubatch";
        if (p.MaxSequences != 1) return "llama_context_params.n_seq_max";
        if (p.MaxOutputs != 0 || p.MaxOutputsPerSequence != 1) return "llama_context_params.n_outputs_max";
        if (p.Threads != 4 || p.BatchThreads != 4) return "llama_context_params.n_threads";
        if (p.RopeScalingType != -1 || p.PoolingType != -1 || p.AttentionType != -1) return "llama_context_params.rope_scaling_type";
        if (p.FlashAttention != -1) return "llama_context_params.flash_attn_type";
        if (p.RopeFrequencyBase != 0 || p.RopeFrequencyScale != 0) return "llama_context_params.rope_freq_base";
        if (p.YarnExtFactor != -1 || p.YarnBetaSlow != -1) return "llama_context_params.yarn_ext_factor";
        if (p.DefragThreshold != -1) return "llama_context_params.defrag_thold";
        if (p.EvalCallback != 0) return "llama_context_params.cb_eval";
        if (p.KeyType != (int)KvType.F16 || p.ValueType != (int)KvType.F16) return "llama_context_params.type_k";
        if (p.AbortCallback != 0) return "llama_context_params.abort_callback";
        if (p.Embeddings != 0 || p.OffloadKqv != 1 || p.NoPerf != 1) return "llama_context_params.embeddings";
        if (p.OpOffload != 1 || p.SwaFull != 1 || p.KvUnified != 0) return "llama_context_params.swa_full";
        if (p.Samplers != 0 || p.SamplerCount != 0 || p.OtherContext != 0) return "llama_context_params.samplers";
        return null;
    }

    public static string? FindDifference(in LlamaQuantizeParams p)
    {
        // ggml's GGML_TYPE_COUNT, which stands for none.
        const int none = 43;
        if (p.Threads != 0) return "llama_model_quantize_params.nthread";
        if (p.FileType != (int)LlamaQuantization.Q8_0) return "llama_model_quantize_params.ftype";
        if (p.OutputTensorType != none || p.TokenEmbeddingType != none) return "llama_model_quantize_params.output_tensor_type";
        if (p.AllowRequantize != 0 || p.QuantizeOutputTensor != 1) return "llama_model_quantize_params.allow_requantize";
        if (p.OnlyCopy != 0 || p.Pure != 0 || p.KeepSplit != 0 || p.DryRun != 0) return "llama_model_quantize_params.only_copy";
        if (p.ImportanceMatrix != 0 || p.KvOverrides != 0 || p.TensorOverrides != 0 || p.PruneLayers != 0) return "llama_model_quantize_params.imatrix";
        return p.MaxBufferBytes == (nuint)8 << 30 ? null : "llama_model_quantize_params.max_buf_size";
    }
}
