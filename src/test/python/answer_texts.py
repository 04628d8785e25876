"""Opens a net that reads texts, as a .keras file and as a SavedModel, and has both answer.

    python src/test/python/answer_texts.py MODEL.keras SAVED_MODEL TEXTS.json ANSWERS.json

TEXTS.json is a list of texts. ANSWERS.json gets the answers by "keras" and "saved_model", and by
"again" those of what Keras saved anew, MODEL.keras with another ending: MODEL.again.keras.
"""
import json
import os
import sys
import warnings
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf


def main():
    file, folder, texts, answers = map(Path, sys.argv[1:])
    x = tf.constant([[text] for text in json.loads(texts.read_text(encoding="utf-8"))])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = keras.models.load_model(file)
    again = file.with_suffix(".again.keras")
    model.save(again)
    served = tf.saved_model.load(str(folder)).signatures["serving_default"]
    name = next(iter(served.structured_input_signature[1]))
    given = {"keras": model(x), "again": keras.models.load_model(again)(x),
             "saved_model": next(iter(served(**{name: x}).values()))}
    answers.write_text(json.dumps({key: np.asarray(value).ravel().tolist() for key, value in given.items()}))


if __name__ == "__main__":
    main()
