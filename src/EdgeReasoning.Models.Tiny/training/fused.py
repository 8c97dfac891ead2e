"""Forward and backward pass of a llama model on a CPU without autograd: products in bfloat16 by PyTorch, everything between them by fused.c.

Two to three times as fast as the same in plain PyTorch (model.py), with which check.py compares it."""
import ctypes
import os
import subprocess
import tempfile

import torch

_here = os.path.dirname(os.path.abspath(__file__))


def _build():
    target = os.path.join(tempfile.mkdtemp(), "fused.so")
    subprocess.check_call(["gcc", "-O3", "-march=native", "-ffast-math", "-shared", "-fPIC", os.path.join(_here, "fused.c"), "-o", target, "-lm"])
    library = ctypes.CDLL(target)
    library.cross_entropy.restype = ctypes.c_double
    return library


_library = None


def _call(name, *arguments):
    global _library
    if _library is None:
        _library = _build()
    values = [ctypes.c_void_p(a.data_ptr()) if isinstance(a, torch.Tensor) else ctypes.c_float(a) if isinstance(a, float) else ctypes.c_long(a) for a in arguments]
    return getattr(_library, name)(*values)


def _empty(*shape):
    return torch.empty(shape, dtype=torch.bfloat16)


class FusedPass:
    """Adds the gradients of one batch to the parameters' .grad, and returns the weighted sum of the losses."""

    def __init__(self, model):
        self.model = model
        self.refresh()

    def refresh(self):
        """Takes over the parameters as they are now: after each step of the optimiser."""
        self.half = {name: p.detach().bfloat16() for name, p in self.model.named_parameters() if p.dim() == 2}

    @torch.no_grad()
    def __call__(self, tokens, targets, weights):
        model, half = self.model, self.half
        batch, time = tokens.shape
        n, width, heads, size = batch * time, model.width, model.heads, model.width // model.heads
        cosine, sine = model.cosine[:time].contiguous(), model.sine[:time].contiguous()
        p = dict(model.named_parameters())

        def norm(x, w):
            y, inv = _empty(n, width), torch.empty(n)
            _call("rms_forward", x, w, y, inv, n, width, model.epsilon)
            return y, inv

        def norm_backward(x, w, inv, dy, dx):
            _call("rms_backward", x, w, inv, dy, dx, w.grad, n, width)

        x = p["embedding"][tokens.view(-1)]
        kept = []
        for i in range(model.layers):
            w = {name: f"{name}_{i}" for name in ("norm1", "qkv", "out", "norm2", "gate_up", "down")}
            x1 = x
            h1, inv1 = norm(x1, p[w["norm1"]])
            qkv = torch.mm(h1, half[w["qkv"]].t())
            q, k, v = (_empty(batch * heads, time, size) for _ in range(3))
            _call("split_heads", qkv, q, k, v, cosine, sine, batch, time, heads, size)
            probabilities = torch.bmm(q, k.transpose(1, 2))
            _call("softmax_forward", probabilities, batch * heads * time, time)
            apart = torch.bmm(probabilities, v)
            together = _empty(n, width)
            _call("merge_heads", apart, together, batch, time, heads, size, 0)
            x2 = x1.clone()
            _call("add", x2, torch.mm(together, half[w["out"]].t()), n * width)
            h2, inv2 = norm(x2, p[w["norm2"]])
            gate_up = torch.mm(h2, half[w["gate_up"]].t())
            hidden = gate_up.shape[1] // 2
            active = _empty(n, hidden)
            _call("swiglu_forward", gate_up, active, n, hidden)
            x = x2.clone()
            _call("add", x, torch.mm(active, half[w["down"]].t()), n * width)
            kept.append((w, x1, h1, inv1, q, k, v, probabilities, together, x2, h2, inv2, gate_up, active))

        last, inv = norm(x, p["norm"])
        logits = torch.mm(last, half["embedding"].t())
        loss = _call("cross_entropy", logits, targets, weights, n, logits.shape[1])

        def gradient(name, dy, of):
            p[name].grad.add_(torch.mm(dy.t(), of))

        gradient("embedding", logits, last)
        dx = torch.zeros(n, width)
        norm_backward(x, p["norm"], inv, torch.mm(logits, half["embedding"]), dx)
        for w, x1, h1, inv1, q, k, v, probabilities, together, x2, h2, inv2, gate_up, active in reversed(kept):
            d = _empty(n, width)
            _call("to_bf16", dx, d, n * width)
            gradient(w["down"], d, active)
            _call("swiglu_backward", gate_up, torch.mm(d, half[w["down"]]), n, gate_up.shape[1] // 2)
            gradient(w["gate_up"], gate_up, h2)
            norm_backward(x2, p[w["norm2"]], inv2, torch.mm(gate_up, half[w["gate_up"]]), dx)

            _call("to_bf16", dx, d, n * width)
            gradient(w["out"], d, together)
            apart = _empty(batch * heads, time, size)
            _call("merge_heads", torch.mm(d, half[w["out"]]), apart, batch, time, heads, size, 1)
            dv = torch.bmm(probabilities.transpose(1, 2), apart)
            scores = torch.bmm(apart, v.transpose(1, 2))
            _call("softmax_backward", probabilities, scores, batch * heads * time, time)
            dq, dk = torch.bmm(scores, k), torch.bmm(scores.transpose(1, 2), q)
            dqkv = _empty(n, 3 * width)
            _call("split_heads_backward", dqkv, dq, dk, dv, cosine, sine, batch, time, heads, size)
            gradient(w["qkv"], dqkv, h1)
            norm_backward(x1, p[w["norm1"]], inv1, torch.mm(dqkv, half[w["qkv"]]), dx)
        p["embedding"].grad.index_add_(0, tokens.view(-1), dx)
        return loss
