"""Measures and trains every model of a folder in real Keras, after how Cornu compiled it.

    python src/test/python/train_keras_files.py FOLDER

FOLDER/data.json holds samples "x" and under each file's name its labels, and may name models under
"legacy" that are to be written as .h5 too. A warning is an error. Writes FOLDER/trained.json: what
evaluate() gives of each model, and again after one step over all.
"""
import json
import os
import sys
import warnings
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np


def numbers(values):
    return np.array(values, dtype="float32" if isinstance(values[0], list) else "int32")


def main():
    folder = Path(sys.argv[1])
    data = json.loads((folder / "data.json").read_text())
    x = numbers(data["x"])
    figures = {}
    for file in sorted(folder.glob("*.keras")):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            model = keras.models.load_model(file)
        model.run_eagerly = True
        y = numbers(data["labels"][file.stem])
        before = model.evaluate(x, y, verbose=0, return_dict=True)
        model.fit(x, y, batch_size=len(x), verbose=0)
        after = model.evaluate(x, y, verbose=0, return_dict=True)
        figures[file.stem] = {"before": before, "after": after, "steps": int(model.optimizer.iterations)}
        model.save(file)
        if file.stem in data.get("legacy", []):
            model.save(file.with_suffix(".h5"))
    (folder / "trained.json").write_text(json.dumps(figures))
    print(f"Keras {keras.__version__}, {len(figures)} models")


if __name__ == "__main__":
    main()
