"""Trains the five CNNs of org.cornu.zoo with real Keras 3, the yardstick that Cornu is held against.

    python src/bench/keras_mnist.py --seeds 1,2,3 --out results/keras/keras.csv

One row per (model, seed) is appended to --out as it finishes; rows already there are not trained again.
Needs src/test/python/requirements.txt. MNIST is read from the files that Cornu ships.
"""
import argparse
import csv
import os
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from mnist_files import FOLDER, ROOT, idx

COLUMNS = ["model", "seed", "epochs", "test_accuracy", "test_loss", "seconds", "keras", "tensorflow"]


def mnist(folder):
    """Images (n, 28, 28, 1) in [0, 1] and one-hot labels (n, 10), for training and for the test."""
    def part(name):
        images = idx(folder / f"{name}-images-idx3-ubyte.gz")[..., None].astype("float32") * np.float32(1 / 255)
        return images, keras.utils.to_categorical(idx(folder / f"{name}-labels-idx1-ubyte.gz"), 10)
    return part("train"), part("t10k")


def cnn(number):
    """The five models, layer for layer as org.cornu.zoo has them."""
    relu = lambda: layers.Activation("relu")
    if number in (1, 2):
        dense = [layers.Dense(128), relu()] if number == 2 else []
        body = [layers.Conv2D(32, 5), relu(), layers.MaxPooling2D(2), layers.Flatten(), *dense]
    else:
        norm = (lambda: [layers.BatchNormalization()]) if number == 5 else (lambda: [])
        drop = (lambda rate: [layers.Dropout(rate)]) if number == 4 else (lambda rate: [])
        body = [layers.Conv2D(32, 3), *norm(), relu(), layers.Conv2D(32, 3), *norm(), relu(),
                layers.MaxPooling2D(2), *drop(0.25), layers.Flatten(),
                layers.Dense(128), *norm(), *drop(0.5), relu()]
    last = [layers.BatchNormalization()] if number == 5 else []
    return keras.Sequential([keras.Input((28, 28, 1)), *body, layers.Dense(10), *last, layers.Activation("softmax")])


def train(number, seed, epochs, data):
    (images, labels), (test_images, test_labels) = data
    keras.utils.set_random_seed(seed)
    model = cnn(number)
    model.compile(keras.optimizers.Adam(1e-3), "categorical_crossentropy", metrics=["accuracy"])
    start = time.perf_counter()
    model.fit(images, labels, batch_size=128, epochs=epochs, validation_split=0.2, verbose=0)
    seconds = time.perf_counter() - start
    loss, accuracy = model.evaluate(test_images, test_labels, batch_size=128, verbose=0)
    keras.backend.clear_session()
    return [number, seed, epochs, f"{accuracy:.4f}", f"{loss:.6f}", f"{seconds:.2f}", keras.__version__, tf.__version__]


def main():
    numbers = lambda text: [int(part) for part in text.split(",")]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=numbers, default=[1, 2, 3, 4, 5])
    parser.add_argument("--seeds", type=numbers, default=[1, 2, 3])
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--data", type=Path, default=FOLDER)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()

    data = mnist(args.data)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    done = set()
    if args.out.exists():
        with args.out.open() as file:
            done = {(int(row["model"]), int(row["seed"]), int(row["epochs"])) for row in csv.DictReader(file)}
    else:
        args.out.write_text(",".join(COLUMNS) + "\n")
    for seed in args.seeds:
        for number in args.models:
            if (number, seed, args.epochs) not in done:
                row = train(number, seed, args.epochs, data)
                with args.out.open("a") as file:
                    csv.writer(file, lineterminator="\n").writerow(row)
                print(*row, flush=True)


if __name__ == "__main__":
    main()
