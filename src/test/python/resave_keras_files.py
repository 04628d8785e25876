"""Opens every .keras file of a folder in real Keras and saves it anew in another.

    python src/test/python/resave_keras_files.py IN OUT

A warning is an error, so nothing in a file may be unknown to Keras, and no variable of the model or
its optimizer may be missing. Where a .weights.h5 stands beside a model it is loaded too, after all
weights were set to other values. OUT/answers.json holds what each model answers to three samples:
(7 i mod 13 - 6) / 8 for the i-th number; 7 i mod 13 for whole ones, and w0 to
w12 for texts. Works with any Keras from 3.0 on.
"""
import json
import os
import sys
import warnings
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np


def samples(model):
    shape = (3, *model.input_shape[1:])
    numbers = 7 * np.arange(np.prod(shape)) % 13
    dtype = model.inputs[0].dtype
    if dtype == "string":
        return np.array([f"w{number}" for number in numbers]).reshape(shape)
    return (numbers if "int" in dtype else (numbers - 6) / 8).astype(dtype).reshape(shape)


def answer(model, x):
    if x.dtype.kind != "U":
        return model.predict(x, verbose=0)
    import tensorflow as tf  # predict takes no texts
    return np.asarray(model(tf.constant(x)))


def main():
    source, target = map(Path, sys.argv[1:])
    files = sorted(source.glob("*.keras"))
    if not files:
        sys.exit(f"{source}: needs .keras files, there is none")
    answers = {}
    for file in files:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            model = keras.models.load_model(file)
            weights = file.with_suffix(".weights.h5")
            if weights.exists():
                model.set_weights([0 * value for value in model.get_weights()])
                model.load_weights(weights)
        answers[file.stem] = answer(model, samples(model)).ravel().tolist()
        model.save(target / file.name)
    (target / "answers.json").write_text(json.dumps(answers))
    print(f"Keras {keras.__version__}, {len(files)} files")


if __name__ == "__main__":
    main()
