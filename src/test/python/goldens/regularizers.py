"""Each regularizer's penalty and its gradient."""
import keras
import numpy as np
import tensorflow as tf

from goldens.arrays import array, numbers, rng, rounded


def case(name, regularizer, x, **config):
    penalty = getattr(keras.regularizers, regularizer)(**config)
    variable = tf.Variable(np.float32(x))
    with tf.GradientTape() as tape:
        value = penalty(variable.value())
    return {"name": name, "regularizer": regularizer, "config": config, "x": array(variable),
            "value": numbers(value)[0], "gradient": array(tape.gradient(value, variable))}


def regularizers():
    for shape in ((5,), (4, 3), (3, 2, 4, 5)):
        sizes = "x".join(map(str, shape))
        x = rounded(rng(f"regularized {sizes}").normal(0, 0.5, shape))
        yield case(f"l1, {sizes}", "L1", x, l1=0.03)
        yield case(f"l2, {sizes}", "L2", x, l2=0.2)
        yield case(f"l1l2, {sizes}", "L1L2", x, l1=0.05, l2=0.3)
        if len(shape) == 2:
            for mode in ("rows", "columns"):
                yield case(f"orthogonal, {mode}, {sizes}", "OrthogonalRegularizer", x,
                           factor=0.7, mode=mode)
    some = [[0, -1.5, 2], [0.5, 0, -0.25]]
    yield case("l1, usual", "L1", some)
    yield case("l2, usual", "L2", some)
    yield case("orthogonal, usual", "OrthogonalRegularizer", some)
    yield case("l1l2 of l2 alone", "L1L2", some, l2=0.01)
    yield case("orthogonal, more rows than columns", "OrthogonalRegularizer",
               rounded(rng("tall").normal(0, 1, (6, 2))), factor=0.5)
