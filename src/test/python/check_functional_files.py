"""Opens .keras files of nets of any shape in real Keras, and says what they are and what they do.

    python src/test/python/check_functional_files.py FOLDER

FOLDER holds NAME.keras files, and for those that are to compute NAME.json:

    {"inputs": [{"name", "shape", "data"}], "targets": [the same], "batch_size": 4, "steps": 10}

Inputs are in the order of the model's or under its names; targets too, and whole numbers where "dtype" says
"int32". Without targets nothing is trained. A golden of goldens/functional/keras-3.15.1.json serves as it is: 4
and 10 are the defaults.

Each model is loaded (a warning is an error), described, and predicts; it trains steps on batches in order, from the
start again after the last, and is saved as FOLDER/trained/NAME.keras. FOLDER/checked.json holds of each file:

    class_name, name            of the model
    layers                      name and class of each, and of those in it
    inputs, outputs             names of the layers that they come from, with their shapes
    weights                     path, shape and whether it is trained, and under "data" its numbers
    optimizer                   its class and the number of steps that it has done
    predictions                 before training, one for each output
    steps                       what train_on_batch gives for each: its own loss, losses of the outputs, metrics
    trained, trained_predictions
    connections                 by layer: what each of its calls comes from, as "name[node][tensor]"

A file that Keras refuses has "error" alone. Keras 3 trains what was called with training=False like all else.
Works with Keras 3.5 and later.
"""
import json
import os
import sys
import warnings
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np

from goldens.arrays import array


def arrays(described):
    return {each["name"]: np.array(each["data"], dtype=each.get("dtype", "float32")).reshape(each["shape"])
            for each in described}


def ordered(names, given):
    """By name where the names are the model's, else by place."""
    return [given[name] for name in names] if set(names) == set(given) else list(given.values())


def structured(names, values, struct):
    return dict(zip(names, values)) if isinstance(struct, dict) else values[0] if len(values) == 1 else values


def owners(tensors):
    """The keys of a dict, which Keras sorts, or the names of layers."""
    if isinstance(tensors, dict):
        return sorted(tensors)
    return [tensor._keras_history.operation.name for tensor in flat(tensors)]


def flat(values):
    if isinstance(values, dict):
        return [values[name] for name in sorted(values)]
    return list(values) if isinstance(values, (list, tuple)) else [values]


def described(layer):
    inner = getattr(layer, "layers", None)
    own = {"name": layer.name, "class_name": type(layer).__name__, "trainable": layer.trainable}
    return {**own, "layers": [described(each) for each in inner]} if inner else own


def weights(model, prefix="", seen=None):
    """Each once, under the names of the models around its layer, of the layer and its own."""
    seen = set() if seen is None else seen
    for layer in model.layers:
        if id(layer) in seen:
            continue
        seen.add(id(layer))
        if getattr(layer, "layers", None):
            yield from weights(layer, f"{prefix}{layer.name}/", seen)
        else:
            for variable in layer.weights:
                yield f"{prefix}{layer.name}/{variable.name}", variable


def numbers(model):
    return [{"name": name, "trainable": variable.trainable, **array(variable.numpy())}
            for name, variable in weights(model)]


def connections(model):
    if not hasattr(model, "_nodes_by_depth"):
        return {}
    nodes = {id(node) for level in model._nodes_by_depth.values() for node in level}
    return {layer.name: [list(map(origin, node.input_tensors)) for node in layer._inbound_nodes if id(node) in nodes]
            for layer in model.layers}


def origin(tensor):
    history = tensor._keras_history
    return f"{history.operation.name}[{history.node_index}][{history.tensor_index}]"


def predictions(model, x, outputs):
    return [{"name": name, **array(value)} for name, value in zip(outputs, flat(model.predict(x, verbose=0)))]


def trained(model, x, y, data):
    size, count = data.get("batch_size", 4), data.get("steps", 10)
    count = count if isinstance(count, int) else len(count)
    samples = len(flat(x)[0])
    for number in range(count):
        rows = slice(number * size % samples, number * size % samples + size)
        part = lambda values: keras.tree.map_structure(lambda value: value[rows], values)
        model.reset_metrics()
        figures = model.train_on_batch(part(x), part(y), return_dict=True)
        yield {name: float(value) for name, value in figures.items()}


def checked(file):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = keras.models.load_model(file)
    inputs, outputs = owners(model.input), owners(model.output)
    said = {"class_name": type(model).__name__, "name": model.name, "layers": [described(layer) for layer in model.layers],
            "inputs": [{"name": name, "shape": list(x.shape)} for name, x in zip(inputs, model.inputs)],
            "outputs": [{"name": name, "shape": list(x.shape)} for name, x in zip(outputs, model.outputs)],
            "connections": connections(model), "weights": numbers(model)}
    if model.optimizer is not None:
        said["optimizer"] = {"class_name": type(model.optimizer).__name__,
                             "steps": int(model.optimizer.iterations.numpy())}
    described_data = file.with_suffix(".json")
    if not described_data.exists():
        return said
    data = json.loads(described_data.read_text())
    x = structured(inputs, ordered(inputs, arrays(data["inputs"])), model.input)
    said["predictions"] = predictions(model, x, outputs)
    if "targets" in data:
        y = structured(outputs, ordered(outputs, arrays(data["targets"])), model.output)
        said["steps"] = list(trained(model, x, y, data))
        said["trained"] = numbers(model)
        said["trained_predictions"] = predictions(model, x, outputs)
        (file.parent / "trained").mkdir(exist_ok=True)
        model.save(file.parent / "trained" / file.name)
    return said


def main():
    folder = Path(sys.argv[1])
    files = sorted(folder.glob("*.keras"))
    if not files:
        sys.exit(f"{folder}: needs .keras files, there is none")
    answers = {}
    for file in files:
        try:
            answers[file.stem] = checked(file)
        except Exception as refusal:
            answers[file.stem] = {"error": f"{type(refusal).__name__}: {refusal}"}
    (folder / "checked.json").write_text(json.dumps(answers))
    refused = [name for name, answer in answers.items() if "error" in answer]
    print(f"Keras {keras.__version__}, {len(files)} files, {len(refused)} refused")
    for name in refused:
        print(f"{name}: {answers[name]['error']}")


if __name__ == "__main__":
    main()
