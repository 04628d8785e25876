"""Samples, labels and first weights of a case: the same for each Keras, with three decimals."""
import numpy as np

from goldens.arrays import one_hot, rng, rounded

SAMPLES, BATCH, STEPS = 20, 4, 10


def shape(tensor):
    """Without the batch, in the words of any Keras."""
    known = getattr(tensor, "_keras_shape", None) or tensor.shape
    return tuple(int(size) for size in tuple(known)[1:])


def labels(case, model):
    """One array for each output, in the order of model.outputs. Classes are whole numbers."""
    random = rng(f"{case} labels")
    classes = random.integers(0, 3, SAMPLES)
    rows = lambda width: rounded(random.normal(0, 1, (SAMPLES, width)))
    if case == "two_outputs":
        return [classes.astype("int32"), rows(1)]
    if case == "two_outputs_lists":
        return [one_hot(classes, 3), rows(2)]
    if case == "ends_in_models":
        return [rows(4), one_hot(classes, 3)]
    if case == "dicts":
        return [rows(2), classes[:, None].astype("float32") % 2]
    if case.startswith("twins"):
        return [(classes[:, None] % 2).astype("float32")]
    if case.startswith("u_net"):
        return [random.integers(0, 2, (SAMPLES, *shape(model.outputs[0]))).astype("float32")]
    return [one_hot(classes, 3)]


def samples(case, model):
    """One array for each input, in the order of model.inputs."""
    return [rounded(rng(f"{case} {place}").normal(0, 1, (SAMPLES, *shape(x))))
            for place, x in enumerate(model.inputs)]


def layers_with_weights(model, prefix="", seen=None):
    """Each layer once, with its path: the names of the models that it is in, and its own."""
    seen = set() if seen is None else seen
    for layer in model.layers:
        if id(layer) not in seen:
            seen.add(id(layer))
            if getattr(layer, "layers", None):
                yield from layers_with_weights(layer, f"{prefix}{layer.name}/", seen)
            elif layer.weights:
                yield prefix + layer.name, layer


ROLES = {4: ["gamma", "beta", "moving_mean", "moving_variance"], 2: ["kernel", "bias"], 1: ["kernel"]}


def roles(layer):
    """The short names of a layer's weights in any Keras, of which the first called them dense_1_W."""
    return ROLES[len(layer.weights)]


def initialize(case, model):
    """By place, as the names that Keras gives differ. Small enough that no softmax is near 0 or 1."""
    for place, (_, layer) in enumerate(layers_with_weights(model)):
        values = []
        for role, now in zip(roles(layer), layer.get_weights()):
            random = rng(f"{case} {place} {role}")
            positive = role in ("gamma", "moving_variance")
            size = 0.7 * np.prod(now.shape[:-1]) ** -0.5 if role == "kernel" else 0.2
            drawn = random.uniform(0.5, 1.5, now.shape) if positive else random.normal(0, size, now.shape)
            values.append(rounded(drawn))
        layer.set_weights(values)


def weights(model):
    """Path and value of each weight."""
    return [(f"{path}/{role}", value) for path, layer in layers_with_weights(model)
            for role, value in zip(roles(layer), layer.get_weights())]
