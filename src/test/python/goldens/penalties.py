"""Training with regularizers and constraints: losses, validation losses, weights."""
import keras
import numpy as np
from keras import layers

from goldens.arrays import array, initial, named, numbers, one_hot, rng, rounded

STEPS = 10
BATCHES = (4, 4, 3)  # the last is smaller, as activities are divided by the batch's size


def nets():
    yield "dense", (6,), [
        layers.Dense(5, activation="tanh", kernel_regularizer=keras.regularizers.L2(0.1),
                     bias_regularizer=keras.regularizers.L1(0.05),
                     activity_regularizer=keras.regularizers.L1(0.02),
                     kernel_constraint=keras.constraints.MaxNorm(0.9)),
        layers.Dense(3, activation="softmax",
                     kernel_regularizer=keras.regularizers.OrthogonalRegularizer(0.3),
                     kernel_constraint=keras.constraints.MinMaxNorm(0.5, 1.0, 0.7, axis=1)),
    ]
    yield "convolution", (5, 5, 2), [
        layers.Conv2D(3, 3, activation="relu", kernel_regularizer=keras.regularizers.L1L2(0.01, 0.02),
                      activity_regularizer=keras.regularizers.L2(0.01),
                      kernel_constraint=keras.constraints.UnitNorm(axis=[0, 1, 2]),
                      bias_constraint="non_neg"),
        layers.BatchNormalization(gamma_regularizer=keras.regularizers.L2(0.2),
                                  beta_regularizer="l1",
                                  gamma_constraint=keras.constraints.MaxNorm(1.7),
                                  beta_constraint="non_neg"),
        layers.Flatten(),
        layers.Dense(4, kernel_regularizer="l2", kernel_constraint="non_neg", trainable=False),
        layers.Dense(3, activation="softmax"),
    ]


def spectral_nets():
    yield "spectral", (5, 5, 2), [
        layers.SpectralNormalization(
            layers.Conv2D(3, 3, activation="relu", kernel_regularizer=keras.regularizers.L2(0.1))),
        layers.Flatten(),
        layers.SpectralNormalization(
            layers.Dense(3, activation="softmax", kernel_constraint=keras.constraints.MaxNorm(0.9)),
            power_iterations=3),
    ]


def penalties():
    yield from runs(nets())


def spectral():
    """Kernels that each step normalizes before it uses and moves them."""
    yield from runs(spectral_nets())


def weights(model):
    """As Cornu orders them: those of a wrapper before those of the layer in it."""
    return [each for layer in model.layers
            for each in sorted(layer.weights, key=lambda variable: variable.name != "vector_u")]


def runs(of):
    """Steps on each batch in turn; an evaluation of all batches after each."""
    for name, shape, chain in of:
        model = keras.Sequential([keras.Input(shape), *chain])
        random = rng(f"penalties {name}")
        for variable in model.weights:
            variable.assign(initial(random, variable))
        start = named(weights(model))
        model.compile(keras.optimizers.Adam(0.02), "categorical_crossentropy", jit_compile=False)
        count = sum(BATCHES)
        x = rounded(random.normal(size=(count, *shape)))
        y = one_hot(random.integers(0, 3, count), 3)
        losses, evaluated = [], []
        for step in range(STEPS):
            number = step % len(BATCHES)
            first = sum(BATCHES[:number])
            rows = slice(first, first + BATCHES[number])
            model.reset_metrics()
            losses.append(model.train_on_batch(x[rows], y[rows]))
            evaluated.append(model.evaluate(x, y, batch_size=BATCHES[0], verbose=0))
        yield {"name": name, "layers": [
                   {"class_name": type(layer).__name__,
                    "config": {key: value for key, value in layer.get_config().items()
                               if key not in ("name", "trainable", "dtype")},
                    "name": layer.name, "trainable": layer.trainable}
                   for layer in model.layers],
               "batches": list(BATCHES), "learning_rate": 0.02,
               "weights": start, "x": array(x), "y": array(y),
               "losses": numbers(losses), "evaluated": numbers(evaluated),
               "trained_weights": named(weights(model))}


KINDS = [penalties, spectral]
