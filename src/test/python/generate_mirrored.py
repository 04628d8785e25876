"""Trains a small net with batch normalization by real Keras 3 under MirroredStrategy, on two devices of the processor.

    python src/test/python/generate_mirrored.py

Writes src/test/resources/org/cornu/goldens/mirrored.json: what the net starts from, data, the epoch's mean loss after
each step of SGD, and all weights at the end. (With synchronized=True Keras
3.15 cannot do it on processors: its sums of statistics and TensorFlow's of gradients get the same number.)

Moving statistics are the means over both replicas, as Keras 2 keeps them; Keras 3 leaves each its own, and files get
the first one's.
"""
import json
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"

import tensorflow as tf

PROCESSOR, = tf.config.list_physical_devices("CPU")
tf.config.set_logical_device_configuration(PROCESSOR, [tf.config.LogicalDeviceConfiguration()] * 2)

import keras
import numpy as np
from keras import layers

from goldens.arrays import array, initial, one_hot, rng, rounded

FILE = Path(__file__).parents[1] / "resources/org/cornu/goldens/mirrored.json"
SAMPLES, BATCH, EPOCHS, CLASSES = 36, 12, 3, 3


def case():
    name = "batch normalization"
    random = rng(name)
    x = rounded(random.normal(0, 1, (SAMPLES, 8, 8, 1)))
    y = one_hot(random.integers(0, CLASSES, SAMPLES), CLASSES)
    with tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"]).scope():
        model = keras.Sequential([
            keras.Input((8, 8, 1)), layers.Conv2D(4, 3, name="conv"),
            layers.BatchNormalization(momentum=0.9, name="bn"), layers.Activation("relu"), layers.Flatten(),
            layers.Dense(CLASSES, activation="softmax", name="out")])
        model.compile(keras.optimizers.SGD(0.05, 0.9), "categorical_crossentropy")
    start = [initial(random, weight) for weight in model.weights]
    model.set_weights(start)
    paths = ["/".join(weight.path.split("/")[-2:]) for weight in model.weights]
    losses = []
    model.fit(tf.data.Dataset.from_tensor_slices((x, y)).batch(BATCH), epochs=EPOCHS, verbose=0, callbacks=[
        keras.callbacks.LambdaCallback(on_train_batch_end=lambda batch, logs: losses.append(float(logs["loss"])))])
    return {"name": name, "input": array(x), "targets": array(y), "batch_size": BATCH, "epochs": EPOCHS,
            "losses": losses, "start": weights(paths, start), "end": weights(paths, [mean(weight) for weight in model.weights])}


def mean(weight):
    return np.mean([replica.numpy() for replica in weight.value.values], axis=0)


def weights(paths, values):
    return [{"name": path, **array(value)} for path, value in zip(paths, values)]


FILE.write_text(json.dumps([case()]) + "\n")
