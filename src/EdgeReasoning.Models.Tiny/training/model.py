"""The llama architecture in plain PyTorch: what the fused pass is checked against, what trains on a GPU, and what generates."""
import math

import torch
import torch.nn.functional as F


class Model(torch.nn.Module):
    """Tied embeddings, rotation by neighbouring pairs (ggml's NORM), RMS norms, SwiGLU."""

    epsilon = 1e-5

    def __init__(self, vocabulary, width, layers, heads, hidden, context=1024, seed=0):
        super().__init__()
        self.vocabulary, self.width, self.layers, self.heads, self.hidden, self.context = vocabulary, width, layers, heads, hidden, context
        generator = torch.Generator().manual_seed(seed)

        def matrix(name, rows, columns, scale):
            self.register_parameter_named(name, torch.randn(rows, columns, generator=generator) * scale)

        matrix("embedding", vocabulary, width, 1 / math.sqrt(width))
        for i in range(layers):
            self.register_parameter_named(f"norm1_{i}", torch.ones(width))
            matrix(f"qkv_{i}", 3 * width, width, 1 / math.sqrt(width))
            matrix(f"out_{i}", width, width, 1 / math.sqrt(2 * layers * width))
            self.register_parameter_named(f"norm2_{i}", torch.ones(width))
            matrix(f"gate_up_{i}", 2 * hidden, width, 1 / math.sqrt(width))
            matrix(f"down_{i}", width, hidden, 1 / math.sqrt(2 * layers * hidden))
        self.register_parameter_named("norm", torch.ones(width))
        size = width // heads
        angles = torch.outer(torch.arange(context).float(), 10000.0 ** (-torch.arange(0, size, 2).float() / size))
        self.register_buffer("cosine", torch.cos(angles), persistent=False)
        self.register_buffer("sine", torch.sin(angles), persistent=False)

    def register_parameter_named(self, name, value):
        self._parameters[name] = torch.nn.Parameter(value)

    def norm(self, x, weight):
        return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + self.epsilon) * weight

    def rotate(self, x, positions):
        """x: [batch, heads, time, size]; positions: [batch, time]."""
        c, s = self.cosine[positions].unsqueeze(1), self.sine[positions].unsqueeze(1)
        a, b = x[..., 0::2], x[..., 1::2]
        return torch.stack((a * c - b * s, a * s + b * c), -1).flatten(-2)

    def forward(self, tokens, cache=None, positions=None):
        """Logits. With a cache, keys and values of earlier positions are taken from it and those of tokens are put into it."""
        p = self._parameters
        batch, time = tokens.shape
        if positions is None:
            positions = torch.arange(time, device=tokens.device).expand(batch, time)
        x = p["embedding"][tokens]
        for i in range(self.layers):
            q, k, v = F.linear(self.norm(x, p[f"norm1_{i}"]), p[f"qkv_{i}"]).view(batch, time, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
            q, k = self.rotate(q, positions), self.rotate(k, positions)
            if cache is not None:
                index = positions.view(batch, 1, time, 1).expand_as(k)
                cache[i][0].scatter_(2, index, k)
                cache[i][1].scatter_(2, index, v)
                length = int(positions.max()) + 1
                k, v = cache[i][0][:, :, :length], cache[i][1][:, :, :length]
            ahead = torch.arange(k.shape[2], device=tokens.device).view(1, 1, -1) > positions.unsqueeze(-1)
            scores = (q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])).masked_fill(ahead.unsqueeze(1), -math.inf)
            x = x + F.linear((torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(batch, time, -1), p[f"out_{i}"])
            gate, up = F.linear(self.norm(x, p[f"norm2_{i}"]), p[f"gate_up_{i}"]).chunk(2, -1)
            x = x + F.linear(F.silu(gate) * up, p[f"down_{i}"])
        return F.linear(self.norm(x, p["norm"]), p["embedding"])

    @torch.no_grad()
    def generate(self, prompts, end, limit, temperature=0.0, generator=None):
        """Continues lists of tokens, each until its end token or for at most `limit` tokens."""
        device = self._parameters["embedding"].device
        batch, longest = len(prompts), max(map(len, prompts))
        room = min(self.context, longest + limit)
        cache = [[torch.zeros(batch, self.heads, room, self.width // self.heads, device=device) for _ in range(2)] for _ in range(self.layers)]
        tokens = torch.tensor([p + [0] * (longest - len(p)) for p in prompts], device=device)
        lengths = torch.tensor([len(p) for p in prompts], device=device)
        logits = self(tokens, cache)[torch.arange(batch), lengths - 1]
        replies, alive = [[] for _ in prompts], torch.ones(batch, dtype=torch.bool)
        for _ in range(limit):
            if temperature == 0:
                following = logits.argmax(-1)
            else:
                following = torch.multinomial(torch.softmax(logits / temperature, -1), 1, generator=generator).view(-1)
            for row, token in enumerate(following.tolist()):
                if alive[row]:
                    replies[row].append(token)
                    alive[row] = token != end
            if not alive.any() or int(lengths.max()) + 1 > room:
                break
            logits = self(following.view(-1, 1), cache, lengths.view(-1, 1))[:, 0]
            lengths = lengths + 1
        return replies
