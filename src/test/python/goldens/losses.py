"""Each loss and its gradient, from probabilities and from logits."""
import keras
import numpy as np
import tensorflow as tf

from goldens.arrays import array, numbers, one_hot, probabilities, rng, rounded


def loss_case(name, loss, y_true, y_pred, **config):
    function = getattr(keras.losses, loss)(**config)
    prediction = tf.Variable(np.float32(y_pred))
    with tf.GradientTape() as tape:
        value = function(y_true, prediction.value())
    return {"name": name, "loss": loss, "config": config,
            "from_logits": config.get("from_logits", False),
            "y_true": array(y_true), "y_pred": array(prediction),
            "value": numbers(value)[0], "gradient": array(tape.gradient(value, prediction))}


def cross_entropies(loss, short, classes_to_truth, extreme_classes, extreme, **config):
    smooth = ", ".join(f"{key} {value}" for key, value in config.items())
    for count in (1, 5):
        name = f"{short}, batch {count}" + (f", {smooth}" if smooth else "")
        random = rng(name)
        truth = classes_to_truth(random.integers(0, 4, count))
        logits = rounded(random.normal(0, 2, (count, 4)))
        yield loss_case(name, loss, truth, probabilities(random, count, 4), **config)
        yield loss_case(f"{name}, logits", loss, truth, logits, from_logits=True, **config)
    name = f"{short}, 0 and 1" + (f", {smooth}" if smooth else "")
    truth = classes_to_truth(extreme_classes)
    yield loss_case(name, loss, truth, extreme, **config)
    yield loss_case(f"{name}, logits", loss, truth, 100 * np.float32(extreme) - 50,
                    from_logits=True, **config)


def losses():
    one_hot_4 = lambda classes: one_hot(classes, 4)
    bits = lambda classes: np.float32([[c & 1, c >> 1, 1 - (c & 1), 1] for c in classes])
    index = lambda classes: np.int32(classes)
    classes = [0, 1, 2, 3, 0]
    extreme = [[1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0.5, 0.5], [0, 0, 1, 0], [0, 1, 0, 0]]
    off = [[0.5, 0.25, 0.5, 0.75], [0.125, 0.25, 0.125, 0]]  # rows do not add up to 1

    for smoothing in ({}, {"label_smoothing": 0.1}):
        yield from cross_entropies("CategoricalCrossentropy", "categorical", one_hot_4,
                                   classes, extreme, **smoothing)
        yield from cross_entropies("BinaryCrossentropy", "binary", bits,
                                   classes, extreme, **smoothing)
    yield from cross_entropies("SparseCategoricalCrossentropy", "sparse", index, classes, extreme)
    yield loss_case("categorical, rows not of sum 1", "CategoricalCrossentropy",
                    one_hot_4([1, 3]), off)
    yield loss_case("sparse, rows not of sum 1", "SparseCategoricalCrossentropy",
                    index([1, 3]), off)
    yield loss_case("categorical, soft labels", "CategoricalCrossentropy",
                    np.float32([[0.5, 0.25, 0.25, 0], [0, 0.125, 0.125, 0.75]]),
                    [[0.25, 0.25, 0.25, 0.25], [0.125, 0.5, 0.25, 0.125]])
    yield loss_case("binary, one column", "BinaryCrossentropy",
                    np.float32([[0], [1], [1]]), [[0.25], [0.625], [0.125]])
    for shape in ((1, 3), (5, 3), (2, 4, 3)):
        random = rng(f"mse {shape}")
        yield loss_case(f"mse, shape {'x'.join(map(str, shape))}", "MeanSquaredError",
                        rounded(random.normal(size=shape)), rounded(random.normal(size=shape)))
