"""Writes .h5 files, and .keras files of Keras 2, as each generation of Keras writes them, and what Keras computes of them.

Run once in an environment of each generation; the files name the version that wrote them.

    keras==3.15.1 tensorflow-cpu==2.18.1            python generate_legacy.py
    tensorflow-cpu==2.15.1, which has Keras 2.15    python generate_legacy.py
    the same with keras_applications==1.0.8, keras_preprocessing==1.1.2, scipy, pyyaml and the
    unpacked source of keras==2.2.4 or 1.2.2        python generate_legacy.py path/to/source

The last two run the real Keras 2.2.4 and 1.2.2 on TensorFlow 2's compatibility API.

NAME.h5.gz or NAME.keras.gz holds a model, after two steps of training if it is compiled; NAME.json its predictions,
and where it is compiled the loss of one more step and the trained weights after it; of a layer of a
GPU also the architecture by itself. Samples and labels come from formulas that the Java tests repeat.
"""
import gzip
import json
import os
import sys
import tempfile
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"

import numpy as np

if len(sys.argv) > 1:
    from legacy import compatibility
    sys.path.insert(0, sys.argv[1])

import h5py
import keras

from legacy import sequences
from legacy.nets import files, version

if version(keras) < (2,):
    compatibility.settle(keras)

TARGET = Path(__file__).resolve().parents[1] / "resources/org/cornu/saving/legacy"

X = (((7 * np.arange(8 * 6 * 6)) % 13 - 6) / 8).astype("float32").reshape(8, 6, 6, 1)
Y = np.eye(3, dtype="float32")[np.arange(8) % 3]


def fix_lengths(path):
    """The h5py of the time wrote lists of names as strings of one fixed length."""
    def visit(_, group):
        for name, value in list(group.attrs.items()):
            if isinstance(value, np.ndarray) and value.dtype == object:
                group.attrs[name] = np.asarray([v.encode() for v in value], dtype="S")
    with h5py.File(path, "a") as file:
        file.visititems(visit)


def numbers(array):
    return [float(str(v)) for v in np.asarray(array, dtype="float32").ravel()]


def values(variables):
    if hasattr(keras.backend, "batch_get_value"):
        return keras.backend.batch_get_value(variables)
    return [v.numpy() for v in variables]


def write(name, model, compiled, save, x=X, predicting=None):
    if compiled:
        for _ in range(2):
            model.train_on_batch(x, Y)
    end = ".keras" if name.endswith("archive") else ".h5"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"model{end}"
        save(model, str(path))
        if version(keras) < (2, 3):
            fix_lengths(path)
        data = path.read_bytes()
    expected = {"keras": keras.__version__}
    try:
        predicting = predicting or model
        # In a graph TensorFlow takes no such names; called by itself, it does.
        expected["predictions"] = numbers(predicting(x) if name == "unicode" else predicting.predict(x))
    except ValueError:
        print(f"{name} expects other samples")
    if compiled:
        if hasattr(model, "reset_metrics"):
            model.reset_metrics()
        expected["loss"] = numbers(model.train_on_batch(x, Y))[0]
        expected["trained"] = [numbers(v) for v in values(model.trainable_weights)]
    if predicting is not model:
        expected["architecture"] = model.to_json()
    name = f"keras-{keras.__version__}-{name}"
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / f"{name}{end}.gz").write_bytes(gzip.compress(data, 9, mtime=0))
    lines = ",\n".join(f'"{k}":{json.dumps(v, separators=(",", ":"))}' for k, v in expected.items())
    (TARGET / f"{name}.json").write_text("{\n" + lines + "\n}\n")
    print(name, len(data), (TARGET / f"{name}{end}.gz").stat().st_size)


if __name__ == "__main__":
    for args in files(keras):
        write(*args)
    for name, model, predicting, x, compiled in sequences.files(keras):
        write(name, model, compiled, lambda model, path: model.save(path), x, predicting)
