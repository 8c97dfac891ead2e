// The element-wise parts of training a llama model on a CPU, each in one pass. Matrix products are PyTorch's (bfloat16, AMX where there is one).
// bfloat16 is passed as 16-bit integers. Built by fused.py.
#include <math.h>
#include <stdint.h>
#include <string.h>

typedef uint16_t bf16;

static inline float widen(bf16 x) { uint32_t u = (uint32_t)x << 16; float f; memcpy(&f, &u, 4); return f; }
static inline bf16 narrow(float f) { uint32_t u; memcpy(&u, &f, 4); return (bf16)((u + 0x7FFF + ((u >> 16) & 1)) >> 16); }

void rms_forward(const float *x, const float *w, bf16 *y, float *inv, long n, long width, float eps) {
    for (long i = 0; i < n; i++) {
        const float *xi = x + i * width;
        float sum = 0;
        for (long j = 0; j < width; j++) sum += xi[j] * xi[j];
        float r = inv[i] = 1.0f / sqrtf(sum / width + eps);
        for (long j = 0; j < width; j++) y[i * width + j] = narrow(xi[j] * r * w[j]);
    }
}

// Adds to dx and dw.
void rms_backward(const float *x, const float *w, const float *inv, const bf16 *dy, float *dx, float *dw, long n, long width) {
    for (long i = 0; i < n; i++) {
        const float *xi = x + i * width;
        const bf16 *di = dy + i * width;
        float r = inv[i], sum = 0;
        for (long j = 0; j < width; j++) sum += widen(di[j]) * w[j] * xi[j];
        float c = sum * r * r * r / width;
        for (long j = 0; j < width; j++) {
            float d = widen(di[j]);
            dw[j] += d * xi[j] * r;
            dx[i * width + j] += d * w[j] * r - xi[j] * c;
        }
    }
}

void add(float *x, const bf16 *y, long n) { for (long i = 0; i < n; i++) x[i] += widen(y[i]); }

void to_bf16(const float *x, bf16 *y, long n) { for (long i = 0; i < n; i++) y[i] = narrow(x[i]); }

// [batch, time, 3, heads, size] to three of [batch, heads, time, size]; queries and keys rotated by pairs (ggml's NORM), queries scaled.
void split_heads(const bf16 *qkv, bf16 *q, bf16 *k, bf16 *v, const float *cosine, const float *sine, long batch, long time, long heads, long size) {
    float scale = 1.0f / sqrtf((float)size);
    bf16 *out[3] = {q, k, v};
    for (long b = 0; b < batch; b++) for (long t = 0; t < time; t++) for (int part = 0; part < 3; part++) for (long h = 0; h < heads; h++) {
        const bf16 *in = qkv + (((b * time + t) * 3 + part) * heads + h) * size;
        bf16 *to = out[part] + ((b * heads + h) * time + t) * size;
        if (part == 2) { memcpy(to, in, size * sizeof(bf16)); continue; }
        float s = part == 0 ? scale : 1.0f;
        const float *c = cosine + t * size / 2, *n = sine + t * size / 2;
        for (long i = 0; i < size / 2; i++) {
            float a = widen(in[2 * i]) * s, e = widen(in[2 * i + 1]) * s;
            to[2 * i] = narrow(a * c[i] - e * n[i]);
            to[2 * i + 1] = narrow(a * n[i] + e * c[i]);
        }
    }
}

void split_heads_backward(bf16 *dqkv, const bf16 *dq, const bf16 *dk, const bf16 *dv, const float *cosine, const float *sine, long batch, long time, long heads, long size) {
    float scale = 1.0f / sqrtf((float)size);
    const bf16 *in[3] = {dq, dk, dv};
    for (long b = 0; b < batch; b++) for (long t = 0; t < time; t++) for (int part = 0; part < 3; part++) for (long h = 0; h < heads; h++) {
        bf16 *to = dqkv + (((b * time + t) * 3 + part) * heads + h) * size;
        const bf16 *from = in[part] + ((b * heads + h) * time + t) * size;
        if (part == 2) { memcpy(to, from, size * sizeof(bf16)); continue; }
        float s = part == 0 ? scale : 1.0f;
        const float *c = cosine + t * size / 2, *n = sine + t * size / 2;
        for (long i = 0; i < size / 2; i++) {
            float a = widen(from[2 * i]) * s, e = widen(from[2 * i + 1]) * s;
            to[2 * i] = narrow(a * c[i] + e * n[i]);
            to[2 * i + 1] = narrow(e * c[i] - a * n[i]);
        }
    }
}

// [batch, heads, time, size] to [batch, time, heads, size], or back.
void merge_heads(const bf16 *in, bf16 *out, long batch, long time, long heads, long size, long back) {
    for (long b = 0; b < batch; b++) for (long h = 0; h < heads; h++) for (long t = 0; t < time; t++) {
        long apart = ((b * heads + h) * time + t) * size, together = ((b * time + t) * heads + h) * size;
        memcpy(out + (back ? apart : together), in + (back ? together : apart), size * sizeof(bf16));
    }
}

// In place; what lies ahead becomes 0.
void softmax_forward(bf16 *s, long rows, long time) {
    float e[4096];
    for (long r = 0; r < rows; r++) {
        bf16 *row = s + r * time;
        long n = r % time + 1;
        float most = -INFINITY, sum = 0;
        for (long j = 0; j < n; j++) e[j] = widen(row[j]);
        for (long j = 0; j < n; j++) most = e[j] > most ? e[j] : most;
        for (long j = 0; j < n; j++) { e[j] = expf(e[j] - most); sum += e[j]; }
        float r1 = 1.0f / sum;
        for (long j = 0; j < n; j++) row[j] = narrow(e[j] * r1);
        memset(row + n, 0, (time - n) * sizeof(bf16));
    }
}

// dp becomes the gradient of the scores.
void softmax_backward(const bf16 *p, bf16 *dp, long rows, long time) {
    for (long r = 0; r < rows; r++) {
        const bf16 *a = p + r * time;
        bf16 *d = dp + r * time;
        long n = r % time + 1;
        float sum = 0;
        for (long j = 0; j < n; j++) sum += widen(a[j]) * widen(d[j]);
        for (long j = 0; j < n; j++) d[j] = narrow(widen(a[j]) * (widen(d[j]) - sum));
        memset(d + n, 0, (time - n) * sizeof(bf16));
    }
}

void swiglu_forward(const bf16 *gu, bf16 *a, long n, long width) {
    for (long i = 0; i < n; i++) for (long j = 0; j < width; j++) {
        float g = widen(gu[i * 2 * width + j]), u = widen(gu[i * 2 * width + width + j]);
        a[i * width + j] = narrow(g / (1.0f + expf(-g)) * u);
    }
}

// gu becomes its own gradient.
void swiglu_backward(bf16 *gu, const bf16 *da, long n, long width) {
    for (long i = 0; i < n; i++) for (long j = 0; j < width; j++) {
        float g = widen(gu[i * 2 * width + j]), u = widen(gu[i * 2 * width + width + j]), d = widen(da[i * width + j]);
        float s = 1.0f / (1.0f + expf(-g));
        gu[i * 2 * width + j] = narrow(d * u * s * (1.0f + g * (1.0f - s)));
        gu[i * 2 * width + width + j] = narrow(d * g * s);
    }
}

// Logits become the gradient of the weighted sum of the losses, which is returned.
double cross_entropy(bf16 *logits, const int64_t *targets, const float *weights, long n, long size) {
    double loss = 0;
    float e[8192];
    for (long i = 0; i < n; i++) {
        bf16 *row = logits + i * size;
        if (weights[i] == 0) { memset(row, 0, size * sizeof(bf16)); continue; }
        float most = -INFINITY, sum = 0;
        for (long j = 0; j < size; j++) e[j] = widen(row[j]);
        for (long j = 0; j < size; j++) most = e[j] > most ? e[j] : most;
        float target = e[targets[i]];
        for (long j = 0; j < size; j++) { e[j] = expf(e[j] - most); sum += e[j]; }
        float scale = weights[i] / sum;
        loss += weights[i] * (logf(sum) + most - target);
        e[targets[i]] -= sum;
        for (long j = 0; j < size; j++) row[j] = narrow(e[j] * scale);
    }
    return loss;
}
