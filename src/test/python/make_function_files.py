"""Nets in which functions of keras.ops are nodes and sequences have masks, with what Keras makes of them.

make_function_files.py FOLDER: each net as NAME.keras and NAME.h5, beside NAME.json with its input, targets,
predictions, and the losses of three steps.
"""
import json
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
from keras import layers, ops

ROWS, STEPS = 6, 3


def activations(x):
    a = layers.Dense(4)(x)
    each = [ops.relu(a), ops.leaky_relu(a, negative_slope=0.1), ops.elu(a, alpha=0.7), ops.celu(a),
            ops.gelu(a, approximate=True), ops.gelu(a, approximate=False), ops.softmax(a, axis=1),
            ops.log_softmax(a), ops.silu(a), ops.hard_sigmoid(a), ops.tanh(a)]
    return layers.Flatten()(ops.concatenate(each, axis=-1))


def mean_by_negative_axis(x):
    return ops.mean(layers.Dense(4)(x), axis=-2) + ops.max(layers.Dense(4)(x), axis=[-2])


def masked(merge):
    def net(x):
        m = layers.Masking()(x)
        return layers.GlobalAveragePooling1D()(merge(layers.Dense(4)(m), layers.Dense(4)(m)))
    return net


def mean_of_masked(x):
    return ops.mean(layers.Dense(4)(layers.Masking()(x)), axis=1)


def last_is_a_function(x):
    return layers.Dense(2)(layers.Masking()(x)) * 2


def function_in_an_inner_net(x):
    i = keras.Input(x.shape[1:])
    return masked(lambda a, b: keras.Model(i, i * 2 + layers.Dense(3)(i))(layers.Masking()(x)))(x)


def layers_with_masks(x):
    m = layers.Masking()(x)
    a, b = layers.Dense(4)(m), layers.Dense(4)(x)
    merged = [layers.Multiply()([a, b]), layers.Maximum()([a, b]), layers.Multiply()([a, layers.Dense(4)(m)])]
    return layers.GlobalAveragePooling1D()(layers.Concatenate()(merged))


def scaled(x):
    m = layers.Rescaling(2.0, 1.0)(layers.Masking()(x))
    return layers.GlobalAveragePooling1D()(layers.Normalization(mean=0.3, variance=2.0)(m))


# What Cornu lacks, and must not take for the layers of the same names.
REFUSED = {
    "array": lambda x: layers.Dense(2)(x * np.arange(3.0, dtype="float32")),
    "layer_of_array": lambda x: layers.Dense(2)(layers.Add()([x, np.ones((ROWS, 6, 3), "float32")])),
    "maximum_with_array": lambda x: layers.Dense(2)(ops.maximum(x, np.zeros(3, "float32"))),
    "other_ranks": lambda x: layers.Dense(2)(x + layers.Reshape((3,))(layers.GlobalMaxPooling1D()(x))),
    "average": lambda x: layers.Dense(2)(ops.average(x, axis=1)),
}

NETS = {
    "activations": activations,
    "mean_by_negative_axis": mean_by_negative_axis,
    "masked_add": masked(lambda a, b: a + b * 3 - 1),
    "masked_multiply": masked(lambda a, b: a * b),
    "masked_maximum": masked(ops.maximum),
    "masked_concatenate": masked(lambda a, b: ops.concatenate([a, b], axis=-1)),
    "masked_relu": masked(lambda a, b: ops.relu(a)),
    "mean_of_masked": mean_of_masked,
    "last_is_a_function": last_is_a_function,
    "function_in_an_inner_net": function_in_an_inner_net,
    "layers_with_masks": layers_with_masks,
    "scaled": scaled,
}


def write(folder, name, net):
    keras.backend.clear_session()
    random = np.random.default_rng(5)
    x = keras.Input((6, 3))
    y = net(x)
    model = keras.Model(x, y if y.shape[-1] == 2 else layers.Dense(2)(y))
    for layer in model.layers:
        if not isinstance(layer, layers.Normalization):
            layer.set_weights([random.normal(size=w.shape) * 0.4 for w in layer.weights])
    model.compile(keras.optimizers.SGD(0.05), "mse")
    for kind in ("keras", "h5"):
        model.save(folder / f"{name}.{kind}")
    values = random.normal(size=(ROWS, 6, 3)).astype("float32")
    values[0, 3:] = values[1, 5:] = values[2, 0] = values[3, 1:] = 0
    predictions = model.predict(values, verbose=0)
    targets = random.normal(size=predictions.shape).astype("float32")
    losses = [float(model.train_on_batch(values, targets)) for _ in range(STEPS)]
    golden = {"input": values, "targets": targets, "predictions": predictions}
    described = {key: {"shape": each.shape, "data": each.ravel().tolist()} for key, each in golden.items()}
    (folder / f"{name}.json").write_text(json.dumps(described | {"losses": losses}))


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, net in NETS.items():
        write(folder, name, net)
    (folder / "refused").mkdir()
    for name, net in REFUSED.items():
        x = keras.Input((6, 3))
        model = keras.Model(x, net(x))
        for kind in ("keras", "h5"):
            model.save(folder / "refused" / f"{name}.{kind}")


main(Path(sys.argv[1]))
