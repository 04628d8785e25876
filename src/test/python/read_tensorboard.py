"""Reads the event files that Cornu wrote with TensorBoard's own reader, and those that Keras writes.

    python src/test/python/read_tensorboard.py logs keras_logs --out events.json

Trains the net of TensorBoardTest in Keras with its TensorBoard callback into the second folder. The
output file holds for "cornu" and "keras", by folder: the scalars {tag: [[step, value]...]}, the
histograms {tag: [[step, min, max, number of values]...]}, and the number of nodes of the graph.
"""
import argparse
import json
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator


def train(folder):
    model = keras.Sequential([
        keras.layers.Input((2,)),
        keras.layers.Dense(8, activation="relu", name="dense"),
        keras.layers.BatchNormalization(name="batch_normalization"),
        keras.layers.Dense(3, activation="softmax", name="dense_1")])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    callback = keras.callbacks.TensorBoard(str(folder), histogram_freq=2, update_freq=1)
    model.fit(np.zeros((60, 2)), np.zeros(60), batch_size=8, epochs=3, validation_split=0.2, verbose=0,
              callbacks=[callback])


def events(folder):
    """TensorBoard shows old summaries and new ones alike; the reader keeps them apart."""
    reader = EventAccumulator(str(folder), {"scalars": 0, "tensors": 0, "histograms": 0})
    reader.Reload()
    tags = reader.Tags()
    scalars = {tag: [[event.step, event.value] for event in reader.Scalars(tag)] for tag in tags["scalars"]}
    histograms = {
        tag: [[event.step, event.histogram_value.min, event.histogram_value.max, event.histogram_value.num]
              for event in reader.Histograms(tag)]
        for tag in tags["histograms"]}
    for tag in tags["tensors"]:
        plugin = reader.SummaryMetadata(tag).plugin_data.plugin_name
        values = [(event.step, tf.make_ndarray(event.tensor_proto)) for event in reader.Tensors(tag)]
        if plugin == "scalars":
            scalars[tag] = [[step, float(value)] for step, value in values]
        elif plugin == "histograms":
            histograms[tag] = [[step, value[0, 0], value[-1, 1], value[:, 2].sum()] for step, value in values]
    nodes = len(reader.Graph().node) if tags["graph"] else 0
    return {"scalars": scalars, "histograms": histograms, "nodes": nodes}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cornu", type=Path)
    parser.add_argument("keras", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    train(args.keras)
    found = {side: {part: events(folder / part) for part in ("train", "validation")}
             for side, folder in (("cornu", args.cornu), ("keras", args.keras))}
    args.out.write_text(json.dumps(found, default=float))


if __name__ == "__main__":
    main()
