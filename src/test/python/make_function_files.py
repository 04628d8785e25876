"""Nets in which functions of keras.ops are nodes and sequences have masks, with what Keras makes of them.

make_function_files.py FOLDER: each net as NAME.keras and NAME.h5, beside NAME.json with its input, targets,
predictions, and the losses of three steps.
"""
import json
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
from keras import layers, ops

ROWS, STEPS = 6, 3


def activations(x):
    a = layers.Dense(4)(x)
    each = [ops.relu(a), ops.leaky_relu(a, negative_slope=0.1), ops.elu(a, alpha=0.7), ops.celu(a),
            ops.gelu(a, approximate=True), ops.gelu(a, approximate=False), ops.softmax(a, axis=1),
            ops.log_softmax(a), ops.silu(a), ops.hard_sigmoid(a), ops.tanh(a)]
    return layers.Flatten()(ops.concatenate(each, axis=-1))


def more_activations(x):
    a = layers.Dense(4)(x)
    each = [ops.glu(a, axis=-1), ops.hard_shrink(a, threshold=0.3), ops.hard_silu(a), ops.hard_tanh(a), ops.log_sigmoid(a),
            ops.relu6(a), ops.selu(a), ops.sigmoid(a), ops.soft_shrink(a, threshold=0.2), ops.softplus(a),
            ops.softsign(a), ops.sparse_plus(a), ops.sparse_sigmoid(a), ops.sparsemax(a, axis=-1), ops.squareplus(a, b=3),
            ops.tanh_shrink(a), ops.threshold(a, 0.1, -0.2)]
    return layers.Flatten()(ops.concatenate(each, axis=-1))


def mean_by_negative_axis(x):
    return ops.mean(layers.Dense(4)(x), axis=-2) + ops.max(layers.Dense(4)(x), axis=[-2])


def masked(merge):
    def net(x):
        m = layers.Masking()(x)
        return layers.GlobalAveragePooling1D()(merge(layers.Dense(4)(m), layers.Dense(4)(m)))
    return net


def mean_of_masked(x):
    return ops.mean(layers.Dense(4)(layers.Masking()(x)), axis=1)


def last_is_a_function(x):
    return layers.Dense(2)(layers.Masking()(x)) * 2


def function_in_an_inner_net(x):
    i = keras.Input(x.shape[1:])
    return masked(lambda a, b: keras.Model(i, i * 2 + layers.Dense(3)(i))(layers.Masking()(x)))(x)


def layers_with_masks(x):
    m = layers.Masking()(x)
    a, b = layers.Dense(4)(m), layers.Dense(4)(x)
    merged = [layers.Multiply()([a, b]), layers.Maximum()([a, b]), layers.Multiply()([a, layers.Dense(4)(m)])]
    # Keras calls the function by which it joins the masks "concatenate", and takes each name once.
    return layers.GlobalAveragePooling1D()(layers.Concatenate(name="joined")(merged))


def scaled(x):
    m = layers.Rescaling(2.0, 1.0)(layers.Masking()(x))
    return layers.GlobalAveragePooling1D()(layers.Normalization(mean=0.3, variance=2.0)(m))


def elementwise(x):
    a = ops.abs(layers.Dense(4)(x)) + 0.5
    each = [ops.square(a), ops.sqrt(a), ops.rsqrt(a), ops.exp(-a), ops.expm1(a), ops.log(a), ops.log1p(a), ops.log2(a),
            ops.log10(a), ops.sin(a), ops.cos(a), ops.tan(a * 0.2), ops.sinh(a), ops.cosh(a), ops.arcsin(a * 0.1),
            ops.arccos(a * 0.1), ops.arctan(a), ops.arcsinh(a), ops.arccosh(a + 1), ops.arctanh(a * 0.1), ops.erf(a),
            ops.reciprocal(a), ops.negative(a), ops.sign(a), ops.clip(a, 0.6, 1.2), ops.normalize(a),
            ops.normalize(a, axis=1, epsilon=0.5), ops.floor(a * 3), ops.ceil(a * 3)]
    return layers.Flatten()(ops.concatenate(each, axis=-1) * 0.1)


def with_numbers(x):
    a, b = ops.abs(layers.Dense(4)(x)) + 0.5, layers.Dense(4)(x)
    each = [a ** 2, ops.power(2, b), a ** b, ops.maximum(b, 0.1), ops.minimum(0.3, b), 1 / a, b / a, a / 3, 2 - a, a - 2,
            ops.subtract(a, b), ops.divide(b, 2.0)]
    return layers.Flatten()(ops.concatenate(each, axis=1)) * 0.05


def reductions(x):
    a = layers.Dense(4)(x)
    each = [ops.sum(a, axis=1), ops.mean(a, axis=-2), ops.max(a, axis=1), ops.min(a, axis=1), ops.prod(a, axis=1),
            ops.std(a, axis=1), ops.var(a, axis=1), ops.logsumexp(a, axis=1), ops.squeeze(ops.sum(a, axis=1, keepdims=True), 1)]
    centred = (a - ops.mean(a, axis=(1, 2), keepdims=True)) / ops.sum(ops.abs(a), axis=-1, keepdims=True)
    return ops.concatenate([*each, ops.reshape(centred, (-1, 24)), ops.sum(a, axis=(1, 2), keepdims=False)[:, None]], axis=-1) * 0.02


def moved(x):
    a = layers.Dense(4)(x)
    t = ops.transpose(a, (0, 2, 1))
    both = ops.matmul(a, t) + ops.einsum("bij,bkj->bik", a, a)
    stacked = ops.stack([a, ops.expand_dims(a, 1)[:, 0]], axis=2)
    parts = [both[:, 0], both[:, 1:5:2, -1], ops.reshape(stacked, (-1, 48)), a[:, -1, 1:], a[:, :, None, 0][:, :, 0]]
    return ops.concatenate(parts, axis=-1) * 0.05


def conditions(x):
    a = layers.Dense(4)(x)
    near = ops.where(ops.abs(a) < 0.5, a, 0.25) + ops.where(a >= ops.mean(a, axis=1, keepdims=True), a * a, -a)
    places = ops.cast(ops.clip(ops.abs(a) * 2, 0, 4), "int32")
    rows = ops.one_hot(places, 5)
    counts = ops.cast(ops.any(a > 0.3, axis=-1), "float32") + ops.cast(ops.all(ops.not_equal(places, 0), axis=-1), "float32")
    low = ops.where(ops.less_equal(a, 0.1), a, 1.0) + ops.cast(ops.equal(places, 1), "float32")
    flat = [layers.Flatten()(each) for each in (near, low, rows)]
    return ops.concatenate([*flat, counts], axis=-1)


def own_mask(x):
    """A user's mask is not what travels: it is of other values, or compares them otherwise."""
    pool = layers.GlobalAveragePooling1D
    a, early = layers.Dense(4)(layers.Masking()(x)), x[:, :, 0] >= x[:, :1, 0]
    turned = pool(data_format="channels_first")(layers.Permute((2, 1))(a), mask=early)
    pooled = [pool()(a), pool()(a, mask=early), pool()(a, mask=ops.any(ops.not_equal(x, 0.5), axis=-1)), turned,
              pool()(layers.Dense(4)(x), mask=ops.any(ops.not_equal(x, 0), axis=-1))]
    return layers.Concatenate()(pooled)


def masked_softmax(x):
    scores = layers.Dense(6)(x)
    counts = ops.any(ops.not_equal(x, 0), axis=-1)
    each = [layers.Softmax()(scores, mask=ops.expand_dims(counts, 1)), layers.Softmax(axis=1)(scores, x[:, :, :1] > 0),
            layers.Softmax(axis=(1, 2))(scores, mask=ops.cast(scores > 0.2, "int32")),
            layers.Softmax()(scores, mask=layers.Dense(6, activation="sigmoid")(x))]
    return layers.Concatenate()([layers.Flatten()(one) for one in each])


def masked_normalization(x):
    a = layers.BatchNormalization(momentum=0.5)(layers.Dense(4)(x), mask=x[:, :, 0] > 0)
    return layers.Flatten()(a)


def attention_over_masked(x):
    """Heads take away the mask of what they read, but not from layers of one input, which were told it before."""
    m = layers.Dense(4)(layers.Masking()(x))
    for _ in range(2):
        m = layers.LayerNormalization()(layers.Add()([m, layers.MultiHeadAttention(2, 3)(m, m)]))
    return layers.Concatenate()([layers.GlobalAveragePooling1D()(m), layers.Bidirectional(layers.GRU(2))(m)])


def scores_over_masked(x):
    m = layers.Dense(4)(layers.Masking()(x))
    scored = layers.Attention(use_scale=True)([m, m], use_causal_mask=True)
    added = layers.AdditiveAttention()([m, m])
    shared = layers.GroupQueryAttention(3, 4, 2)(m, m)
    cells = [layers.GRUCell(2), layers.LSTMCell(3), layers.GRUCell(2)]
    return layers.Concatenate()([layers.LSTM(3)(scored), layers.GRU(2)(added), layers.RNN(cells)(scored),
                                 layers.GlobalAveragePooling1D()(shared)])


def unrolled_over_masked(x):
    both = layers.Bidirectional(layers.LSTM(3, return_sequences=True, unroll=True))(layers.Masking()(x))
    last = layers.GRU(2, unroll=True, go_backwards=True, zero_output_for_mask=True)(both)
    return layers.Concatenate()([layers.GlobalAveragePooling1D()(both), last])


def states_of_masked(x):
    m = layers.Masking()(x)
    y, *states = layers.LSTM(3, return_state=True)(m)
    return layers.Concatenate()([layers.LSTM(3)(m, initial_state=states), y])


# What Cornu lacks, and must not take for the layers of the same names.
REFUSED = {
    "array": lambda x: layers.Dense(2)(x * np.arange(3.0, dtype="float32")),
    "layer_of_array": lambda x: layers.Dense(2)(layers.Add()([x, np.ones((ROWS, 6, 3), "float32")])),
    "maximum_with_array": lambda x: layers.Dense(2)(ops.maximum(x, np.zeros(3, "float32"))),
    "other_ranks": lambda x: layers.Dense(2)(x + layers.Reshape((3,))(layers.GlobalMaxPooling1D()(x))),
    "swapped": lambda x: layers.Dense(2)(ops.swapaxes(x, 1, 2)),
    "sum_of_batch": lambda x: layers.Dense(2)(x / ops.sum(x)),
    "average": lambda x: layers.Dense(2)(ops.average(x, axis=1)),
}

NETS = {
    "activations": activations,
    "more_activations": more_activations,
    "mean_by_negative_axis": mean_by_negative_axis,
    "masked_add": masked(lambda a, b: a + b * 3 - 1),
    "masked_multiply": masked(lambda a, b: a * b),
    "masked_maximum": masked(ops.maximum),
    "masked_concatenate": masked(lambda a, b: ops.concatenate([a, b], axis=-1)),
    "masked_relu": masked(lambda a, b: ops.relu(a)),
    "mean_of_masked": mean_of_masked,
    "last_is_a_function": last_is_a_function,
    "function_in_an_inner_net": function_in_an_inner_net,
    "layers_with_masks": layers_with_masks,
    "scaled": scaled,
    "elementwise": elementwise,
    "with_numbers": with_numbers,
    "reductions": reductions,
    "moved": moved,
    "conditions": conditions,
    "own_mask": own_mask,
    "masked_softmax": masked_softmax,
    "masked_normalization": masked_normalization,
    "attention_over_masked": attention_over_masked,
    "scores_over_masked": scores_over_masked,
    "unrolled_over_masked": unrolled_over_masked,
    "states_of_masked": states_of_masked,
}


def write(folder, name, net):
    keras.backend.clear_session()
    random = np.random.default_rng(5)
    x = keras.Input((6, 3))
    y = net(x)
    model = keras.Model(x, y if y.shape[-1] == 2 else layers.Dense(2)(y))
    for layer in model.layers:
        if not isinstance(layer, (layers.Normalization, layers.BatchNormalization)):
            layer.set_weights([random.normal(size=w.shape) * 0.4 for w in layer.weights])
    model.compile(keras.optimizers.SGD(0.05), "mse")
    for kind in ("keras", "h5"):
        model.save(folder / f"{name}.{kind}")
    values = random.normal(size=(ROWS, 6, 3)).astype("float32")
    values[0, 3:] = values[1, 5:] = values[2, 0] = values[3, 1:] = 0
    predictions = model.predict(values, verbose=0)
    targets = random.normal(size=predictions.shape).astype("float32")
    losses = [float(model.train_on_batch(values, targets)) for _ in range(STEPS)]
    golden = {"input": values, "targets": targets, "predictions": predictions}
    described = {key: {"shape": each.shape, "data": each.ravel().tolist()} for key, each in golden.items()}
    (folder / f"{name}.json").write_text(json.dumps(described | {"losses": losses}))


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, net in NETS.items():
        write(folder, name, net)
    (folder / "refused").mkdir()
    for name, net in REFUSED.items():
        x = keras.Input((6, 3))
        model = keras.Model(x, net(x))
        for kind in ("keras", "h5"):
            model.save(folder / "refused" / f"{name}.{kind}")


main(Path(sys.argv[1]))
