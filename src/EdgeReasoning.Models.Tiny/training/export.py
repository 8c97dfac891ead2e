"""Writes a run's weights for the console's `gguf` verb: RUN/weights.bin (32-bit floats, tensor after tensor) and RUN/model.json.

    python3 export.py runs/small-reasoner"""
import json
import os
import sys

import torch


def tensors(weights, layers):
    """ggml's names, in the order of the file; matrices as rows of inputs."""
    yield "token_embd.weight", weights["embedding"]
    yield "output_norm.weight", weights["norm"]
    for i in range(layers):
        yield f"blk.{i}.attn_norm.weight", weights[f"norm1_{i}"]
        for name, part in zip("qkv", weights[f"qkv_{i}"].chunk(3)):
            yield f"blk.{i}.attn_{name}.weight", part
        yield f"blk.{i}.attn_output.weight", weights[f"out_{i}"]
        yield f"blk.{i}.ffn_norm.weight", weights[f"norm2_{i}"]
        for name, part in zip(("gate", "up"), weights[f"gate_up_{i}"].chunk(2)):
            yield f"blk.{i}.ffn_{name}.weight", part
        yield f"blk.{i}.ffn_down.weight", weights[f"down_{i}"]


def main(folder):
    state = torch.load(os.path.join(folder, "state.pt"), map_location="cpu")
    table = []
    with open(os.path.join(folder, "weights.bin"), "wb") as file:
        for name, tensor in tensors(state["shadow"], state["shape"]["layers"]):
            file.write(tensor.contiguous().float().numpy().astype("<f4").tobytes())
            table.append(dict(name=name, shape=list(reversed(tensor.shape))))
    log = [json.loads(line) for line in open(os.path.join(folder, "log.jsonl"))]
    with open(os.path.join(folder, "model.json"), "w") as file:
        json.dump(dict(size=state["size"], kind=state["kind"], **state["shape"], steps=state["step"], tokens=state["done"], seconds=round(state["seconds"]),
                       accuracy=log[-1]["accuracy"], tensors=table), file)


if __name__ == "__main__":
    for run in sys.argv[1:]:
        main(run)
