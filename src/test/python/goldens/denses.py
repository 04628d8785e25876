"""Dense with all that Keras gives it, EinsumDense, Embedding: forward and backward."""
import keras
import numpy as np
import tensorflow as tf

from goldens.arrays import array, initial, named, rng, rounded
from goldens.layers import layer_case


def denses():
    def einsum(name, shape, equation, **config):
        return layer_case(f"EinsumDense {name}", "EinsumDense", shape, equation=equation, **config)

    yield einsum("dense", (3, 5), "ab,bc->ac", output_shape=4, bias_axes="c")
    yield einsum("no bias", (3, 5), "ab,bc->ac", output_shape=[4])
    yield einsum("heads", (2, 3, 4), "abc,cde->abde", output_shape=[None, 2, 5], bias_axes="de")
    yield einsum("one bias axis", (2, 3, 4), "abc,cde->abde", output_shape=[None, 2, 5], bias_axes="d")
    yield einsum("joined", (2, 3, 2, 4), "abcd,cde->abe", output_shape=[None, 5], bias_axes="e", activation="tanh")
    # Of more axes TensorFlow 2.18's op gives other numbers than NumPy, and Keras with it.
    yield einsum("dots before", (2, 3, 5), "...x,xy->...y", output_shape=6, bias_axes="y")
    yield einsum("dots after", (2, 3, 4, 5), "ab...,bc->ac...", output_shape=6, bias_axes="c")
    yield einsum("each step its own", (2, 3, 4), "abc,bcd->abd", output_shape=[3, 5], bias_axes="bd")
    yield einsum("number by number", (2, 3, 4), "abc,c->abc", output_shape=[None, 4], bias_axes="c")
    yield layer_case("dense, celu", "Dense", (3, 5), units=4, activation="celu")
    yield layer_case("dense, all options", "Dense", (3, 5), units=4, kernel_initializer="he_normal",
                     bias_initializer="ones", kernel_regularizer="l2", bias_regularizer="l1",
                     activity_regularizer="l2", kernel_constraint="max_norm", bias_constraint="non_neg",
                     lora_rank=None, lora_alpha=None, quantization_config=None)


def embeddings():
    for name, ids, config in [("steps", [[1, 0, 2, 1], [4, 4, 4, 0]], {"input_dim": 5, "output_dim": 3}),
                              ("one each", [[0], [2], [1]], {"input_dim": 3, "output_dim": 2, "mask_zero": True}),
                              ("several axes", [[[1, 0], [2, 1]], [[3, 3], [0, 6]]],
                               {"input_dim": 7, "output_dim": 4, "embeddings_regularizer": "l2",
                                "embeddings_constraint": "unit_norm", "embeddings_initializer": "ones"})]:
        random = rng(f"embedding {name}")
        layer = keras.layers.Embedding(**config)
        layer.build()
        layer.embeddings.assign(initial(random, layer.embeddings))
        ids = np.array(ids, "int32")
        with tf.GradientTape() as tape:
            y = layer(ids)
            cotangent = rounded(random.normal(0, 1, y.shape))
            total = tf.reduce_sum(y * cotangent)
        gradient = tf.convert_to_tensor(tape.gradient(total, layer.embeddings.value))
        mask = layer.compute_mask(ids)
        yield {"name": name, "keras": {"class_name": "Embedding", "config": config}, "input": array(ids),
               "weights": named(layer.weights), "output": array(y), "cotangent": array(cotangent),
               "mask": None if mask is None else array(mask.numpy().astype("float32")),
               "weight_gradients": [{"name": "embeddings", **array(gradient)}]}


KINDS = [denses, embeddings]
