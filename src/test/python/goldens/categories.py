"""Layers that give categories numbers, and rows of numbers."""
import keras
import numpy as np

from goldens.arrays import array, rng, rounded

HOT = ("one_hot", "multi_hot", "count")


def case(name, class_name, x, dtype="int64", weights=None, **config):
    layer = getattr(keras.layers, class_name)(**config)
    x = np.asarray(x, dtype)
    output = layer(x) if weights is None else layer(x, count_weights=np.float32(weights))
    output = np.asarray(output)
    golden = {"name": f"{class_name}, {name}", "dtype": dtype, "keras": {"class_name": class_name, "config": config},
              "input": array(x), "output": array(output), "output_dtype": str(output.dtype)}
    return golden if weights is None else {**golden, "weights": array(np.float32(weights))}


def encodings():
    for mode in HOT:
        yield case(mode, "CategoryEncoding", [[0, 1, 1], [4, 2, 3]], num_tokens=5, output_mode=mode)
        yield case(f"{mode}, one", "CategoryEncoding", [[0], [4], [2]], "int32", num_tokens=5, output_mode=mode)
        yield case(f"{mode}, too large", "CategoryEncoding", [[0, 7, 1], [4, 2, 5]], num_tokens=5, output_mode=mode)
    yield case("one_hot, matrices", "CategoryEncoding", [[[0, 1], [3, 2]]], num_tokens=4, output_mode="one_hot")
    yield case("one_hot, below 0", "CategoryEncoding", [[0, -1]], num_tokens=4, output_mode="one_hot")
    yield case("bytes", "CategoryEncoding", [[0, 1]], "uint8", num_tokens=4, output_mode="one_hot")
    yield case("weights", "CategoryEncoding", [[0, 1, 1], [4, 2, 3]], num_tokens=5, output_mode="count",
               weights=[[0.5, 2, 3], [-1, 0, 1.5]])


def bins():
    x = [[-1.5, 0, 0.5, 1], [0.999, 1.001, 3, 2]]
    yield case("int", "Discretization", x, "float32", bin_boundaries=[0.0, 1.0, 2.0])
    yield case("whole numbers", "Discretization", [[0, 1, 2, 3], [-5, 2, 1, 0]], "int32", bin_boundaries=[0.0, 1.0, 2.0])
    for mode in HOT:
        yield case(mode, "Discretization", x, "float32", bin_boundaries=[0.0, 1.0, 2.0], output_mode=mode)
    yield case("one bin", "Discretization", x, "float32", bin_boundaries=[0.5])


def hashes():
    x = [[0, 1, -7], [2 ** 40, 5, 1]]
    yield case("int", "Hashing", x, num_bins=10)
    yield case("int32", "Hashing", [[0, 1, 2], [3, 4, 5]], "int32", num_bins=7)
    yield case("floats", "Hashing", [[0.7, 1.2, -3.9]], "float32", num_bins=7)
    yield case("mask", "Hashing", x, num_bins=4, mask_value=1)
    yield case("mask, one bin", "Hashing", x, num_bins=1, mask_value=1)
    yield case("salt", "Hashing", x, num_bins=10, salt=133)
    yield case("two salts", "Hashing", x, num_bins=10, salt=[133, 137])
    yield case("salt and mask", "Hashing", x, num_bins=10, salt=[5, 6], mask_value=5)
    for mode in HOT:
        yield case(mode, "Hashing", x, num_bins=5, output_mode=mode)
        yield case(f"{mode}, one", "Hashing", [[3], [9]], num_bins=5, output_mode=mode, mask_value=9)


def lookups():
    x = [[12, 36, 1138], [42, 7, -3], [0, 12, 12]]
    known = [[12, 36, 1138], [42, 12, 12]]
    vocabulary = [12, 36, 1138, 42]

    def lookup(name, x=x, **config):
        return case(name, "IntegerLookup", x, **{"vocabulary": vocabulary, **config})

    yield lookup("int")
    yield case("int32", "IntegerLookup", x, "int32", vocabulary=vocabulary)
    yield lookup("special tokens", vocabulary=[-1, *vocabulary])
    yield lookup("no oov", known, num_oov_indices=0)
    yield lookup("no oov, mask", [[12, 0, 42]], num_oov_indices=0, mask_token=0)
    yield lookup("three oov", num_oov_indices=3)
    yield lookup("mask", mask_token=0)
    yield lookup("mask and three oov", mask_token=0, num_oov_indices=3)
    yield lookup("farmhash", num_oov_indices=3, oov_method="farmhash")
    yield lookup("salt", num_oov_indices=3, oov_method="farmhash", salt=[3, 4])
    yield lookup("invert", [[0, 1, 2], [3, 4, 9], [-1, 2, 2]], invert=True)
    yield lookup("invert, mask, two oov", [[0, 1, 2], [3, 4, 9], [6, 2, 7]], invert=True, mask_token=0, num_oov_indices=2,
                 oov_token=-7)
    for mode in HOT:
        yield lookup(mode, output_mode=mode)
        yield lookup(f"{mode}, mask, two oov", output_mode=mode, mask_token=0, num_oov_indices=2)
        yield lookup(f"{mode}, one", [[12], [5]], output_mode=mode)
        yield lookup(f"{mode}, padded", output_mode=mode, max_tokens=8, pad_to_max_tokens=True)
    weights = [0.25, 0.75, 0.6, 0.4]
    yield lookup("tf_idf", output_mode="tf_idf", idf_weights=weights)
    yield lookup("tf_idf, special tokens", output_mode="tf_idf", idf_weights=[0.1, *weights], vocabulary=[-1, *vocabulary])
    yield lookup("tf_idf, two oov, mask, padded", output_mode="tf_idf", idf_weights=weights, num_oov_indices=2,
                 mask_token=0, max_tokens=9, pad_to_max_tokens=True)


def categories():
    yield from encodings()
    yield from bins()
    yield from hashes()
    yield from lookups()


def category_adapting():
    """What layers make of data, and then of the same data."""
    tokens = rng("tokens").integers(0, 9, (12, 4)) * 3
    for name, config in (("plain", {}), ("mask", {"mask_token": 3}), ("most", {"max_tokens": 5}),
                         ("tf_idf", {"output_mode": "tf_idf"}), ("oov", {"oov_token": 6, "num_oov_indices": 2}),
                         ("tf_idf, most", {"output_mode": "tf_idf", "max_tokens": 6, "num_oov_indices": 2,
                                           "pad_to_max_tokens": True})):
        layer = keras.layers.IntegerLookup(**config)
        layer.adapt(tokens)
        yield {"name": f"IntegerLookup, {name}", "keras": {"class_name": "IntegerLookup", "config": config},
               "dtype": "int64", "data": array(tokens), "output": array(np.asarray(layer(tokens))),
               "vocabulary": [int(token) for token in layer.get_vocabulary(include_special_tokens=False)]}
    for count, bins, epsilon in ((40, 4, 0.01), (700, 5, 0.01), (700, 10, 0.1), (90, 3, 0.3), (6, 4, 0.01)):
        name = f"Discretization, {count} in {bins}, {epsilon}"
        x = rounded(rng(name).normal(0, 1, (count, 1)))
        layer = keras.layers.Discretization(num_bins=bins, epsilon=epsilon)
        layer.adapt(x)
        yield {"name": name, "dtype": "float32", "data": array(x), "output": array(np.asarray(layer(x))),
               "keras": {"class_name": "Discretization", "config": {"num_bins": bins, "epsilon": epsilon}},
               "boundaries": [float(str(np.float32(each))) for each in layer.bin_boundaries]}


KINDS = [categories, category_adapting]
