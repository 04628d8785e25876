"""Layers of several inputs, forward and backward, and which shapes they take.

In no case is a batch as long as another axis: on TensorFlow, Keras 3 takes an Add of (4, 4) and (4, 1) for a
bias along the wrong axis. No two numbers that Maximum or Minimum compare are the same.
"""
import keras
import numpy as np
import tensorflow as tf

from goldens.arrays import array, rng, rounded

ELEMENTWISE = ["Add", "Multiply", "Average", "Maximum", "Minimum"]


def merge_case(name, class_name, *shapes, **config):
    random = rng(name)
    inputs = [rounded(random.normal(0, 1, shape) + 1e-3 * place) for place, shape in enumerate(shapes)]
    layer = getattr(keras.layers, class_name)(**config)
    sources = [tf.Variable(x) for x in inputs]
    with tf.GradientTape() as tape:
        output = layer([source + 0 for source in sources], training=True)
        cotangent = rounded(random.normal(0, 1, output.shape))
        total = tf.reduce_sum(output * cotangent)
    return {"name": name, "keras": {"class_name": class_name, "config": config},
            "inputs": [array(x) for x in inputs], "output": array(output), "cotangent": array(cotangent),
            "input_gradients": [array(gradient) for gradient in tape.gradient(total, sources)]}


def merging():
    for class_name in [*ELEMENTWISE, "Subtract"]:
        def case(name, *shapes):
            return merge_case(f"{class_name}, {name}", class_name, *shapes)
        yield case("rows", (3, 5), (3, 5))
        yield case("pictures", (2, 2, 4, 3), (2, 2, 4, 3))
        yield case("one for each row", (3, 5), (3, 1))
        yield case("one for each row, first", (3, 1), (3, 5))
        yield case("both ways", (2, 4, 1, 3), (2, 1, 5, 3))
        yield case("one rank less", (2, 4, 5), (2, 5))
        yield case("one rank more", (2, 5), (2, 4, 5))
        yield case("ranks 4 and 2", (2, 3, 2, 4), (2, 1))
    for class_name in ELEMENTWISE:
        def case(name, *shapes):
            return merge_case(f"{class_name}, {name}", class_name, *shapes)
        yield case("three", (3, 5), (3, 5), (3, 5))
        yield case("three of different ranks", (2, 4, 3), (2, 1), (2, 3))
        yield case("four", (2, 3), (2, 1), (2, 3), (2, 3))

    def concatenate(name, *shapes, **config):
        return merge_case(f"Concatenate, {name}", "Concatenate", *shapes, **config)
    yield concatenate("rows", (3, 5), (3, 2))
    yield concatenate("three", (3, 5), (3, 1), (3, 2))
    yield concatenate("channels", (2, 3, 4, 2), (2, 3, 4, 1))
    for axis in (1, 2, 3, -1, -2, -3):
        other = [2, 3, 2, 4]
        other[axis] = 1
        yield concatenate(f"axis {axis}", (2, 3, 2, 4), tuple(other), axis=axis)

    def dot(name, *shapes, **config):
        for normalize in (False, True):
            yield merge_case(f"Dot, {name}{', normalize' if normalize else ''}", "Dot", *shapes, **config, normalize=normalize)
    yield from dot("rows", (3, 5), (3, 5), axes=1)
    yield from dot("rows, axis -1", (3, 5), (3, 5), axes=-1)
    yield from dot("matrices, axis 1", (2, 3, 4), (2, 3, 5), axes=1)
    yield from dot("matrices, axis 2", (2, 3, 4), (2, 5, 4), axes=2)
    yield from dot("matrices, axis -1", (2, 3, 4), (2, 5, 4), axes=-1)
    yield from dot("matrices, axes 2 and 1", (2, 3, 4), (2, 4, 5), axes=(2, 1))
    yield from dot("matrices, axes 1 and 2", (2, 4, 3), (2, 5, 4), axes=(1, 2))
    yield from dot("matrix and row", (2, 3, 4), (2, 4), axes=(2, 1))
    yield from dot("row and matrix", (2, 4), (2, 3, 4), axes=(1, 2))
    yield from dot("matrix and row, axis 1", (2, 4, 3), (2, 4), axes=1)
    yield from dot("rank 4 and matrix", (2, 3, 2, 5), (2, 5, 4), axes=(3, 1))
    yield from dot("matrix and rank 4", (2, 5, 4), (2, 3, 5, 2), axes=(1, 2))
    yield from dot("rank 4 and rank 4", (2, 3, 4, 2), (2, 2, 5, 4), axes=(2, 3))


N = None

SHAPES = [
    *[(class_name, {}, shapes) for class_name in ("Add", "Subtract") for shapes in (
        [(N, 4), (N, 4)], [(N, 4), (N, 1)], [(N, 1), (N, 4)], [(N, 4), (N, 3)], [(N, 4)], [(N, 4), (N, 4), (N, 4)],
        [(N, 4), (N, 4), (N, 3)])],
    *[("Multiply", {}, shapes) for shapes in (
        [(N, N), (N, 4)], [(N, N), (N, N)], [(N, N), (N, 1)], [(N, 1), (N, N)], [(N, 3, 4), (N, 4)], [(N, 4), (N, 3, 4)],
        [(N, 3, 4), (N, 3)], [(N, 3, 4), (N, 1)], [(N, 3, 1), (N, 1, 4)], [(N, 3, 4), (N, 3, 1)], [(N, N, 4), (N, 3, 4)],
        [(N, N, 4), (N, N, 1)], [(N, 2, 3, 4), (N, 3, 4)], [(N, 2, 3, 4), (N, 2, 4)], [(N, 2, 3, 4), (N, 4)], [(N,), (N,)],
        [(N, 4), (N,)], [(8, 4), (N, 4)], [(8, 4), (8, 4)], [(8, 4), (6, 4)])],
    *[(class_name, {}, shapes) for class_name in ("Average", "Maximum", "Minimum") for shapes in (
        [(N, 2, 3), (N, 2, 3)], [(N, 2, 3), (N, 3), (N, 1)], [(N, 2, 3), (N, 2)], [(N, 2, 3)])],
    *[("Concatenate", {}, shapes) for shapes in (
        [(N, 4), (N, 3)], [(N, 4), (N, N)], [(N, 4)], [(N, 4), (N, 3), (N, 2)], [(N, 2, 4), (N, 2, 3)], [(N, 2, 4), (N, 3, 4)],
        [(N, 2, 4), (N, N, 3)], [(N, N, 4), (N, 2, 3)], [(N, N, 4), (N, N, 3)], [(N, 2, 4), (N, 4)], [(N, 1, 4), (N, 2, 4)],
        [(8, 4), (N, 3)], [(8, 4), (6, 3)])],
    *[("Concatenate", {"axis": axis}, shapes) for axis, shapes in (
        (1, [(N, 2, 4), (N, 3, 4)]), (1, [(N, 2, 4), (N, N, 4)]), (1, [(N, 2, 4), (N, 3, 5)]), (-2, [(N, 2, 4), (N, 3, 4)]),
        (2, [(N, 2, 4, 3), (N, 2, 5, 3)]), (2, [(N, 2, 4, 3), (N, 1, 5, 3)]), (3, [(N, 4, 4, 3), (N, 4, 4, 5)]),
        (3, [(N, 4, 4, 3), (N, 4, 3, 5)]), (2, [(N, 4), (N, 4)]), (-3, [(N, 4), (N, 4)]), (0, [(N, 4), (N, 4)]),
        (0, [(2, 4), (3, 4)]), (-2, [(2, 4), (3, 4)]))],
    *[("Dot", {"axes": axes}, shapes) for axes, shapes in (
        (1, [(N, 4), (N, 4)]), (-1, [(N, 4), (N, 4)]), (1, [(N, 4), (N, 3)]), (2, [(N, 3, 4), (N, 5, 4)]),
        (1, [(N, 3, 4), (N, 3, 5)]), (-1, [(N, 3, 4), (N, 5, 4)]), (-1, [(N, 3, 4), (N, 4)]), (-2, [(N, 3, 4), (N, 3, 5)]),
        ((2, 1), [(N, 3, 4), (N, 4, 5)]), ((1, 2), [(N, 3, 4), (N, 5, 3)]), ((2, 1), [(N, 3, 4), (N, 4)]),
        ((1, 2), [(N, 4), (N, 3, 4)]), ((-1, -1), [(N, 3, 4), (N, 5, 4)]), ((-1, 1), [(N, 3, 4), (N, 4, 5)]),
        ((2, 2), [(N, 3, 4), (N, 3, 5)]), ((3, 1), [(N, 2, 3, 4), (N, 4, 5)]), ((1, 2), [(N, 5, 6), (N, 3, 5, 4)]),
        ((2, 3), [(N, 3, 4, 5), (N, 6, 7, 4)]), (1, [(N, N, 4), (N, 3, 5)]), (1, [(N, N, 4), (N, N, 5)]),
        (2, [(N, N, 4), (N, N, 4)]), (0, [(N, 4), (N, 4)]), ((0, 1), [(4, 4), (4, 4)]), (2, [(N, 4), (N, 4)]),
        (-2, [(N, 4), (N, 4)]), (1, [(N, 4), (N, 4), (N, 4)]), (1, [(N, 4)]), (1, [(N,), (N,)]), (1, [(8, 4), (6, 4)]))],
]


def symbolic(layer, shapes):
    return list(layer([keras.KerasTensor(shape) for shape in shapes]).shape)


def computed(layer, shapes):
    """With 2 samples and 3 for what is not known; the batch is unknown again in the answer."""
    sizes = [[2 if size is N and place == 0 else 3 if size is N else size for place, size in enumerate(shape)]
             for shape in shapes]
    shape = list(layer([np.ones(size, "float32") for size in sizes]).shape)
    return shape if shapes[0][0] is not N else [N, *shape[1:]]


def answer(ask, class_name, config, shapes):
    """A shape, or "error" and the words."""
    try:
        return ask(getattr(keras.layers, class_name)(**config), shapes), None
    except Exception as refusal:  # TensorFlow's have classes of their own
        return "error", f"{type(refusal).__name__}: {str(refusal).splitlines()[0][:160]}"


def merge_shapes():
    """What a merging layer makes of shapes: said of symbolic inputs ("output"), and when it really runs ("computed")."""
    for class_name, config, shapes in SHAPES:
        output, why = answer(symbolic, class_name, config, shapes)
        real, fault = answer(computed, class_name, config, shapes)
        words = {key: text for key, text in (("why", why), ("fault", fault)) if text}
        options = "".join(f", {key} {value}" for key, value in config.items())
        yield {"name": f"{class_name}{options}, {' '.join(map(str, shapes))}".replace("None", "?"),
               "keras": {"class_name": class_name, "config": config}, "inputs": shapes,
               "output": output, "computed": real, **words}


KINDS = [merging, merge_shapes]
