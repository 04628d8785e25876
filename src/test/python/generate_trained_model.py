"""Trains a small CNN on MNIST with real Keras 3, and writes it and its answers for Cornu's tests.

    CUDA_VISIBLE_DEVICES= python src/test/python/generate_trained_model.py

Writes src/test/resources/org/cornu/goldens/trained.keras, and trained.json: loss and accuracy over
the 10,000 test images, the class of each, and the probabilities of the first 300.
"""
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"

ROOT = Path(__file__).resolve().parents[3]
sys.path.append(str(ROOT / "src/bench"))

import keras
from keras import layers

from goldens.arrays import array
from keras_mnist import mnist

GOLDENS = ROOT / "src/test/resources/org/cornu/goldens"


def main():
    train, test = mnist(ROOT / "src/main/resources/org/cornu/data/mnist")
    keras.utils.set_random_seed(1)
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(6, 5), layers.BatchNormalization(), layers.Activation("relu"),
        layers.MaxPooling2D(3), layers.Dropout(0.2), layers.Flatten(),
        layers.Dense(16, activation="tanh"), layers.Dense(10, activation="softmax")])
    model.compile(keras.optimizers.SGD(0.1, 0.9), "categorical_crossentropy", metrics=["accuracy"])
    model.fit(*train, batch_size=128, epochs=2, verbose=0)
    loss, accuracy = model.evaluate(*test, batch_size=256, verbose=0)
    rows = model.predict(test[0], batch_size=256, verbose=0)
    model.save(GOLDENS / "trained.keras")
    (GOLDENS / "trained.json").write_text(json.dumps([{"name": "trained.keras",
        "loss": loss, "accuracy": accuracy, "classes": "".join(map(str, rows.argmax(-1))),
        "probabilities": array(rows[:300])}], separators=(",", ":")) + "\n")
    print(f"accuracy {accuracy}, margin {min(sorted(row)[-1] - sorted(row)[-2] for row in rows):.1e}")


if __name__ == "__main__":
    main()
