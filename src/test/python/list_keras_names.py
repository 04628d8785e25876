"""Prints the public names of real Keras by their modules, as JSON: to each the name that it is an alias of, if it is;
and the layers whose call has training=False for its default.

    python src/test/python/list_keras_names.py
"""
import inspect
import json
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras

MODULES = ["layers", "activations", "losses", "metrics", "optimizers", "optimizers.schedules", "initializers",
           "regularizers", "constraints", "callbacks"]


def module(path):
    found = keras
    for part in path.split("."):
        found = getattr(found, part)
    return found


def names(path):
    """A class may go by several names; its own is the one that files have."""
    public = {name: getattr(module(path), name) for name in dir(module(path)) if not name.startswith("_")}
    own = {name: getattr(value, "__name__", name) for name, value in public.items()}
    return {name: own[name] if own[name] != name and own[name] in public else None for name in public}


def false_by_default():
    calls = {name: inspect.signature(layer.call).parameters for name, layer in vars(keras.layers).items()
             if hasattr(layer, "call")}
    return sorted(name for name, call in calls.items() if "training" in call and call["training"].default is False)


def main():
    print(json.dumps({"version": keras.__version__, "modules": {path: names(path) for path in MODULES},
                      "false_by_default": false_by_default()}))


if __name__ == "__main__":
    main()
