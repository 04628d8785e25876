"""Saves models whose layers have adapted to data, and what they answer.

    python src/test/python/make_vocabularies.py OUT

OUT/answers.json holds, by the names of the files, samples and what the model makes of them.
"""
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf

DATA = np.array([[4, 2, 2, 7], [3, 2, 9, 4], [11, 2, 7, 5]])
SAMPLES = np.array([[2, 4, 4, 1], [7, 0, 9, 2]])


def save(folder, answers, name, *layers, dtype="int64", samples=SAMPLES):
    model = keras.Sequential([keras.Input(samples.shape[1:], dtype=dtype), *layers])
    model.save(folder / f"{name}.keras")
    answers[name] = {"samples": np.asarray(samples).ravel().tolist() if dtype != "string" else None,
                     "answers": np.asarray(model(samples)).astype("float32").ravel().tolist()}


def adapted(layer, data=DATA):
    layer.adapt(data)
    return layer


def main():
    folder = Path(sys.argv[1])
    answers = {}
    lookup = keras.layers.IntegerLookup
    save(folder, answers, "plain", adapted(lookup()))
    save(folder, answers, "masked", adapted(lookup(mask_token=0, num_oov_indices=2)))
    save(folder, answers, "weighted", adapted(lookup(output_mode="tf_idf", max_tokens=5)))
    save(folder, answers, "padded", adapted(lookup(output_mode="tf_idf", max_tokens=20, pad_to_max_tokens=True)))
    inner = keras.Sequential([keras.Input((4,), dtype="int64"), adapted(lookup(output_mode="count"))])
    save(folder, answers, "nested", inner, keras.layers.Rescaling(2.0))
    floats = np.float32(SAMPLES)
    save(folder, answers, "normalized", adapted(keras.layers.Normalization(), np.float32(DATA)), dtype="float32",
         samples=floats)
    save(folder, answers, "binned", adapted(keras.layers.Discretization(num_bins=3), np.float32(DATA)), dtype="float32",
         samples=floats)
    # An empty word at the end of a vocabulary is lost in Keras's own file.
    words = np.array([["b", "a", "b", "c"], ["größe", "a", "d", "b"]])
    asked = tf.constant([["a", "b", "", "q"], ["größe", "c", "a", "a"]])
    for name, options in (("words", {}), ("masked_words", {"mask_token": ""}), ("weighted_words", {"output_mode": "tf_idf"})):
        save(folder, answers, name, adapted(keras.layers.StringLookup(**options), words), dtype="string", samples=asked)
        answers[name]["samples"] = [text.decode() for text in asked.numpy().ravel()]
    texts = np.array(["The fox, the größe", "a fox!", "", "the quick brown fox"])
    asked = tf.constant([["the slow fox"], ["größe größe a"], ["? the quick"]])
    vectorization = keras.layers.TextVectorization
    for name, options in (("texts", {}), ("cut_texts", {"output_sequence_length": 5, "ngrams": 2, "max_tokens": 9}),
                          ("characters", {"split": "character", "standardize": None, "output_mode": "count"}),
                          ("weighted_texts", {"output_mode": "tf_idf", "ngrams": (1, 3)}),
                          ("padded_texts", {"output_mode": "tf_idf", "max_tokens": 30, "pad_to_max_tokens": True})):
        save(folder, answers, name, adapted(vectorization(**options), texts), dtype="string", samples=asked)
        answers[name]["samples"] = [text.decode() for text in asked.numpy().ravel()]
    (folder / "answers.json").write_text(json.dumps(answers))


if __name__ == "__main__":
    main()
