"""Trains the whole family, two models at a time, and makes their files: the one command of the recipe.

    python3 family.py [--models ../models] [--fast]

What is finished is skipped and what was interrupted goes on from its checkpoint, so it may be stopped and started at any time.
--fast trains each on a tenth of its tokens, to see that everything runs."""
import argparse
import concurrent.futures
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CONSOLE = ["dotnet", "run", "--project", HERE, "-c", "Release", "--"]

# Size, kind, million tokens, learning rate, what to start from. Budgeted and direct models start from the reasoner of their size.
# The large reasoner learns to take its time, the others are hasty now and then.
EXAMPLES = {"large-reasoner": "careful"}
RUNS = [
    ("large", "reasoner", 60, 0.8, None),
    ("middle", "reasoner", 50, 0.8, None),
    ("small", "reasoner", 50, 1.0, None),
    ("middle", "budgeted", 28, 0.6, "middle-reasoner"),
    ("small", "direct", 18, 0.9, "small-reasoner"),
    ("middle", "direct", 18, 0.9, "middle-reasoner"),
    ("large", "direct", 19, 0.9, "large-reasoner"),
]


def train(run, waiting_for, fast):
    size, kind, millions, rate, init = run
    if init:
        waiting_for[init].result()
    command = [sys.executable, os.path.join(HERE, "train.py"), size, kind, "--tokens", str(millions * (1e5 if fast else 1e6)), "--rate", str(rate),
               "--examples", EXAMPLES.get(f"{size}-{kind}", kind)]
    subprocess.check_call(command + (["--init", init] if init else []), cwd=HERE, env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"})


def make_files(size, kind, models):
    folder = os.path.join(HERE, "runs", f"{size}-{kind}")
    full, name = os.path.join(folder, "model.gguf"), os.path.join(models, f"{kind}-{size}")
    subprocess.check_call([sys.executable, os.path.join(HERE, "export.py"), folder])
    subprocess.check_call(CONSOLE + ["gguf", folder, full])
    subprocess.check_call(CONSOLE + ["quantize", full, name + ".gguf", "F16"])
    subprocess.check_call(CONSOLE + ["quantize", full, name + "-q8_0.gguf", "Q8_0"])
    if (size, kind) == ("large", "reasoner"):
        subprocess.check_call(CONSOLE + ["quantize", full, name + "-q4_0.gguf", "Q4_0"])


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--models", default=os.path.join(HERE, "..", "models"))
    arguments.add_argument("--fast", action="store_true")
    a = arguments.parse_args()
    data = os.path.join(HERE, "data")
    if not os.path.exists(os.path.join(data, "complete")):
        subprocess.check_call(CONSOLE + ["data", data])
        open(os.path.join(data, "complete"), "w").close()
    started = {}
    # A run that waits for another stands behind it in the list, so two workers never wait for each other.
    with concurrent.futures.ThreadPoolExecutor(2) as workers:
        for run in RUNS:
            started[f"{run[0]}-{run[1]}"] = workers.submit(train, run, started, a.fast)
    for run in RUNS:
        started[f"{run[0]}-{run[1]}"].result()
        make_files(run[0], run[1], a.models)


if __name__ == "__main__":
    main()
