"""Weights of samples that Keras makes of class weights: of class ids, and of vectors."""
import numpy as np
from keras.src.trainers.data_adapters.data_adapter_utils import class_weight_to_sample_weights

from goldens.arrays import array, numbers, one_hot, probabilities, rng


def class_weights_case(name, labels, class_weight):
    return {"name": name, "labels": array(labels), "ids": labels.dtype.kind == "i",
            "class_weight": {str(id): weight for id, weight in class_weight.items()},
            "weights": numbers(class_weight_to_sample_weights(labels, class_weight))}


def class_weights():
    random = rng("class weights")
    ids = np.int32(random.integers(0, 4, 11))
    some = {0: 0.2, 2: 3.7, 3: 1e-3}
    yield class_weights_case("ids, one class not named", ids, some)
    yield class_weights_case("negative and zero", ids, {0: -0.5, 1: 0.0, 7: 9.0})
    yield class_weights_case("no class named", ids, {})
    yield class_weights_case("one-hot", one_hot(ids, 4), some)
    yield class_weights_case("probabilities", probabilities(random, 9, 4), some)
    yield class_weights_case("ties", np.float32([[.5, .5, 0, 0], [0, .25, .25, .5], [.25] * 4, [0, .1, .45, .45]]), some)
    yield class_weights_case(
        "single numbers, halves to even", np.float32([[0], [.4], [.5], [.6], [1.5], [2.5], [3.5], [-.5], [-.7]]),
        {-1: 5.0, 0: 0.25, 1: 2.0, 2: 3.0, 3: 4.0, 4: 8.0})
