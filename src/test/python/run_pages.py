"""Runs the Python blocks of Markdown pages, each page a program, in a folder; MNIST is noise there.

Usage: run_pages.py FOLDER PAGE...
"""

import os
import re
import sys

import keras
import numpy as np


def few_digits():
    rng = np.random.default_rng(1)
    return tuple(
        (rng.integers(0, 256, (n, 28, 28), "uint8"), np.arange(n, dtype="uint8") % 10)
        for n in (640, 200)
    )


def main(folder, pages):
    keras.datasets.mnist.load_data = few_digits
    os.chdir(folder)
    for page in pages:
        with open(page, encoding="utf-8") as file:
            text = file.read()
        names = {}
        for block in re.finditer(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
            line = text[: block.start(1)].count("\n")
            print(f"{page}:{line + 1}", flush=True)
            code = compile("\n" * line + block[1], page, "exec")
            exec(code, names)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
