"""Writes nets that are more than a chain as each generation of Keras saves them, and what it computes of them.

Run once in an environment of each generation, as generate_legacy.py is:

    keras==3.15.1 tensorflow-cpu==2.18.1            CUDA_VISIBLE_DEVICES= python generate_functional.py
    tensorflow-cpu==2.15.1, which has Keras 2.15    python generate_functional.py
    the same with keras_applications==1.0.8, keras_preprocessing==1.1.2, scipy, pyyaml and the
    unpacked source of keras==2.2.4 or 1.2.2        python generate_functional.py path/to/source

The nets are in functional/nets.py, samples and labels and first weights in functional/data.py. Written into
src/test/resources/org/cornu/goldens/functional:

    NAME.keras                  the compiled model before any training, from Keras 3
    keras-VERSION-NAME.h5.gz    the same as a whole-model .h5
    keras-2.15.0-NAME.keras.gz  what Keras 2 calls that
    keras-VERSION.json          one case a line, with its fields
        inputs, targets         by name, in the order of model.inputs and model.outputs
        weights                 by path: the names of the models around a layer, of the layer, of the weight
        predictions             of these weights, one for each output
        steps                   what train_on_batch gives for each of ten steps: its own loss (before the update),
                                and with several outputs the losses of each (without loss_weights) and the metrics.
                                20 samples in batches of 4, in order, so two epochs
        trained                 the weights after that
        trained_predictions     of them
        layers                  name and class of each of model.layers

Keras 3 is also run in float64; the script fails where that says something else. A call with training=False
counts: Keras 3's own fit overrules it, so that the numbers of shared_many are of the net that says it in another
way (nets.as_called), as Keras 2's fit does.
"""
import gzip
import json
import logging
import os
import re
import sys
import tempfile
import zipfile
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"
logging.disable(logging.WARNING)  # that .h5 is legacy

import numpy as np

if len(sys.argv) > 1:
    from legacy import compatibility
    sys.path.insert(0, sys.argv[1])

import keras

from functional import data, nets
from functional.words import Words
from generate_legacy import fix_lengths
from goldens.arrays import array
from legacy.nets import version

TARGET = Path(__file__).resolve().parents[1] / "resources/org/cornu/goldens/functional"
VERSION = version(keras)


def built(net):
    """The model of a case with the weights of its case, compiled."""
    keras.backend.clear_session()
    words = Words(keras)
    model, compiled = net(words)
    data.initialize("shared_many" if net is nets.as_called else net.__name__, model)
    model.compile(**compiled, **({"jit_compile": False} if VERSION >= (2, 11) else {}))
    return model


def structured(model, names, values):
    """One array as it is, several as a list, or by name where the model is said so."""
    if isinstance(getattr(model, "_inputs_struct", getattr(model, "_nested_inputs", None)), dict):
        return dict(zip(names, values))
    return values[0] if len(values) == 1 else values


def names_of(model):
    """Inputs and outputs in the model's order, which for a dict is that of its keys."""
    if isinstance(getattr(model, "output", None), dict):
        return sorted(model.input), sorted(model.output)
    return [x._keras_history[0].name for x in model.inputs], list(model.output_names)


def predictions(model, x):
    values = model.predict(x, **({"verbose": 0} if VERSION >= (2,) else {}))
    values = [values[name] for name in sorted(values)] if isinstance(values, dict) else values
    return values if isinstance(values, list) else [values]


def step(model, x, y):
    if hasattr(model, "reset_metrics"):
        model.reset_metrics()
    if VERSION >= (2, 11):
        return {name: float(value) for name, value in model.train_on_batch(x, y, return_dict=True).items()}
    values = model.train_on_batch(x, y)
    return dict(zip(model.metrics_names, map(float, np.atleast_1d(values))))


def part(values, rows):
    if isinstance(values, dict):
        return {name: value[rows] for name, value in values.items()}
    return [value[rows] for value in values] if isinstance(values, list) else values[rows]


def run(case, model):
    """Everything Keras says of it but the file."""
    inputs, outputs = names_of(model)
    x, y = data.samples(case, model), data.labels(case, model)
    fields = {"inputs": list(zip(inputs, x)), "targets": list(zip(outputs, y)), "weights": data.weights(model)}
    x, y = structured(model, inputs, x), structured(model, outputs, y)
    fields["predictions"] = list(zip(outputs, predictions(model, x)))
    fields["steps"] = []
    for number in range(data.STEPS):
        start = number * data.BATCH % data.SAMPLES
        rows = slice(start, start + data.BATCH)
        fields["steps"].append(step(model, part(x, rows), part(y, rows)))
    fields["trained"] = data.weights(model)
    fields["trained_predictions"] = list(zip(outputs, predictions(model, x)))
    return fields


def json_of(fields):
    def of(value):
        if isinstance(value, dict):
            return {name: float(str(np.float32(number))) for name, number in value.items()}
        return {"name": value[0], **array(value[1])}
    return {key: [of(value) for value in values] for key, values in fields.items()}


def off(fields, others):
    """How far the numbers of two runs are apart, in the mean size of each array."""
    worst = 0
    for key in ("predictions", "trained_predictions", "trained"):
        for (name, value), (_, other) in zip(fields[key], others[key]):
            worst = max(worst, np.abs(value - other).max() / max(np.abs(other).mean(), 1e-3))
    return max([worst, *(abs(a[name] - b[name]) for a, b in zip(fields["steps"], others["steps"]) for name in a)])


def packed(model, case, suffix):
    """As an earlier Keras writes it, and packed as it wastes much."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"model{suffix}"
        model.save(str(path))
        if VERSION < (2, 3):
            fix_lengths(path)
        target = TARGET / f"keras-{keras.__version__}-{case}{suffix}.gz"
        target.write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


def save(model, path):
    """Leaves a file alone that differs in nothing but its date and the addresses of objects."""
    with tempfile.TemporaryDirectory() as folder:
        anew = Path(folder) / path.name
        model.save(anew)
        if not path.exists() or content(anew) != content(path):
            path.write_bytes(anew.read_bytes())


def content(path):
    with zipfile.ZipFile(path) as archive:
        config = re.sub(rb'"shared_object_id": \d+', b"", archive.read("config.json"))
        return config, archive.read("model.weights.h5")


def write(net):
    case, model = net.__name__, built(net)
    layers = [{"name": layer.name, "class_name": type(layer).__name__} for layer in model.layers]
    if VERSION >= (3,):
        model.optimizer.build(model.trainable_variables)  # A file without its slots opens with a warning.
        # Before the .h5, whose saving takes the optimizer out of what Keras 3 knows of compile().
        save(model, TARGET / f"{case}.keras")
    packed(model, case, ".h5")
    if (2, 13) <= VERSION < (3,):
        packed(model, case, ".keras")
    if VERSION < (3,):
        fields = json_of(run(case, model))
        print(case, fields["steps"][0]["loss"], fields["steps"][-1]["loss"])
        return {"name": case, "predictions": fields["predictions"], "steps": fields["steps"], "layers": layers}
    trained = nets.as_called if net is nets.shared_many else net
    fields = run(case, built(trained))
    keras.config.set_floatx("float64")
    error = off(fields, run(case, built(trained)))
    keras.config.set_floatx("float32")
    print(f"{case}: {error:.1e} off float64")
    if error > 3e-5:
        sys.exit("the case is no measure for another library")
    return {"name": case, **json_of(fields), "layers": layers}


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(write(net), separators=(",", ":"), allow_nan=False) for net in nets.cases(Words(keras))]
    (TARGET / f"keras-{keras.__version__}.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")
