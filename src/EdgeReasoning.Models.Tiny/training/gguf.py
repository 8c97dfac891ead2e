"""Reads the weights of a GGUF model with 16-bit or 32-bit tensors, so that training can go on from a file that ships."""
import struct

import numpy
import torch

_SIZES = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY, _F32, _F16 = 8, 9, 0, 1


def read(path):
    """Tensors by ggml's names, matrices as rows of inputs."""
    with open(path, "rb") as file:
        def take(form):
            return struct.unpack("<" + form, file.read(struct.calcsize("<" + form)))[0]

        def text():
            return file.read(take("Q")).decode()

        def value(kind):
            if kind == _STRING:
                return text()
            if kind == _ARRAY:
                of, count = take("I"), take("Q")
                return [value(of) for _ in range(count)]
            return take(_SIZES[kind])

        if file.read(4) != b"GGUF" or take("I") != 3:
            raise SystemExit(f"{path} is no GGUF file of version 3")
        tensors, keys = take("Q"), take("Q")
        for _ in range(keys):
            text()
            value(take("I"))
        table = [(text(), [take("Q") for _ in range(take("I"))], take("I"), take("Q")) for _ in range(tensors)]
        start = (file.tell() + 31) // 32 * 32
        result = {}
        for name, shape, kind, offset in table:
            if kind not in (_F32, _F16):
                raise SystemExit(f"{path} is quantised; take the file with 16-bit weights")
            data = numpy.fromfile(path, "<f4" if kind == _F32 else "<f2", int(numpy.prod(shape)), offset=start + offset)
            result[name] = torch.from_numpy(data.astype(numpy.float32)).view(*reversed(shape))
        return result


def weights(path, layers):
    """The same under the names of model.py."""
    t = read(path)
    result = {"embedding": t["token_embd.weight"], "norm": t["output_norm.weight"]}
    for i in range(layers):
        block = f"blk.{i}."
        result[f"norm1_{i}"], result[f"norm2_{i}"] = t[block + "attn_norm.weight"], t[block + "ffn_norm.weight"]
        result[f"qkv_{i}"] = torch.cat([t[block + f"attn_{part}.weight"] for part in "qkv"])
        result[f"out_{i}"], result[f"down_{i}"] = t[block + "attn_output.weight"], t[block + "ffn_down.weight"]
        result[f"gate_up_{i}"] = torch.cat([t[block + f"ffn_{part}.weight"] for part in ("gate", "up")])
    return result
