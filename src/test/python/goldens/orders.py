"""In which order model.layers lists the layers of nets drawn at random; the groups of a weights file count along it."""
import random

import keras


def drawn(draw):
    """Calls in the order they are made: the layer's name, and the numbers of the values that it takes.

    The first values are the inputs'. Layers of one value may be called again, as a shared one is.
    """
    inputs, calls, layers = draw.randint(1, 3), [], []
    for number in range(draw.randint(3, 12)):
        known = range(inputs + len(calls))
        shared = [name for name in layers if name.startswith("one")]
        if shared and draw.random() < 0.3:
            name, taken = draw.choice(shared), [draw.choice(known)]
        elif draw.random() < 0.5:
            name, taken = f"one{number}", [draw.choice(known)]
        else:
            name, taken = f"sum{number}", [draw.choice(known) for _ in range(draw.randint(2, 3))]
        if name not in layers:
            layers.append(name)
        calls.append([name, taken])
    outputs = draw.sample(range(inputs, inputs + len(calls)), draw.randint(1, min(3, len(calls))))
    return inputs, calls, outputs


def layer_orders():
    draw = random.Random(7)
    for number in range(60):
        inputs, calls, outputs = drawn(draw)
        values = [keras.Input((2,), name=f"in{place}") for place in range(inputs)]
        layers = {}
        for name, taken in calls:
            made = keras.layers.Activation("tanh", name=name) if name.startswith("one") else keras.layers.Add(name=name)
            layer = layers.setdefault(name, made)
            values.append(layer(values[taken[0]] if name.startswith("one") else [values[place] for place in taken]))
        model = keras.Model(values[:inputs], [values[place] for place in outputs])
        config = model.get_config()
        nodes = {layer["name"]: [history(node["args"]) for node in layer["inbound_nodes"]] for layer in config["layers"]}
        yield {"name": f"net {number}", "inputs": [f"in{place}" for place in range(inputs)], "calls": calls,
               "outputs": outputs, "layers": [layer.name for layer in model.layers], "nodes": nodes,
               "output_layers": config["output_layers"]}


def history(args):
    tensors = args[0] if isinstance(args[0], (list, tuple)) else args
    return [tensor["config"]["keras_history"] for tensor in tensors]


KINDS = [layer_orders]
