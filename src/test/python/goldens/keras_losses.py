"""Every loss of Keras with every option: the value, with samples' weights too, and the gradient."""
import keras
import numpy as np
import tensorflow as tf

from goldens.arrays import array, numbers, one_hot, probabilities, rng, rounded


def case(name, loss, y_true, y_pred, sample_weight=None, **config):
    function = getattr(keras.losses, loss)(**config)
    prediction = tf.Variable(np.float32(y_pred))
    with tf.GradientTape() as tape:
        value = function(y_true, prediction.value(), sample_weight)
    weights = {} if sample_weight is None else {"sample_weight": array(np.float32(sample_weight))}
    return {"name": name, "loss": loss, "config": config,
            "y_true": array(y_true), "y_pred": array(prediction), **weights,
            "value": numbers(value)[0], "gradient": array(tape.gradient(value, prediction))}


def plain(random):
    """Losses without options, of what each is made for."""
    numbers_3 = lambda *shape: rounded(random.normal(0, 2, shape))
    positive = lambda *shape: rounded(random.uniform(0.1, 3, shape))
    signs = lambda *shape: np.float32(random.choice([-1, 1], shape))
    bits = lambda *shape: np.float32(random.integers(0, 2, shape))
    rows = lambda *shape: one_hot(random.integers(0, shape[-1], shape[:-1]), shape[-1])
    shares = lambda *shape: probabilities(random, *shape)
    kinds = [("MeanSquaredError", numbers_3, numbers_3), ("MeanAbsoluteError", numbers_3, numbers_3),
             ("MeanAbsolutePercentageError", numbers_3, numbers_3),
             ("MeanSquaredLogarithmicError", numbers_3, numbers_3),
             ("LogCosh", numbers_3, numbers_3), ("Poisson", positive, positive),
             ("Hinge", signs, numbers_3), ("Hinge", bits, numbers_3), ("Hinge", numbers_3, numbers_3),
             ("SquaredHinge", signs, numbers_3), ("SquaredHinge", bits, numbers_3),
             ("CategoricalHinge", rows, numbers_3), ("KLDivergence", shares, shares)]
    for number, (loss, truth, prediction) in enumerate(kinds):
        for shape in ((5, 3), (2, 4, 3), (3, 1)):
            name = f"{loss} {number}, shape {'x'.join(map(str, shape))}"
            if loss != "CategoricalHinge" or shape[-1] > 1:
                yield case(name, loss, truth(*shape), prediction(*shape))
        yield case(f"{loss} {number}, weights", loss, truth(4, 3), prediction(4, 3), [1, 0, 2.5, 0.5])
        yield case(f"{loss} {number}, sum", loss, truth(2, 4, 3), prediction(2, 4, 3), reduction="sum")
        yield case(f"{loss} {number}, sum, weights", loss, truth(4, 3), prediction(4, 3), [1, 0, 2.5, 0.5],
                   reduction="sum")
    yield case("percentage of 0", "MeanAbsolutePercentageError", np.float32([[0, 1]]), [[0.5, 1.5]])
    yield case("log cosh far off", "LogCosh", np.float32([[0, 0]]), [[50, -100]])
    yield case("divergence, 0 and 1", "KLDivergence", np.float32([[0, 1, 0], [1, 0, 0]]),
               [[0, 0.5, 0.5], [0, 0, 1]])


def with_options(random):
    numbers_3 = lambda *shape: rounded(random.normal(0, 2, shape))
    for delta in (1.0, 0.5, 2.0):
        yield case(f"huber {delta}", "Huber", numbers_3(5, 3), numbers_3(5, 3), delta=delta)
    yield case("huber, mean by weights", "Huber", numbers_3(3, 2), numbers_3(3, 2), [0.5, 1, 2],
               reduction="mean_with_sample_weight")
    yield case("huber, mean by no weights", "Huber", numbers_3(3, 2), numbers_3(3, 2),
               reduction="mean_with_sample_weight")
    yield case("huber, weights", "Huber", numbers_3(3, 2), numbers_3(3, 2), [0.5, 1, 2], delta=1.5)
    for axis in (-1, 1, 2, -2):
        yield case(f"cosine, axis {axis}", "CosineSimilarity", numbers_3(2, 4, 3), numbers_3(2, 4, 3),
                   axis=axis)
    yield case("cosine of small numbers", "CosineSimilarity", np.float32([[3e-7, 0], [2e-8, 1e-8]]), [[1, 2], [6, 8]])
    yield case("cosine of an output of 0", "CosineSimilarity", np.float32([[1, 2], [3, 4]]), [[0, 0], [6, 8]])
    yield case("cosine of 0", "CosineSimilarity", np.float32([[0, 0], [3, 4]]), [[1, 2], [6, 8]])


def questions(random):
    truth = np.float32(random.integers(0, 2, (3, 2, 4)))
    shares = rounded(random.uniform(0.01, 0.99, (3, 2, 4)))
    scores = rounded(random.normal(0, 3, (3, 2, 4)))
    weights = [1, 2, 0.25]
    yield case("binary, axis 1", "BinaryCrossentropy", truth, shares, axis=1)
    yield case("binary, axis 1, logits", "BinaryCrossentropy", truth, scores, axis=1, from_logits=True)
    for options in ({}, {"gamma": 0.0}, {"gamma": 3.5}, {"apply_class_balancing": True},
                    {"apply_class_balancing": True, "alpha": 0.6}, {"label_smoothing": 0.2},
                    {"axis": 1}, {"reduction": "sum"}):
        name = "binary focal " + ", ".join(f"{key} {value}" for key, value in options.items())
        yield case(name, "BinaryFocalCrossentropy", truth, shares, **options)
        yield case(f"{name}, logits", "BinaryFocalCrossentropy", truth, scores, from_logits=True, **options)
    yield case("binary focal, weights", "BinaryFocalCrossentropy", truth[:, 0], shares[:, 0], weights)
    yield case("binary focal, 0 and 1", "BinaryFocalCrossentropy", np.float32([[0, 1, 0, 1]]),
               [[0, 1, 1, 0]])
    yield case("binary focal, far logits", "BinaryFocalCrossentropy", np.float32([[0, 1, 0, 1]]),
               [[-50, 50, 50, -50]], from_logits=True)


def choices(random):
    classes = random.integers(0, 4, 5)
    shares = probabilities(random, 5, 4)
    scores = rounded(random.normal(0, 2, (5, 4)))
    weights = [1, 0, 0.5, 2, 1.5]
    front = np.moveaxis(one_hot(random.integers(0, 3, (2, 4)), 3), -1, 1)
    front_shares = np.moveaxis(probabilities(random, 2, 4, 3), -1, 1)
    front_scores = rounded(random.normal(0, 2, (2, 3, 4)))
    for loss in ("CategoricalCrossentropy", "CategoricalFocalCrossentropy"):
        for options in ({}, {"label_smoothing": 0.2}):
            kind = "".join(f", {key} {value}" for key, value in options.items())
            yield case(f"{loss}, axis 1{kind}", loss, front, front_shares, axis=1, **options)
            yield case(f"{loss}, axis 1, logits{kind}", loss, front, front_scores, axis=1,
                       from_logits=True, **options)
        yield case(f"{loss}, weights", loss, one_hot(classes, 4), shares, weights)
        yield case(f"{loss}, sum", loss, one_hot(classes, 4), scores, from_logits=True, reduction="sum")
    for options in ({}, {"gamma": 0.0}, {"gamma": 3.5}, {"alpha": 0.9}, {"label_smoothing": 0.1}):
        name = "focal " + ", ".join(f"{key} {value}" for key, value in options.items())
        yield case(name, "CategoricalFocalCrossentropy", one_hot(classes, 4), shares, **options)
        yield case(f"{name}, logits", "CategoricalFocalCrossentropy", one_hot(classes, 4), scores,
                   from_logits=True, **options)
    yield case("focal, rows not of sum 1", "CategoricalFocalCrossentropy", one_hot([1, 3], 4),
               [[0.5, 0.25, 0.5, 0.75], [0.125, 0.25, 0.125, 0]])
    ids = np.int32([0, 3, 1, 3, 2])
    yield case("sparse, weights", "SparseCategoricalCrossentropy", ids, shares, weights)
    yield case("sparse, sum", "SparseCategoricalCrossentropy", ids, scores, from_logits=True, reduction="sum")
    for ignored in (3, 9):
        some = np.where(ids == 3, ignored, ids).astype("int32")
        name = f"sparse, ignoring {ignored}"
        yield case(name, "SparseCategoricalCrossentropy", some, shares, ignore_class=ignored)
        yield case(f"{name}, logits", "SparseCategoricalCrossentropy", some, scores, ignore_class=ignored,
                   from_logits=True)
        yield case(f"{name}, weights", "SparseCategoricalCrossentropy", some, scores, weights,
                   ignore_class=ignored, from_logits=True)
    yield case("sparse, ignoring all", "SparseCategoricalCrossentropy", np.int32([9, 9]), shares[:2],
               ignore_class=9)
    yield case("sparse, ignoring some of steps", "SparseCategoricalCrossentropy",
               np.int32([[0, 9, 1], [9, 9, 2]]), probabilities(random, 2, 3, 4), ignore_class=9)
    for q in (0.5, 0.1, 0.9):
        yield case(f"generalized {q}", "CategoricalGeneralizedCrossEntropy", ids, np.maximum(shares, 0.01), q=q)
    yield case("generalized, weights", "CategoricalGeneralizedCrossEntropy", ids, np.maximum(shares, 0.01),
               weights)


def areas(random):
    truth = np.float32(random.integers(0, 2, (2, 3, 3, 2)))
    shares = rounded(random.uniform(0, 1, (2, 3, 3, 2)))
    for loss, more in (("Dice", [{}]), ("Tversky", [{}, {"alpha": 0.2, "beta": 0.9}])):
        for options in more:
            for axis in (None, [1, 2, 3], [1, 2], -1, [0, 1, 2], 0):
                kind = ", ".join(f"{key} {value}" for key, value in {**options, "axis": axis}.items())
                yield case(f"{loss} {kind}", loss, truth, shares, **options, axis=axis)
        yield case(f"{loss}, weights", loss, truth, shares, [0.5, 2])
        yield case(f"{loss} of each, weights", loss, truth, shares, [0.5, 2], axis=[1, 2, 3])
        yield case(f"{loss} of each, sum", loss, truth, shares, axis=[1, 2, 3], reduction="sum")
        yield case(f"{loss} of nothing", loss, np.zeros((2, 3), "float32"), np.zeros((2, 3)))


def pairs(random):
    vectors = random.normal(size=(6, 3))
    vectors = rounded(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    ids = np.int32([0, 7, 0, 2, 7, 0])
    for options in ({}, {"gamma": 16.0}, {"margin": 0.25}, {"remove_diagonal": False, "gamma": 2.0}):
        kind = ", ".join(f"{key} {value}" for key, value in options.items())
        yield case(f"circle {kind}", "Circle", ids, vectors, **options)
    yield case("circle, one alone", "Circle", np.int32([0, 1, 2, 1, 1, 2]), vectors, gamma=4.0)
    yield case("circle, all alike", "Circle", np.int32([1, 1]), vectors[:2])
    yield case("circle, weights", "Circle", ids, vectors, [1, 2, 0.5, 1, 0, 1], gamma=4.0)


def keras_losses():
    for part in (plain, with_options, questions, choices, areas, pairs):
        yield from part(rng(part.__name__))
