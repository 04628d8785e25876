"""Drawing arrays of three decimals, and writing arrays as JSON."""
import zlib

import numpy as np


def rng(name):
    return np.random.default_rng(zlib.crc32(name.encode()))


def rounded(values):
    return np.round(values, 3).astype("float32")


def numbers(values):
    values = np.asarray(values)
    if values.dtype.kind == "i":
        return values.ravel().tolist()
    return [float(str(value)) for value in values.astype("float32").ravel()]


def array(values):
    return {"shape": list(np.shape(values)), "data": numbers(values)}


def named(variables):
    return [{"name": variable.name, **array(variable)} for variable in variables]


def initial(random, variable):
    if variable.name in ("gamma", "moving_variance", "moving_stddev", "renorm_stddev", "scale"):
        return rounded(random.uniform(0.5, 1.5, variable.shape))
    return rounded(random.normal(0, 0.5, variable.shape))


def one_hot(classes, count):
    return np.eye(count, dtype="float32")[classes]


def probabilities(random, *shape):
    """Rows that add up to 1 as three decimals can."""
    values = random.dirichlet(np.ones(shape[-1]), shape[:-1])
    return rounded(values)
