"""Two epochs of nets with several inputs and outputs, of steps with a class each, and of weighed samples.

All batches are of one size, as Keras takes the loss of one of several outputs as the mean over batches.
"""
import keras
import numpy as np
from keras import layers

from goldens.arrays import array, initial, named, numbers, rng, rounded

ROWS = 16
FIT = {"epochs": 2, "batch_size": 4, "validation_split": 0.25, "shuffle": False, "verbose": 0}


def figures(logs):
    return [{"name": name, "values": numbers(np.atleast_1d(np.asarray(values, "float32")))}
            for name, values in logs.items()]


def run(name, model, x, y, compiled, weights=None, class_weight=None):
    """A fit, an evaluation, then one batch without a step and with one."""
    random = rng(f"several {name}")
    for variable in model.weights:
        variable.assign(initial(random, variable))
    case = {"name": name, "weights": named(model.weights), "x": parts(x), "y": parts(y),
            "sample_weights": parts(weights or {}),
            "class_weight": [[key, value] for key, value in (class_weight or {}).items()]}
    model.compile(keras.optimizers.SGD(0.05), jit_compile=False, **compiled)
    only = next(iter(y)) if len(y) == 1 else None
    targets = y[only] if only else y
    weighing = weights[only] if only and weights else weights
    history = model.fit(x, targets, sample_weight=weighing, class_weight=class_weight, **FIT)
    case["history"] = figures(history.history)
    case["evaluated"] = figures(model.evaluate(
        x, targets, sample_weight=weighing, batch_size=8, verbose=0, return_dict=True))
    model.reset_metrics()
    case["tested"] = figures(model.test_on_batch(x, targets, sample_weight=weighing, return_dict=True))
    model.reset_metrics()
    case["trained"] = figures(model.train_on_batch(x, targets, sample_weight=weighing, return_dict=True))
    case["trained_weights"] = named(model.weights)
    return case


def parts(arrays):
    return [{"name": name, "ids": bool(np.asarray(values).dtype.kind == "i"), **array(values)}
            for name, values in arrays.items()]


def branching(weighed):
    name = "two inputs, two outputs" + (", weighed" if weighed else "")
    random = rng(name)
    left, right = keras.Input((4,), name="left"), keras.Input((3,), name="right")
    both = layers.Concatenate()([layers.Dense(5, activation="tanh", name="a")(left), right])
    digit = layers.Dense(3, activation="softmax", name="digit")(both)
    box = layers.Dense(2, activation="sigmoid", name="box")(both)
    model = keras.Model([left, right], {"digit": digit, "box": box})
    x = {"left": rounded(random.normal(size=(ROWS, 4))), "right": rounded(random.normal(size=(ROWS, 3)))}
    y = {"digit": random.integers(0, 3, ROWS).astype("int32"),
         "box": random.integers(0, 2, (ROWS, 2)).astype("float32")}
    weights = {"digit": rounded(random.uniform(0, 2, ROWS)), "box": rounded(random.uniform(0, 2, ROWS))}
    compiled = {
        "loss": {"digit": "sparse_categorical_crossentropy", "box": "mse"},
        "loss_weights": {"digit": 1.0, "box": 0.3},
        "metrics": {"digit": ["accuracy"], "box": [keras.metrics.BinaryAccuracy()]},
    }
    if weighed:
        compiled["weighted_metrics"] = {
            "digit": ["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(2, name="top2")],
            "box": [keras.metrics.BinaryAccuracy()]}
    return run(name, model, x, y, compiled, weights if weighed else None)


def one(name, weighed=False, class_weight=None):
    random = rng(name)
    image = keras.Input((4,), name="left")
    model = keras.Model(image, layers.Dense(3, activation="softmax", name="digit")(
        layers.Dense(5, activation="tanh", name="a")(image)))
    x = {"left": rounded(random.normal(size=(ROWS, 4)))}
    y = {"digit": random.integers(0, 3, ROWS).astype("int32")}
    return run(name, model, x, y, {
        "loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"], "weighted_metrics": ["accuracy"]},
        {"digit": rounded(random.uniform(0, 2, ROWS))} if weighed else None, class_weight)


def steps(weighed):
    """A class for each of five steps; Keras takes a weight for all steps of a sample as (samples, 1)."""
    name = "steps" + (", weighed" if weighed else "")
    random = rng(name)
    word = keras.Input((5, 4), name="left")
    model = keras.Model(word, layers.Dense(3, activation="softmax", name="tag")(
        layers.Dense(6, activation="tanh", name="a")(word)))
    x = {"left": rounded(random.normal(size=(ROWS, 5, 4)))}
    y = {"tag": random.integers(0, 3, (ROWS, 5)).astype("int32")}
    return run(name, model, x, y, {
        "loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"], "weighted_metrics": ["accuracy"]},
        {"tag": rounded(random.uniform(0, 2, (ROWS, 1)))} if weighed else None)


def several():
    yield branching(weighed=False)
    yield branching(weighed=True)
    yield one("one output")
    yield one("one output, weighed", weighed=True)
    yield one("one output, classes weighed", class_weight={0: 0.5, 1: 2.0, 2: 1.5})
    yield steps(weighed=False)
    yield steps(weighed=True)
