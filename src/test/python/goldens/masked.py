"""Nets whose outputs have a mask: losses, and metrics that heed it, of three steps."""
import keras
import numpy as np

from goldens.arrays import array, named, rng, rounded


def masked():
    random = rng("masked")
    x = rounded(random.normal(0, 1, (4, 5, 3)))
    x[0, 3:] = 0
    x[2, 1] = 0
    y = rounded(random.normal(0, 1, (4, 5, 2)))
    model = keras.Sequential([keras.Input((5, 3)), keras.layers.Masking(name="masking"),
                              keras.layers.Dense(2, name="dense")])
    model.compile(keras.optimizers.SGD(0.1), "mse", metrics=["mae"], jit_compile=False)
    start = named(model.weights)
    steps = [model.train_on_batch(x, y, return_dict=True) for _ in range(3)]
    yield {"name": "masked steps", "input": array(x), "target": array(y), "weights": start,
           "steps": [{key: float(value) for key, value in step.items()} for step in steps],
           "trained": named(model.weights)}
