"""Trains one model of the family. It may be stopped at any time; the same command goes on from its last checkpoint.

    python3 train.py middle reasoner --tokens 20e6 [--init RUN or FILE.gguf] [--data data] [--out runs]

On a CPU, run it with OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1: one process a core trains two models at once."""
import argparse
import json
import math
import os
import signal
import time

import numpy
import torch

import gguf
from data import Examples, Vocabulary
from model import Model
from muon import Muon

SIZES = {
    "small": dict(width=64, layers=3, heads=2, hidden=128),
    "middle": dict(width=96, layers=4, heads=3, hidden=256),
    "large": dict(width=160, layers=4, heads=5, hidden=448),
}
BATCH_TOKENS, STEP_TOKENS = 3072, 6144
WARM_STEPS, DECAY_PART = 50, 0.35


def pass_of(model, device):
    """A function that adds the gradients of a batch; refresh() is called after each step."""
    if device == "cpu":
        from fused import FusedPass
        return FusedPass(model)
    return PlainPass(model, device)


class PlainPass:
    def __init__(self, model, device):
        self.model, self.device = model, device

    def refresh(self):
        pass

    def __call__(self, tokens, targets, weights):
        with torch.autocast(self.device, torch.bfloat16):
            logits = self.model(tokens.to(self.device))
        losses = torch.nn.functional.cross_entropy(logits.float().flatten(0, 1), targets.to(self.device), reduction="none")
        loss = (losses * weights.to(self.device)).sum()
        loss.backward()
        return loss.item()


def optimizers(model, rate):
    named = list(model.named_parameters())
    matrices = [(n, p) for n, p in named if p.dim() == 2 and n != "embedding"]
    rest = [p for n, p in named if p.dim() == 1 or n == "embedding"]
    muon = Muon([dict(params=[p], parts=3 if n.startswith("qkv") else 2 if n.startswith("gate_up") else 1) for n, p in matrices], lr=0.02 * rate)
    return [muon, torch.optim.AdamW(rest, lr=4e-3 * rate, betas=(0.9, 0.98), weight_decay=0)]


def evaluate(model, examples, vocabulary, end, count):
    prompts, expected = [], []
    for row in range(count):
        ids, _ = examples.one(row)
        prompts.append(ids[:examples.index[row, 2]].tolist())
        expected.append(vocabulary.boxed(ids))
    replies = model.generate(prompts, end, 320)
    right = [vocabulary.boxed(r) == e for r, e in zip(replies, expected)]
    by_steps = {}
    for row, ok in enumerate(right):
        by_steps.setdefault(int(examples.index[row, 3]) // 4, []).append(ok)
    return sum(right) / count, numpy.mean([len(r) for r in replies]), {k * 4: round(float(numpy.mean(v)), 2) for k, v in sorted(by_steps.items())}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("size", choices=SIZES)
    arguments.add_argument("kind", choices=["reasoner", "direct", "budgeted"])
    arguments.add_argument("--tokens", type=float, default=60e6)
    arguments.add_argument("--examples", help="their name, where it is not the kind's")
    arguments.add_argument("--data", default="data")
    arguments.add_argument("--out", default="runs")
    arguments.add_argument("--init", help="another run, or a 16-bit GGUF file, to start from")
    arguments.add_argument("--rate", type=float, default=1.0)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--name")
    arguments.add_argument("--minutes", type=float, default=5, help="between checkpoints")
    a = arguments.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if device == "cpu":
        torch.set_num_threads(1)
    folder = os.path.join(a.out, a.name or f"{a.size}-{a.kind}")
    os.makedirs(folder, exist_ok=True)
    state_file, log_file = os.path.join(folder, "state.pt"), os.path.join(folder, "log.jsonl")

    vocabulary = Vocabulary(a.data)
    model = Model(len(vocabulary.tokens), **SIZES[a.size], seed=a.seed).to(device)
    shadow = Model(len(vocabulary.tokens), **SIZES[a.size], seed=a.seed).to(device)
    examples = a.examples or a.kind
    train, dev = Examples(a.data, examples), Examples(a.data, examples + "-dev")
    end = vocabulary.ids["<|im_end|>" if a.kind == "direct" else "<｜end▁of▁sentence｜>"]
    opts = optimizers(model, a.rate)
    base = [[g["lr"] for g in o.param_groups] for o in opts]
    step, done, seconds = 0, 0, 0.0
    if os.path.exists(state_file):
        state = torch.load(state_file, map_location=device)
        model.load_state_dict(state["model"])
        shadow.load_state_dict(state["shadow"])
        for o, s in zip(opts, state["optimizers"]):
            o.load_state_dict(s)
        step, done, seconds = state["step"], state["done"], state["seconds"]
    elif a.init:
        weights = gguf.weights(a.init, SIZES[a.size]["layers"]) if a.init.endswith(".gguf") else torch.load(os.path.join(a.out, a.init, "state.pt"), map_location=device)["shadow"]
        model.load_state_dict(weights)
        shadow.load_state_dict(weights)
    for p in model.parameters():
        p.grad = torch.zeros_like(p)

    def hardest():
        part = done / a.tokens
        if a.kind == "direct":
            # Who has to answer at once learns to choose on the shortest stories, or never does.
            return 3 if part < 0.4 else 16
        return 16 if a.init or part > 0.15 else 8 if part > 0.08 else 4

    def checkpoint():
        torch.save(dict(model=model.state_dict(), shadow=shadow.state_dict(), optimizers=[o.state_dict() for o in opts], step=step, done=done,
                        seconds=seconds, size=a.size, kind=a.kind, shape=SIZES[a.size]), state_file + ".new")
        os.replace(state_file + ".new", state_file)

    def report(**more):
        checkpoint()
        row = dict(step=step, tokens=done, seconds=round(seconds), loss=round(total_loss / max(total_weight, 1e-9), 4), **more)
        with open(log_file, "a") as log:
            log.write(json.dumps(row) + "\n")
        print(folder, json.dumps(row), flush=True)

    stop = []
    signal.signal(signal.SIGTERM, lambda *_: stop.append(True))
    add = pass_of(model, device)
    batches = train.batches(BATCH_TOKENS, numpy.random.default_rng([a.seed, step]), hardest)
    total_loss = total_weight = 0.0
    started = last = time.time()
    seconds_before = seconds
    while done < a.tokens:
        tokens_of_step, weight, loss = 0, 0.0, 0.0
        while tokens_of_step < STEP_TOKENS:
            tokens, targets, weights = next(batches)
            loss += add(tokens, targets, weights)
            tokens_of_step += tokens.numel()
            weight += float(weights.sum())
        done += tokens_of_step
        part = done / a.tokens
        rate = min(1, (step + 1) / WARM_STEPS) * min(1, max(0.0, 1 - part) / DECAY_PART + 0.01)
        for p in model.parameters():
            p.grad.div_(weight)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for o, rates in zip(opts, base):
            for g, r in zip(o.param_groups, rates):
                g["lr"] = r * rate
            o.step()
        keep = min(0.99, step / (step + 10))
        with torch.no_grad():
            for s, p in zip(shadow.parameters(), model.parameters()):
                s.lerp_(p, 1 - keep)
                p.grad.zero_()
        add.refresh()
        step += 1
        total_loss, total_weight = total_loss + loss, total_weight + weight
        seconds = seconds_before + time.time() - started
        if not math.isfinite(loss):
            raise SystemExit("the loss is no number any more; start again from the checkpoint with a smaller --rate")
        if stop:
            checkpoint()
            return
        if time.time() - last > a.minutes * 60:
            report()
            total_loss = total_weight = 0.0
            last = time.time()
    # Generating takes as long as minutes of training on a CPU, so it is done once.
    right, length, by_steps = evaluate(shadow, dev, vocabulary, end, 100)
    report(accuracy=right, length=round(float(length), 1), by_steps=by_steps)


if __name__ == "__main__":
    main()
