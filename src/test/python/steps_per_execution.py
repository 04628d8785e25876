"""Trains a .keras file an epoch in real Keras, and says at which batches it calls its callbacks.

    python src/test/python/steps_per_execution.py IN OUT SAMPLES BATCH_SIZE

Prints JSON: the model's steps_per_execution, and the batches, counted from 0, before and after which a callback was
called. Saves the model.
"""
import json
import os
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np

source, target, samples, batch_size = sys.argv[1:]
begun, calls = [], []
heard = keras.callbacks.LambdaCallback(on_train_batch_begin=lambda batch, logs: begun.append(int(batch)),
                                       on_train_batch_end=lambda batch, logs: calls.append([begun.pop(), int(batch)]))
model = keras.models.load_model(source)
x = np.random.default_rng(1).normal(size=(int(samples), 2)).astype("float32")
model.fit(x, np.arange(int(samples)) % 3, batch_size=int(batch_size), verbose=0, callbacks=[heard])
model.save(target)
print(json.dumps({"steps_per_execution": model.steps_per_execution, "calls": calls}))
