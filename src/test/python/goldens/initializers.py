"""Initializers that draw nothing, the fans of kernels, and the configurations of all."""
import keras
from keras.src.initializers.random_initializers import compute_fans

from goldens.arrays import array

FIXED = {
    "zeros": ("Zeros", {}, (2, 3)),
    "ones": ("Ones", {}, (2, 3)),
    "constant": ("Constant", {"value": -0.25}, (2, 3)),
    "identity": ("Identity", {}, (3, 3)),
    "identity, high": ("Identity", {"gain": 2.5}, (4, 2)),
    "identity, wide": ("Identity", {"gain": -1.0}, (2, 3)),
    "stft": ("STFT", {}, (7, 2, 5)),
    "stft, sines": ("STFT", {"side": "imag", "scaling": "spectrum", "periodic": True}, (6, 1, 4)),
    "stft, no window": ("STFT", {"window": None}, (5, 1, 4)),
    "stft, no scaling": ("STFT", {"window": "hamming", "scaling": None}, (5, 1, 4)),
    **{f"stft, {window}": ("STFT", {"window": window, "periodic": periodic}, (6, 1, 3))
       for window, periodic in (("boxcar", False), ("blackman", True), ("nuttall", False),
                                ("blackmanharris", True), ("flattop", False))},
}

FANS = [((4, 5), None, None), ((3, 3, 4, 8), None, None), ((2, 3, 4), [0], [1, 2]),
        ((2, 3, 4), [-1], [-3, 1]), ((6, 2, 5), [0, 1], [2])]


def initializers():
    for name, (kind, config, shape) in FIXED.items():
        made = getattr(keras.initializers, kind)(**config)
        # An Identity does not say its gain.
        yield {"name": name, "initializer": kind, "config": {**made.get_config(), **config},
               "values": array(made(shape))}


def fans():
    for shape, inputs, outputs in FANS:
        made = keras.initializers.HeUniform(input_axes=inputs, output_axes=outputs)
        yield {"name": f"{shape}, {inputs}, {outputs}", "initializer": "HeUniform",
               "config": made.get_config(), "shape": list(shape),
               "fans": list(compute_fans(shape, inputs, outputs))}


KINDS = [initializers, fans]
