"""Activations with each of their options, and the layers that are one, forward and backward."""
import keras
import numpy as np

from goldens.layers import layer_case

# The kinks of all of them, what lies beside them, and what is far out.
VALUES = [[-50, 50, 0, 1, -1, 0.5], [3, 3, 3, 3, 3, 3], [-0.5, 6, -3, 0.25, -0.25, 2],
          [0.75, -0.125, 1.5, -2, 8, -8], [0, 0, 0, 0, 0, 0], [0.9, 1.1, 1, 0.2, -0.9, -1.1]]


def case(name, class_name, values=VALUES, **config):
    return layer_case(name, class_name, values=np.reshape(values, (2, 3, 6)), **config)


def operation(class_name, **options):
    config = {"module": "keras.src.ops.nn", "class_name": class_name, "config": options,
              "registered_name": class_name}
    return case(f"operation {class_name} {options}", "Activation", activation=config)


def activations():
    for name in ["celu", "glu", "hard_shrink", "hard_tanh", "log_sigmoid", "soft_shrink", "sparse_plus",
                 "sparse_sigmoid", "sparsemax", "squareplus", "tanh_shrink", "relu6", "hard_sigmoid", "hard_silu",
                 "swish", "hard_swish", "selu", "elu", "leaky_relu"]:
        yield case(f"activation, {name}", "Activation", activation=name)
    yield operation("Celu", alpha=0.5)
    yield operation("Gelu", approximate=True)
    yield operation("Gelu", approximate=False)
    yield operation("Glu", axis=2)
    yield operation("HardShrink", threshold=1.0)
    yield operation("SoftShrink", threshold=1.0)
    yield operation("Squareplus", b=2.0)
    yield operation("Threshold", threshold=0.5, default_value=-2.0)
    yield operation("LogSoftmax", axis=1)
    yield operation("Sparsemax", axis=1)
    for config in [{}, {"max_value": 6.0}, {"max_value": 2.0}, {"max_value": 0.0}, {"negative_slope": 0.25},
                   {"threshold": 0.5}, {"threshold": 1.0, "negative_slope": 0.25},
                   {"max_value": 6.0, "negative_slope": 0.25}, {"max_value": 6.0, "threshold": 0.5},
                   {"max_value": 2.0, "threshold": 0.5, "negative_slope": 0.125}]:
        yield case(f"ReLU {config}", "ReLU", **config)
    yield case("LeakyReLU", "LeakyReLU")
    yield case("LeakyReLU 0", "LeakyReLU", negative_slope=0.0)
    yield case("ELU", "ELU")
    yield case("ELU, negative", "ELU", alpha=-0.5)
    for axis in [-1, 1, 2, -2, [1, 2], [-1], [-1, 1]]:
        yield case(f"Softmax {axis}", "Softmax", axis=axis)
    yield case("PReLU", "PReLU")
    for axes in [1, [1], [1, 2]]:
        yield case(f"PReLU {axes}", "PReLU", shared_axes=axes, alpha_initializer="ones")
    yield case("ActivityRegularization", "ActivityRegularization", l1=0.1, l2=0.2)
    steep = keras.Sequential([keras.layers.Rescaling(0.2, 0.5), keras.layers.ReLU(max_value=1.0)])
    yield case("hard_sigmoid of Keras 2", "Activation", activation=keras.activations.serialize(steep))
