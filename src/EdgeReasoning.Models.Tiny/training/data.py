"""The examples that the console of this folder writes, in batches without padding to speak of."""
import json
import os

import numpy
import torch

# Of what is ignored, prompts, replies, and what decides. A direct model's reply is so short that its prompts would count for more.
WEIGHTS = numpy.array([0, 0.1, 1, 4], dtype=numpy.float32)
WEIGHTS_DIRECT = numpy.array([0, 0.01, 1, 4], dtype=numpy.float32)
START_WEIGHT = 2
NAMES = "Ann Bob Dee Eve Fay Gus Hal Ida Jim Kim Leo Max Ned Pam Ray Sue".split()


class Examples:
    """What a person has is read in one place of a long story, by two tokens of a hundred: the one skill that is learned last.
    So these tokens weigh more than others."""

    def __init__(self, folder, name):
        ids = Vocabulary(folder).ids
        self.names = numpy.zeros(len(ids), bool)
        self.names[[ids[" " + person] for person in NAMES]] = True
        self.digits = numpy.zeros(len(ids), bool)
        self.digits[[ids[digit] for digit in "0123456789"]] = True
        self.has, self.space = ids[" has"], ids["Ġ"]
        self.weights = WEIGHTS_DIRECT if name.startswith("direct") else WEIGHTS
        self.tokens = numpy.memmap(os.path.join(folder, name + ".tokens"), numpy.uint16, "r")
        self.index = numpy.fromfile(os.path.join(folder, name + ".index"), numpy.int64).reshape(-1, 4)

    def one(self, row):
        start, length, prompt = self.index[row, :3]
        packed = self.tokens[start:start + length].astype(numpy.int64)
        ids, weights = packed & 0xFFF, self.weights[packed >> 12]
        for at in numpy.flatnonzero(self.names[ids[prompt:]]) + prompt + 1:
            at += ids[at] == self.has
            if ids[at] == self.space:
                at += 1
                while self.digits[ids[at]]:
                    weights[at] *= START_WEIGHT
                    at += 1
        return ids, weights

    def batches(self, size, random, hardest):
        """Endless batches of `size` tokens, each of examples of like length, of at most hardest() steps.

        There is one shape for each length, in steps of 16: oneDNN compiles its products anew for every shape it has not seen."""
        waiting = {}
        while True:
            now = hardest()
            rows = numpy.flatnonzero(self.index[:, 3] <= now)
            ready = []
            for row in random.choice(rows, min(len(rows), 4096), replace=False):
                time = (int(self.index[row, 1]) - 1 + 15) // 16 * 16
                group = waiting.setdefault(time, [])
                group.append(row)
                if len(group) == max(1, size // time):
                    ready.append((time, waiting.pop(time)))
            for i in random.permutation(len(ready)):
                yield self.pack(*ready[i])
                if hardest() != now:
                    break

    def pack(self, time, rows):
        tokens, targets = numpy.zeros((2, len(rows), time), numpy.int64)
        weights = numpy.zeros((len(rows), time), numpy.float32)
        for i, row in enumerate(rows):
            ids, w = self.one(row)
            tokens[i, :len(ids) - 1], targets[i, :len(ids) - 1], weights[i, :len(ids) - 1] = ids[:-1], ids[1:], w[1:]
        return torch.from_numpy(tokens), torch.from_numpy(targets.reshape(-1)), torch.from_numpy(weights.reshape(-1))


class Vocabulary:
    def __init__(self, folder):
        self.tokens = [t["text"] for t in json.load(open(os.path.join(folder, "vocabulary.json"), encoding="utf-8"))]
        self.ids = {text: i for i, text in enumerate(self.tokens)}

    def boxed(self, ids):
        """The tokens within the last \\boxed{}; None where there is none."""
        ids, box, close = list(ids), self.ids["\\boxed{"], self.ids["}"]
        if box not in ids:
            return None
        inside = ids[len(ids) - ids[::-1].index(box):]
        return tuple(inside[:inside.index(close)]) if close in inside else None
