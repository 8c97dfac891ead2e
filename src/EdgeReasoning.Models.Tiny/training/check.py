"""Compares the fused pass with plain PyTorch: losses and gradients of a random batch."""
import sys, time
import torch
from fused import FusedPass
from model import Model

torch.manual_seed(1)
torch.set_num_threads(1)
width, layers, heads, hidden = (int(a) for a in sys.argv[1:5]) if len(sys.argv) > 4 else (128, 3, 4, 352)
model = Model(352, width, layers, heads, hidden)
tokens = torch.randint(0, 352, (12, 256))
targets, weights = torch.randint(0, 352, (12 * 256,)), torch.rand(12 * 256)
loss = (torch.nn.functional.cross_entropy(model(tokens).view(-1, 352), targets, reduction="none") * weights).sum()
loss.backward()
expected = {name: p.grad.clone() for name, p in model.named_parameters()}
for p in model.parameters():
    p.grad.zero_()
fused = FusedPass(model)
got = fused(tokens, targets, weights)
print("loss", loss.item(), got)
for name, p in model.named_parameters():
    error = (p.grad - expected[name]).norm() / expected[name].norm()
    if error > 0.05: raise SystemExit(f"the gradient of {name} is off by {error:.1%}")
print("gradients agree; the last is off by", f"{error:.2%}")
t = time.time()
for _ in range(5): fused(tokens, targets, weights)
print("tokens a second:", int(5 * tokens.numel() / (time.time() - t)), "parameters", sum(p.numel() for p in model.parameters()))
