// The native calls of the binding's lifetime paths, in its order, for Valgrind: .NET itself does not run under it in a time that can be waited for.
// Structs as in src/EdgeReasoning.LlamaCpp/Native. Usage: see run. Arguments: the folder of the libraries, a model.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct model_params {
  void *devices, *overrides;
  int32_t gpu_layers, split_mode, load_mode, lazy_mode, main_gpu;
  float *tensor_split;
  bool (*progress)(float, void *);
  void *progress_data, *kv_overrides;
  bool vocab_only, check_tensors, use_extra_buffers, no_host, no_alloc, load_mtp;
};

struct context_params {
  uint32_t context_tokens, batch_tokens, micro_batch_tokens, max_sequences, snapshots, max_outputs, max_outputs_per_sequence;
  int32_t threads, batch_threads, context_type, rope_scaling, pooling, attention, flash_attention;
  float rope[6];
  uint32_t yarn_original;
  float defrag;
  void *eval, *eval_data;
  int32_t key_type, value_type;
  void *abort, *abort_data;
  bool embeddings, offload_kqv, no_perf, op_offload, swa_full, kv_unified;
  void *samplers;
  size_t sampler_count;
  void *other;
};

struct batch {
  int32_t count, *tokens;
  float *embeddings;
  int32_t *positions, *sequence_counts, **sequences;
  int8_t *wants;
};

void llama_backend_init(void);
void llama_log_set(void (*)(int, const char *, void *), void *);
void ggml_backend_load_all_from_path(const char *);
struct model_params llama_model_default_params(void);
struct context_params llama_context_default_params(void);
void *llama_model_load_from_file(const char *, struct model_params);
void llama_model_free(void *);
const void *llama_model_get_vocab(void *);
int32_t llama_vocab_n_tokens(const void *);
int32_t llama_tokenize(const void *, const char *, int32_t, int32_t *, int32_t, bool, bool);
void *llama_init_from_model(void *, struct context_params);
void llama_free(void *);
int32_t llama_decode(void *, struct batch);
float *llama_get_logits_ith(void *, int32_t);
void *llama_get_memory(void *);
bool llama_memory_seq_rm(void *, int32_t, int32_t, int32_t);
void llama_memory_seq_cp(void *, int32_t, int32_t, int32_t, int32_t);

enum { sequences = 4, most = 64 };

static void silent(int level, const char *text, void *data) { (void)level, (void)text, (void)data; }

static bool stop_at_half(float done, void *data) { (void)data; return done < 0.5f; }

static void require(bool holds, const char *what) {
  if (!holds) fprintf(stderr, "failed: %s\n", what), exit(2);
}

static int decode(void *context, const int32_t *tokens, int count, int from, int sequence) {
  int32_t positions[most], counts[most], *lists[most], text[most];
  int8_t wants[most];
  for (int i = 0; i < count; i++) text[i] = tokens[i], positions[i] = from + i, counts[i] = 1, lists[i] = &sequence, wants[i] = i == count - 1;
  return llama_decode(context, (struct batch){count, text, NULL, positions, counts, lists, wants});
}

// Prefill, forks, steps, rewinds and releases in one context, and then too much for its memory.
static void live(void *model, bool unified) {
  const void *vocabulary = llama_model_get_vocab(model);
  const char question[] = "Gus has 18 coins. Gus doubles. How many?";
  int32_t tokens[most];
  int count = llama_tokenize(vocabulary, question, sizeof question - 1, tokens, most, true, true);
  require(count > 0, "tokenize");
  struct context_params parameters = llama_context_default_params();
  parameters.context_tokens = unified ? 256 : 256 * sequences;
  parameters.batch_tokens = parameters.micro_batch_tokens = most;
  parameters.max_sequences = sequences;
  parameters.kv_unified = unified;
  parameters.threads = parameters.batch_threads = 1;
  void *context = llama_init_from_model(model, parameters);
  require(context != NULL, "context");
  void *memory = llama_get_memory(context);
  require(decode(context, tokens, count, 0, 0) == 0, "prefill");
  for (int s = 1; s < sequences; s++) llama_memory_seq_cp(memory, 0, s, -1, -1);
  float sum = 0;
  for (int step = 0; step < 8; step++)
    for (int s = 0; s < sequences; s++) {
      require(decode(context, tokens + (step + s) % count, 1, count + step, s) == 0, "step");
      float *logits = llama_get_logits_ith(context, 0);
      for (int t = 0; t < llama_vocab_n_tokens(vocabulary); t++) sum += logits[t];
    }

  require(llama_memory_seq_rm(memory, 1, count, -1), "rewind");
  require(decode(context, tokens, 1, count, 1) == 0, "after the rewind");
  llama_memory_seq_rm(memory, 2, -1, -1);
  llama_memory_seq_cp(memory, 1, 2, -1, -1);
  int status = 0;
  for (int from = count + 8; from < 512 && status == 0; from += count) status = decode(context, tokens, count, from, 3);
  require(status != 0, "memory has an end");
  for (int s = 0; s < sequences; s++) llama_memory_seq_rm(memory, s, -1, -1);
  require(decode(context, tokens, count, 0, 0) == 0, "from the beginning");
  llama_free(context);
  printf("%s: %d tokens, sum of logits %.3f\n", unified ? "unified" : "separate", count, sum);
}

int main(int argc, char **argv) {
  require(argc == 3, "usage: lifetime LIBRARIES MODEL");
  llama_log_set(silent, NULL);
  ggml_backend_load_all_from_path(argv[1]);
  llama_backend_init();
  struct model_params parameters = llama_model_default_params();
  parameters.check_tensors = true;
  require(llama_model_load_from_file("/nowhere.gguf", parameters) == NULL, "no file");
  struct model_params stopped = parameters;
  stopped.progress = stop_at_half;
  require(llama_model_load_from_file(argv[2], stopped) == NULL, "loading that is stopped");
  for (int round = 0; round < 2; round++) {
    void *model = llama_model_load_from_file(argv[2], parameters);
    require(model != NULL, "load");
    live(model, false);
    live(model, true);
    llama_model_free(model);
  }

  return 0;
}
