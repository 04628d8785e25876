"""Writes the numbers of real Keras 3 that Cornu's tests are held to.

    pip install -r src/test/python/requirements.txt
    CUDA_VISIBLE_DEVICES= python src/test/python/generate_goldens.py

The files in src/test/resources/org/cornu/goldens are written anew, one case a line, a file for each module in goldens.
Names of files may be given to write only those. Everything is
computed in float32 by Keras on the TensorFlow backend, on the processor,
and without XLA, except for grouped convolution: Keras hands that to XLA, its only way to run on a
processor.

Inputs and weights have three decimals. Results are written with the fewest digits that give back
the same float32. Arrays are flat, in row-major order.
"""
import importlib
import json
import os
import pkgutil
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"

import goldens

GOLDENS = Path(__file__).resolve().parents[1] / "resources/org/cornu/goldens"

# Written by generate_mirrored.py and generate_trained_model.py.
OTHERS = {"mirrored", "trained"}


def write(name, cases):
    lines = ",\n".join(
        json.dumps(case, separators=(",", ":"), allow_nan=False) for case in cases)
    target = GOLDENS / f"{name}.json"
    partial = target.with_suffix(".partial")
    partial.write_text(f"[\n{lines}\n]\n")
    partial.replace(target)
    print(f"{target.name}: {lines.count(chr(10)) + 1} cases, {target.stat().st_size} bytes")


def all_kinds():
    """A module's KINDS, or else the function that is called as it is."""
    kinds = []
    for each in pkgutil.iter_modules(goldens.__path__):
        module = importlib.import_module(f"goldens.{each.name}")
        own = getattr(module, each.name, None)
        kinds += getattr(module, "KINDS", [own] if own else [])
    return kinds


def main():
    kinds = all_kinds()
    names = {kind.__name__ for kind in kinds}
    wanted = sys.argv[1:] or names
    unknown = set(wanted) - names
    if unknown:
        sys.exit(f"no such goldens: {', '.join(sorted(unknown))}")
    orphans = {file.stem for file in GOLDENS.glob("*.json")} - names - OTHERS
    if orphans:
        sys.exit(f"no module has these among its KINDS: {', '.join(sorted(orphans))}")
    GOLDENS.mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        if kind.__name__ in wanted:
            write(kind.__name__, kind())


if __name__ == "__main__":
    main()
