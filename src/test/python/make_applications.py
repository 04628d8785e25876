"""Writes nets of keras.applications for Cornu's tests, and what real Keras makes of them.

    python src/test/python/make_applications.py [--size 96] [--nearby 4] OUT NAME ...

For each NAME, a constructor of keras.applications or a family of small_applications: NAME.keras and NAME.h5, with
weights, biases and statistics drawn; and in NAME.json an input, the predictions, the losses of three steps of SGD, and
the same losses where the input was changed by 1e-6 of itself, several times, which say how near two libraries can be:
batch normalization over few values is chaotic, and in deep nets a few of many changes move the losses most.
"""
import argparse
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np

from goldens.arrays import array, one_hot, rng, rounded
from small_applications import FAMILIES

CLASSES = 5
BATCH = 4
# Smaller ones cannot be made, or leave nothing to pool.
SIZES = {"InceptionV3": 96, "InceptionResNetV2": 96, "Xception": 96, "NASNetMobile": 96, "NASNetLarge": 96}
NAMES = {"all": sorted(name for name in dir(keras.applications) if name[0].isupper()), "small": list(FAMILIES)}


def build(name, size):
    shape = (size, size, 3)
    options = {"weights": None, "classes": CLASSES, "input_shape": shape, "classifier_activation": "softmax"}
    return (FAMILIES.get(name) or getattr(keras.applications, name))(**options)


def draw(model):
    """Numbers as a trained net has: kernels of unit gain, statistics near those of a normal layer."""
    random = rng(model.name)
    for variable in model.weights:
        shape, name = variable.shape, variable.path.split("/")[-1]
        if name in ("gamma", "moving_variance", "variance"):
            values = random.uniform(0.8, 1.2, shape)
        elif name == "count" or name == "seed_generator_state":
            continue
        elif len(shape) < 2:
            values = random.normal(0, 0.05, shape)
        else:
            fan = np.prod(shape[:-1]) if "depthwise" not in variable.path else np.prod(shape[:-2])
            values = random.normal(0, np.sqrt(1 / fan), shape)
        variable.assign(values.astype("float32"))


def losses(model, weights, x, y):
    model.set_weights(weights)
    return [float(model.train_on_batch(x, y)) for _ in range(3)]


def nearby(name, x, number):
    random = rng(name + ", nearby")
    for _ in range(number):
        yield (x * (1 + 1e-6 * random.normal(0, 1, x.shape))).astype("float32")


# A dropout draws its own numbers in each library: without, the steps can be compared.
def without_dropout(model):
    def clone(layer):
        config = layer.get_config()
        for rate in ("rate", "drop_path_rate"):
            if rate in config and layer.__class__.__name__ in ("Dropout", "StochasticDepth"):
                config[rate] = 0.0
        return layer.__class__.from_config(config)
    return keras.models.clone_model(model, clone_function=clone)


def write(out, name, size, number):
    keras.utils.clear_session()
    model = without_dropout(build(name, size))
    draw(model)
    random = rng(name)
    x = rounded(random.uniform(0, 255, (BATCH, size, size, 3)) if preprocesses(model)
                else random.normal(0, 1, (BATCH, size, size, 3)))
    y = one_hot(random.integers(0, CLASSES, BATCH), CLASSES)
    model.save(out / f"{name}.keras")
    model.save(out / f"{name}.h5")
    # Loaded anew: a Normalization that was drawn goes by its numbers only then.
    model = keras.models.load_model(out / f"{name}.keras")
    weights = model.get_weights()
    model.compile(keras.optimizers.SGD(0.01), "categorical_crossentropy")
    result = {"name": name, "size": size, "input": array(x), "targets": array(y),
              "predictions": array(model.predict(x, verbose=0)), "losses": losses(model, weights, x, y),
              "losses_nearby": [losses(model, weights, near, y) for near in nearby(name, x, number)]}
    (out / f"{name}.json").write_text(json.dumps([result]))


def preprocesses(model):
    return any(layer.__class__.__name__ in ("Rescaling", "Normalization") for layer in model.layers)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--list", choices=NAMES, help="prints the names")
    parser.add_argument("--size", type=int, default=96)
    parser.add_argument("--nearby", type=int, default=4, help="how many times the input is changed")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if options.list:
        print("\n".join(NAMES[options.list]))
        return
    options.out.mkdir(parents=True, exist_ok=True)
    for name in options.names:
        write(options.out, name, max(options.size, SIZES.get(name, 0)), options.nearby)
        print(name, flush=True)


if __name__ == "__main__":
    sys.exit(main())
