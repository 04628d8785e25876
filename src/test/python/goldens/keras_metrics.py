"""Every metric of Keras with every option, over batches of different sizes, with weights and without."""
import keras
import numpy as np

from goldens.arrays import array, numbers, one_hot, probabilities, rng, rounded

SIZES = (5, 3, 1)


def case(name, metric, batches, weights=None, **config):
    options = {k: tuple(v) if k == "target_class_ids" else v for k, v in config.items()}
    meter = getattr(keras.metrics, metric)(**options)
    written = []
    for i, (y_true, y_pred) in enumerate(batches):
        some = {}
        if weights is not None:
            some = {"sample_weight": array(np.float32(weights[i]))}
        meter.update_state(y_true, np.float32(y_pred), None if weights is None else np.float32(weights[i]))
        written.append({"y_true": array(y_true), "y_pred": array(np.float32(y_pred)), **some})
    return {"name": name, "metric": metric, "config": {k: v for k, v in config.items() if k != "dtype"},
            "weighted": weights is not None, "batches": written, "value": numbers(meter.result())[0]}


def sample_weights(random, whole=False):
    choice = [0, 1, 2, 3] if whole else [0, 0.5, 1, 2.25]
    return [np.float32(random.choice(choice, size)) for size in SIZES]


def both(name, metric, batches, random, **config):
    yield case(name, metric, batches, **config)
    yield case(f"{name}, weights", metric, batches, sample_weights(random), **config)


def means(random):
    value = lambda *shape: rounded(random.normal(0, 2, shape))
    positive = lambda *shape: rounded(random.uniform(0.1, 3, shape))
    bits = lambda *shape: np.float32(random.integers(0, 2, shape))
    rows = lambda *shape: one_hot(random.integers(0, shape[-1], shape[:-1]), shape[-1])
    shares = lambda *shape: probabilities(random, *shape)
    ids = lambda *shape: np.int32(random.integers(0, shape[-1], shape[:-1]))
    unit = lambda *shape: rounded(random.uniform(0.02, 0.98, shape))
    kinds = [("MeanSquaredError", value, value, [{}]), ("MeanAbsoluteError", value, value, [{}]),
             ("MeanAbsolutePercentageError", value, value, [{}]),
             ("MeanSquaredLogarithmicError", positive, positive, [{}]),
             ("RootMeanSquaredError", value, value, [{}]), ("LogCoshError", value, value, [{}]),
             ("Poisson", positive, positive, [{}]), ("Hinge", bits, value, [{}]),
             ("SquaredHinge", bits, value, [{}]), ("CategoricalHinge", rows, value, [{}]),
             ("KLDivergence", shares, shares, [{}]), ("CosineSimilarity", value, value, [{}]),
             ("BinaryCrossentropy", bits, unit, [{}, {"label_smoothing": 0.2}]),
             ("BinaryCrossentropy", bits, value, [{"from_logits": True}]),
             ("CategoricalCrossentropy", rows, shares, [{}, {"label_smoothing": 0.2}]),
             ("CategoricalCrossentropy", rows, value, [{"from_logits": True}]),
             ("SparseCategoricalCrossentropy", ids, shares, [{}]),
             ("SparseCategoricalCrossentropy", ids, value, [{"from_logits": True}]),
             ("PearsonCorrelation", value, value, [{}]), ("ConcordanceCorrelation", value, value, [{}])]
    for metric, truth, prediction, several in kinds:
        for config in several:
            kind = "".join(f", {key} {option}" for key, option in config.items())
            batches = [(truth(size, 4), prediction(size, 4)) for size in SIZES]
            yield from both(metric + kind, metric, batches, random, **config)
    steps = [(value(size, 2, 3), value(size, 2, 3)) for size in SIZES]
    for metric in ("MeanSquaredError", "RootMeanSquaredError", "CosineSimilarity", "PearsonCorrelation"):
        yield from both(f"{metric} of steps", metric, steps, random)
    yield case("CosineSimilarity of small numbers", "CosineSimilarity",
               [(np.float32([[1, 2], [6, 8]]), np.float32([[3e-7, 0], [2e-8, 1e-8]]))])
    for metric in ("CosineSimilarity", "PearsonCorrelation", "ConcordanceCorrelation"):
        yield case(f"{metric}, axis 1", metric, steps, axis=1)
        if metric != "CosineSimilarity":
            yield case(f"{metric}, axis 0", metric, steps[:2], axis=0)
    yield case("CategoricalCrossentropy, axis 1", "CategoricalCrossentropy",
               [(np.moveaxis(rows(size, 2, 3), -1, 1), np.moveaxis(shares(size, 2, 3), -1, 1)) for size in SIZES],
               axis=1)
    ignoring = [(np.where(ids(size, 4) == 1, 9, ids(size, 4)).astype("int32"), shares(size, 4)) for size in SIZES]
    yield case("SparseCategoricalCrossentropy, ignoring", "SparseCategoricalCrossentropy", ignoring, ignore_class=9)
    yield case("SparseCategoricalCrossentropy, ignoring, weights", "SparseCategoricalCrossentropy", ignoring,
               [[1, 0.5, 2, 3, 0.25], [1, 0, 2.5], [1.5]], ignore_class=9)
    equal = [(bits(size, 3), bits(size, 3)) for size in SIZES]
    yield from both("Accuracy", "Accuracy", equal, random)


def answers(random, width, steps=()):
    return [(np.float32(random.integers(0, 2, (size, *steps, width))),
             np.round(random.uniform(0, 1, (size, *steps, width)), 1)) for size in SIZES]


def counts(random):
    batches = answers(random, 4)
    for metric in ("TruePositives", "FalsePositives", "FalseNegatives", "TrueNegatives", "Precision", "Recall"):
        yield from both(metric, metric, batches, random)
        yield from both(f"{metric} of one", metric, answers(random, 1), random)
        yield case(f"{metric}, threshold 0.3", metric, batches, thresholds=0.3)
        yield case(f"{metric}, threshold in a list", metric, batches, thresholds=[0.7])
        yield case(f"{metric} of steps", metric, answers(random, 3, (2,)))
    rows = [(one_hot(random.integers(0, 4, size), 4), probabilities(random, size, 4)) for size in SIZES]
    for metric in ("Precision", "Recall"):
        yield from both(f"{metric}, top 2", metric, rows, random, top_k=2)
        yield case(f"{metric}, top 2, ties", metric, batches, top_k=2)
        yield case(f"{metric}, top 2, threshold", metric, rows, top_k=2, thresholds=0.4)
        yield from both(f"{metric}, class 1", metric, rows, random, class_id=1)
        yield case(f"{metric}, class 2, top 2", metric, rows, class_id=2, top_k=2)
        yield case(f"{metric} of nothing", metric, [(np.zeros((2, 2), "float32"), np.zeros((2, 2)))])


def curves(random):
    batches = answers(random, 4)
    fine = [(truth, rounded(np.clip(0.6 * random.uniform(0, 1, truth.shape) + 0.3 * truth, 0, 1)))
            for truth, _ in answers(random, 4)]
    beyond = [(truth, rounded(random.normal(0, 2, truth.shape))) for truth, _ in batches]
    for curve in ("ROC", "PR", "PRGAIN"):
        for method in ("interpolation", "majoring", "minoring"):
            config = {"curve": curve, "summation_method": method}
            yield from both(f"AUC {curve} {method}", "AUC", fine, random, **config)
            yield case(f"AUC {curve} {method}, ties", "AUC", batches, num_thresholds=11, **config)
            yield case(f"AUC {curve} {method}, labels", "AUC", fine, multi_label=True, **config)
    yield from both("AUC of one", "AUC", answers(random, 1), random)
    yield case("AUC of steps", "AUC", answers(random, 2, (3,)))
    yield case("AUC, 2 thresholds", "AUC", fine, num_thresholds=2)
    yield case("AUC, thresholds", "AUC", fine, thresholds=[0.9, 0.1, 0.35])
    yield case("AUC, thresholds that are even", "AUC", batches, thresholds=[0.25, 0.5, 0.75])
    yield case("AUC, thresholds, labels", "AUC", fine, thresholds=[0.1, 0.5, 0.6], multi_label=True)
    yield from both("AUC, labels", "AUC", fine, random, multi_label=True, num_labels=4)
    yield case("AUC, labels by weight", "AUC", fine, multi_label=True, label_weights=[1.0, 0.0, 2.5, 0.5])
    yield from both("AUC, one by weight", "AUC", fine, random, label_weights=[1.0, 0.0, 2.5, 0.5])
    yield case("AUC, thresholds, by weight", "AUC", fine, thresholds=[0.1, 0.5, 0.6],
               label_weights=[1.0, 0.0, 2.5, 0.5])
    yield from both("AUC of logits", "AUC", beyond, random, from_logits=True)
    yield case("AUC beyond 0 and 1", "AUC", beyond)
    yield case("AUC beyond 0 and 1, thresholds", "AUC", beyond, thresholds=[0.2, 0.3])
    yield case("AUC, no positives", "AUC", [(0 * truth, x) for truth, x in fine])
    yield case("AUC, no negatives, gain", "AUC", [(0 * truth + 1, x) for truth, x in fine], curve="PR")
    points = (("PrecisionAtRecall", "recall"), ("RecallAtPrecision", "precision"),
              ("SensitivityAtSpecificity", "specificity"), ("SpecificityAtSensitivity", "sensitivity"))
    for metric, option in points:
        for value in (0.5, 0.75):
            yield from both(f"{metric} {value}", metric, fine, random, **{option: value})
        yield case(f"{metric}, 1 threshold", metric, fine, num_thresholds=1, **{option: 0.2})
        yield case(f"{metric}, 6 thresholds, ties", metric, batches, num_thresholds=6, **{option: 0.5})
        yield case(f"{metric}, class 1", metric, fine, class_id=1, **{option: 0.5})
        yield case(f"{metric}, never", metric, [(0 * truth, x) for truth, x in fine], **{option: 1.0})


def scores(random):
    batches = answers(random, 4)
    rows = [(one_hot(random.integers(0, 4, size), 4), probabilities(random, size, 4)) for size in SIZES]
    for average in ("micro", "macro", "weighted"):
        yield from both(f"F1Score, {average}", "F1Score", rows, random, average=average)
        yield case(f"FBetaScore 2, {average}", "FBetaScore", rows, average=average, beta=2.0)
        yield from both(f"FBetaScore 0.5, threshold, {average}", "FBetaScore", batches, random,
                        average=average, beta=0.5, threshold=0.4)
        yield case(f"F1Score, ties, {average}", "F1Score", batches, average=average)
    yield case("FBetaScore 1", "FBetaScore", rows, average="macro", beta=1.0)
    yield case("F1Score of one", "F1Score", answers(random, 1), threshold=0.5)
    yield case("F1Score of zeros", "F1Score", [(rows[0][0], 0 * rows[0][1])], average="macro")
    numbers_4 = [(rounded(random.normal(0, 2, (size, 3))), rounded(random.normal(0, 2, (size, 3)))) for size in SIZES]
    near = [(y, y + rounded(0.3 * x)) for y, x in numbers_4]
    for batches, kind in ((numbers_4, ""), (near, ", near")):
        for way in ("uniform_average", "variance_weighted_average"):
            yield from both(f"R2Score {way}{kind}", "R2Score", batches, random, class_aggregation=way)
            yield case(f"R2Score {way}, adjusted{kind}", "R2Score", batches, class_aggregation=way, num_regressors=4)
    yield case("R2Score, too many regressors", "R2Score", near, num_regressors=26)
    yield case("R2Score, as many regressors", "R2Score", near, num_regressors=25)
    yield case("R2Score of constants", "R2Score", [(0 * y + 1, x) for y, x in near])


def areas(random):
    ids = [np.int32(random.integers(0, 3, (size, 2, 2))) for size in SIZES]
    shares = [probabilities(random, size, 2, 2, 4) for size in SIZES]
    sparse = list(zip(ids, shares))
    dense = [(one_hot(truth, 4), x) for truth, x in sparse]
    whole = [np.float32(random.integers(0, 4, (size, 2, 2, 1))) for size in SIZES]
    known = [(np.float32(truth[..., None]), x) for truth, x in zip(ids, whole)]
    flat = [(truth[:, 0, 0], x[:, 0, 0]) for truth, x in sparse]
    flat_dense = [(truth[:, 0, 0], x[:, 0, 0]) for truth, x in dense]
    scored = {"sparse_y_pred": False, "num_classes": 4}
    yield case("MeanIoU of ids", "MeanIoU", sparse, **scored)
    yield case("MeanIoU of rows", "MeanIoU", dense, sparse_y_true=False, **scored)
    yield case("MeanIoU of classes", "MeanIoU", known, num_classes=4)
    yield case("MeanIoU of classes beyond", "MeanIoU", known, num_classes=3)
    yield case("MeanIoU, ignoring 1", "MeanIoU", sparse, ignore_class=1, **scored)
    yield case("MeanIoU, ignoring 9", "MeanIoU", [(np.where(y == 1, 9, y).astype("int32"), x) for y, x in sparse],
               ignore_class=9, **scored)
    yield case("MeanIoU, weights", "MeanIoU", flat, sample_weights(random, whole=True), **scored)
    yield case("MeanIoU, fractions", "MeanIoU", flat, sample_weights(random), dtype="float32", **scored)
    yield case("IoU", "IoU", sparse, target_class_ids=[0, 2], **scored)
    yield case("IoU, absent class", "IoU", [(0 * y, np.float32(one_hot(0 * y, 4))) for y, _ in sparse],
               target_class_ids=[0, 3], **scored)
    yield case("IoU of classes", "IoU", known, target_class_ids=[1], num_classes=4)
    yield case("OneHotIoU", "OneHotIoU", dense, target_class_ids=[0, 2], num_classes=4)
    yield case("OneHotIoU, ignoring", "OneHotIoU", dense, target_class_ids=[0, 2], num_classes=4, ignore_class=2)
    yield case("OneHotMeanIoU", "OneHotMeanIoU", dense, num_classes=4)
    yield case("OneHotMeanIoU, weights", "OneHotMeanIoU", flat_dense, sample_weights(random, whole=True),
               num_classes=4)
    questions = answers(random, 3)
    yield case("BinaryIoU", "BinaryIoU", questions)
    yield case("BinaryIoU of yes", "BinaryIoU", questions, target_class_ids=[1], threshold=0.3)
    yield case("BinaryIoU, fractions", "BinaryIoU", [(y[:, :1], x[:, :1]) for y, x in questions],
               sample_weights(random), dtype="float32")


def keras_metrics():
    for part in (means, counts, curves, scores, areas):
        yield from part(rng(part.__name__))
