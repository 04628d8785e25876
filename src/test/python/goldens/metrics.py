"""Each metric over two batches of different sizes."""
import keras
import numpy as np

from goldens.arrays import array, numbers, one_hot, probabilities, rng


def metric_case(name, metric, *batches, **config):
    meter = getattr(keras.metrics, metric)(**config)
    for y_true, y_pred in batches:
        meter.update_state(y_true, y_pred)
    return {"name": name, "metric": metric, "config": config,
            "batches": [{"y_true": array(y_true), "y_pred": array(np.float32(y_pred))}
                        for y_true, y_pred in batches],
            "value": numbers(meter.result())[0]}


def metrics():
    random = rng("metrics")
    classes = [np.int32(random.integers(0, 5, count)) for count in (7, 4)]
    random_rows = [probabilities(random, count, 5) for count in (7, 4)]
    ties = [np.float32([0.25, 0.25, 0.25, 0.125, 0.125])[random.permuted(
        np.tile(np.arange(5), (count, 1)), axis=1)] for count in (7, 4)]
    for rows, kind in ((random_rows, ""), (ties, ", ties")):
        sparse = list(zip(classes, rows))
        dense = [(one_hot(truth, 5), prediction) for truth, prediction in sparse]
        yield metric_case(f"categorical accuracy{kind}", "CategoricalAccuracy", *dense)
        yield metric_case(f"sparse accuracy{kind}", "SparseCategoricalAccuracy", *sparse)
        for k in (2, 3):
            yield metric_case(f"top {k}{kind}", "TopKCategoricalAccuracy", *dense, k=k)
            yield metric_case(
                f"sparse top {k}{kind}", "SparseTopKCategoricalAccuracy", *sparse, k=k)
    for columns in (1, 3):
        batches = [(np.float32(random.integers(0, 2, (count, columns))),
                    np.round(random.uniform(0, 1, (count, columns)), 1)) for count in (7, 4)]
        yield metric_case(f"binary accuracy, {columns} wide", "BinaryAccuracy", *batches)
    yield metric_case("binary accuracy, threshold 0.3", "BinaryAccuracy", *batches, threshold=0.3)
