"""Normalizations forward and backward, each option at least once."""
import keras
import numpy as np
import tensorflow as tf

from goldens.arrays import array, initial, named, rng, rounded
from goldens.layers import layer_case


def normalizations():
    def case(class_name, shape, **config):
        return layer_case(f"{class_name} {config} of {shape}", class_name, shape, **config)

    yield case("BatchNormalization", (3, 4, 5, 2), axis=1)
    yield case("BatchNormalization", (3, 4, 5, 2), axis=-2, momentum=0.5)
    yield case("BatchNormalization", (4, 3, 5), axis=1, scale=False)
    yield case("BatchNormalization", (6, 3), axis=1)
    yield case("BatchNormalization", (2, 3, 2, 2, 3), axis=-1)
    yield case("BatchNormalization", (6, 3), synchronized=True, moving_mean_initializer="ones",
               moving_variance_initializer="zeros", beta_initializer="ones", gamma_initializer="zeros")
    yield case("BatchNormalization", (6, 3), renorm=True)
    yield case("BatchNormalization", (4, 3, 5), axis=1, renorm=True, renorm_momentum=0.8, center=False,
               renorm_clipping={"rmin": 0.5, "rmax": 1.25, "dmax": 0.5})
    yield case("BatchNormalization", (6, 3), renorm=True, scale=False, renorm_clipping={"rmax": 1.0})

    yield case("LayerNormalization", (3, 5))
    yield case("LayerNormalization", (3, 4, 5), epsilon=0.1)
    yield case("LayerNormalization", (3, 4, 5), axis=1)
    yield case("LayerNormalization", (3, 4, 5, 2), axis=[1, 3])
    yield case("LayerNormalization", (3, 4, 5, 2), axis=[-1, 1])
    yield case("LayerNormalization", (3, 4, 5), axis=[1, 2], center=False)
    yield case("LayerNormalization", (3, 4, 5), scale=False)
    yield case("LayerNormalization", (3, 4, 5), scale=False, center=False)
    yield case("LayerNormalization", (3, 4, 5), rms_scaling=True)
    yield case("LayerNormalization", (3, 4, 5), rms_scaling=True, axis=1, scale=False, center=False)

    yield case("GroupNormalization", (3, 6), groups=2)
    yield case("GroupNormalization", (3, 4, 5, 6), groups=3)
    yield case("GroupNormalization", (3, 4, 5), groups=2, axis=1, epsilon=0.1)
    yield case("GroupNormalization", (3, 4, 6, 2), groups=3, axis=-2, scale=False)
    yield case("GroupNormalization", (3, 4, 5, 2), groups=-1, center=False)
    yield case("GroupNormalization", (3, 4, 5), groups=1, scale=False, center=False)

    yield case("RMSNormalization", (3, 5))
    yield case("RMSNormalization", (3, 4, 5), epsilon=0.1)
    yield case("RMSNormalization", (3, 4, 5), axis=[1, 2])

    yield case("UnitNormalization", (3, 5))
    yield case("UnitNormalization", (3, 4, 5), axis=1)
    yield case("UnitNormalization", (3, 4, 5), axis=[1, 2])


def masked_normalizations():
    """Batch normalization of what Masking lets through, training."""
    for name, shape, config in [("steps", (4, 5, 3), {}), ("on axis 1", (4, 5, 3), {"axis": 1}),
                                ("renorm", (4, 5, 3), {"renorm": True})]:
        random = rng(f"masked {name}")
        x = rounded(random.normal(0, 1, shape))
        x[0, 2:] = x[2, 1] = x[3] = 0
        layer = keras.layers.BatchNormalization(**config)
        layer.build(shape)
        for variable in layer.weights:
            variable.assign(initial(random, variable))
        start = named(layer.weights)
        cotangent = rounded(random.normal(0, 1, shape))
        with tf.GradientTape() as tape:
            source = tf.Variable(x)
            y = layer(tf.convert_to_tensor(source), training=True, mask=np.any(x != 0, -1))
            total = tf.reduce_sum(y * cotangent)
        gradients = tape.gradient(total, [source, *(each.value for each in layer.trainable_weights)])
        yield {"name": name, "keras": {"class_name": "BatchNormalization", "config": config},
               "input": array(x), "weights": start, "cotangent": array(cotangent), "train_output": array(y),
               "updated_weights": named(layer.non_trainable_weights),
               "weight_gradients": [{"name": variable.name, **array(gradient)}
                                    for variable, gradient in zip(layer.trainable_weights, gradients[1:])]}


KINDS = [normalizations, masked_normalizations]
