"""Layers that give texts numbers, and rows of numbers."""
import keras
import numpy as np
import tensorflow as tf

from goldens.arrays import array

VOCABULARY = ["earth", "wind", "and", "fire", "größe"]
WORDS = [["earth", "wind", "ohno"], ["fire", "", "größe"], ["and", "and", "Earth"]]


def texts(values):
    values = np.asarray(values)
    return {"shape": list(values.shape), "data": values.ravel().tolist()}


def case(name, class_name, x=WORDS, **config):
    output = np.asarray(getattr(keras.layers, class_name)(**config)(tf.constant(x)))
    return {"name": f"{class_name}, {name}", "keras": {"class_name": class_name, "config": config}, "input": texts(x),
            "output": array(output), "output_dtype": str(output.dtype)}


def words():
    def lookup(name, x=WORDS, **config):
        return case(name, "StringLookup", x, **{"vocabulary": VOCABULARY, **config})

    yield lookup("int")
    yield lookup("special tokens", vocabulary=["[UNK]", *VOCABULARY])
    yield lookup("mask", mask_token="")
    yield lookup("no oov", [["earth", "fire"]], num_oov_indices=0)
    yield lookup("three oov", num_oov_indices=3)
    yield lookup("salt", num_oov_indices=3, salt=[3, 4])
    yield lookup("one word", [["wind"], ["sky"]], vocabulary=["wind"])
    for mode in ("one_hot", "multi_hot", "count"):
        yield lookup(mode, output_mode=mode, mask_token="", num_oov_indices=2)
    yield lookup("tf_idf", output_mode="tf_idf", idf_weights=[0.5, 0.25, 1, 2, 3])
    yield case("int", "Hashing", num_bins=7)
    yield case("mask", "Hashing", num_bins=7, mask_value="")
    yield case("salt", "Hashing", num_bins=7, salt=[133, 137])
    yield case("count", "Hashing", num_bins=7, output_mode="count")

    inverted = keras.layers.StringLookup(vocabulary=VOCABULARY, invert=True, mask_token="", num_oov_indices=2)
    numbers = np.array([[0, 1, 2], [3, 7, 9], [-1, 4, 5]])
    yield {"name": "StringLookup, invert", "keras": {"class_name": "StringLookup", "config": {
        "vocabulary": VOCABULARY, "invert": True, "mask_token": "", "num_oov_indices": 2}}, "numbers": array(numbers),
        "hashes": array(np.asarray(keras.layers.Hashing(1000)(inverted(numbers))))}


def word_adapting():
    """What a layer makes of texts."""
    data = [["b", "a", "b"], ["c", "a", "größe"], ["", "z", "b"], ["[UNK]", "a", "Z"]]
    for config in ({}, {"mask_token": ""}, {"max_tokens": 4}, {"output_mode": "tf_idf"}, {"oov_token": "z"}):
        layer = keras.layers.StringLookup(**config)
        layer.adapt(np.array(data))
        yield {"name": f"{config}", "keras": {"class_name": "StringLookup", "config": config}, "data": texts(data),
               "vocabulary": layer.get_vocabulary(include_special_tokens=False),
               "output": array(np.asarray(layer(tf.constant(data))))}


def crossings():
    """Several values, texts or whole numbers, taken together."""
    def cross(name, *inputs, **config):
        output = np.asarray(keras.layers.HashedCrossing(**config)([tf.constant(x) for x in inputs]))
        given = [{"dtype": tf.constant(x).dtype.name, **(texts(x) if isinstance(x, list) else array(x))} for x in inputs]
        return {"name": name, "keras": {"class_name": "HashedCrossing", "config": config}, "inputs": given,
                "output": array(output), "output_dtype": str(output.dtype)}

    fruits, places = [["fig"], ["größe"], [""], ["fig"]], [["b"], ["a"], ["b"], ["c"]]
    longs, ints = np.array([[1], [-7], [2 ** 40], [1]]), np.array([[3], [0], [5], [4]], "int32")
    yield cross("texts", fruits, places, num_bins=10)
    yield cross("numbers", longs, ints, num_bins=10)
    yield cross("a text and numbers", fruits, longs, ints, num_bins=1000)
    yield cross("one_hot", fruits, places, num_bins=6, output_mode="one_hot")
    yield cross("one_hot, numbers", longs, ints, num_bins=6, output_mode="one_hot")
    yield cross("bytes", longs, np.array([[3], [0], [5], [4]], "uint8"), num_bins=10)
    yield cross("one bin", longs, ints, num_bins=1)


KINDS = [words, word_adapting, crossings]
