"""Where each constraint puts a weight."""
import keras
import numpy as np

from goldens.arrays import array, rng, rounded


def case(name, constraint, weight, **config):
    weight = np.float32(weight)
    constrained = getattr(keras.constraints, constraint)(**config)(weight)
    return {"name": name, "constraint": constraint, "config": config, "weight": array(weight),
            "constrained": array(constrained)}


def constraints():
    matrix = rounded(rng("constrained").normal(0, 1, (4, 3)))
    matrix[:, 1] *= 0.1  # columns of a norm above and below
    matrix[:, 2] = 0
    kernel = rounded(rng("kernel").normal(0, 0.5, (3, 2, 4, 5)))
    kernel[..., 1] *= 0.05
    axes = {"usual axis": {}, "axis 1": {"axis": 1}, "axis -1": {"axis": -1},
            "all axes": {"axis": None}}
    for axis, config in axes.items():
        yield case(f"max, {axis}", "MaxNorm", matrix, max_value=0.8, **config)
        yield case(f"unit, {axis}", "UnitNorm", matrix, **config)
        yield case(f"min max, {axis}", "MinMaxNorm", matrix, min_value=0.5, max_value=0.9,
                   **config)
    filters = {"axis": [0, 1, 2]}
    yield case("max, filters", "MaxNorm", kernel, max_value=1.5, **filters)
    yield case("unit, filters", "UnitNorm", kernel, **filters)
    yield case("min max, filters, part of the way", "MinMaxNorm", kernel, min_value=1.0,
               max_value=1.5, rate=0.3, **filters)
    yield case("max, usual", "MaxNorm", 3 * matrix)
    yield case("min max, usual", "MinMaxNorm", 3 * matrix)
    yield case("non-negative", "NonNeg", matrix)
    yield case("non-negative, vector", "NonNeg", [-0.5, 0.0, -0.0, 0.5, 1e-30, -1e-30])
