"""Muon (Jordan et al. 2024, kellerjordan.github.io/posts/muon): momentum made orthogonal by Newton-Schulz steps, for matrices; AdamW for the rest."""
import torch


def _orthogonal(g):
    """Nearest half-orthogonal matrices of a batch, approximately; coefficients of the reference implementation."""
    x = g.bfloat16()
    tall = x.shape[-2] > x.shape[-1]
    if tall:
        x = x.transpose(-1, -2)
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(5):
        a = x @ x.transpose(-1, -2)
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * (a @ a)) @ x
    return (x.transpose(-1, -2) if tall else x).float()


class Muon(torch.optim.Optimizer):
    """Queries, keys and values are one parameter but three matrices: `parts` says how many."""

    def __init__(self, groups, lr=0.02, momentum=0.95):
        super().__init__(groups, dict(lr=lr, momentum=momentum, parts=1))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                state = self.state[p]
                if not state:
                    state["momentum"] = torch.zeros_like(p)
                state["momentum"].lerp_(p.grad, 1 - group["momentum"])
                update = p.grad.lerp(state["momentum"], group["momentum"]).view(group["parts"], -1, p.shape[1])
                update = _orthogonal(update) * max(1, update.shape[1] / update.shape[2]) ** 0.5
                p.add_(update.view_as(p), alpha=-group["lr"])
