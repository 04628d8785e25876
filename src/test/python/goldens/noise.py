"""What dropouts make of ones while training: which numbers, and along which axes all are the same."""
import keras
import numpy as np

from goldens.arrays import numbers

SHAPE = (6, 8, 7, 9)


def case(name, class_name, rank=4, **config):
    x = np.ones(SHAPE[:rank], "float32")
    keras.utils.set_random_seed(1)
    layer = getattr(keras.layers, class_name)(**config)
    assert (layer(x, training=False).numpy() == x).all()
    y = layer(x, training=True).numpy()
    same = [axis for axis in range(rank) if (y == np.take(y, [0], axis)).all()]
    return {"name": f"{class_name} {name}", "keras": {"class_name": class_name, "config": config},
            "shape": list(x.shape), "values": numbers(np.unique(y)), "same": same}


def noise():
    yield case("0.4", "Dropout", rate=0.4)
    yield case("1", "Dropout", rate=1.0)
    yield case("seed", "Dropout", rate=0.25, seed=7)
    for shape in [[None, 1, None, None], [1, None, None, None], [None, 8, 1, 1], [None, None, None, None]]:
        yield case(f"{shape}", "Dropout", rate=0.4, noise_shape=shape)
    yield case("1D", "SpatialDropout1D", rank=3, rate=0.4)
    yield case("2D", "SpatialDropout2D", rate=0.4, seed=3)
    yield case("2D, first", "SpatialDropout2D", rate=0.4, data_format="channels_first")
    yield case("0.4", "AlphaDropout", rate=0.4)
    yield case("0.1", "AlphaDropout", rate=0.1, noise_shape=[None, 1, 1, None], seed=5)
