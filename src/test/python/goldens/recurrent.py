"""Layers that go through sequences, forward and backward, with each option, with masks and with first states.

Steps that a mask leaves out hold zeros. Of several outputs all are written in a row, a sample each. Weights are in
Keras's order.
"""
import copy

import keras
import numpy as np
import tensorflow as tf

from goldens.arrays import array, initial, rng, rounded

COUNTS = np.array([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0], [0, 1, 0, 1, 1], [0, 0, 0, 0, 0]], "bool")

# Of steps within steps.
COUNTS_WITHIN = np.array([[[1, 1, 1, 1], [1, 1, 0, 0], [0, 1, 0, 1]], [[1, 0, 0, 0], [0, 0, 0, 0], [1, 1, 1, 0]]], "bool")


def keras_layer(class_name, **config):
    return {"module": "keras.layers", "class_name": class_name, "config": config, "registered_name": None}


def in_a_row(outputs):
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    flat = [tf.reshape(output, (output.shape[0], -1)) for output in tf.nest.flatten(list(outputs))]
    return tf.concat(flat, 1) if len(flat) > 1 else outputs[0]


def recurrent_case(name, keras_config, shape=(4, 5, 3), masked=False, states=()):
    """One case; masked is True, or which steps count."""
    random = rng(name)
    x = rounded(random.normal(0, 1, shape))
    mask = None
    if masked is not False:
        counts = COUNTS[:shape[0], :shape[1]] if masked is True else masked
        x *= counts.reshape(counts.shape + (1,) * (x.ndim - counts.ndim))
        mask = tf.constant(counts)
    inputs = [x, *(rounded(random.normal(0, 1, state)) for state in states)]
    layer = keras.layers.deserialize(copy.deepcopy(keras_config))

    def call(sources, training):
        sequences, *first = [tf.convert_to_tensor(source) for source in sources]
        kwargs = {} if mask is None else {"mask": mask}
        return in_a_row(layer(sequences, initial_state=first or None, training=training, **kwargs)
                        if first else layer(sequences, training=training, **kwargs))

    call(inputs, False)
    for variable in layer.weights:
        variable.assign(initial(random, variable))
    output = call(inputs, False)
    cotangent = rounded(random.normal(0, 1, output.shape))
    trainable = layer.trainable_weights
    with tf.GradientTape() as tape:
        sources = [tf.Variable(value) for value in inputs]
        total = tf.reduce_sum(call(sources, True) * cotangent)
    gradients = tape.gradient(total, [*sources, *(variable.value for variable in trainable)])
    return {"name": name, "keras": keras_config, "mask_axes": 0 if mask is None else len(mask.shape),
            "inputs": [array(value) for value in inputs], "weights": [array(weight) for weight in layer.weights],
            "output": array(output), "cotangent": array(cotangent),
            "input_gradients": [array(gradient) for gradient in gradients[:len(inputs)]],
            "weight_gradients": [array(gradient) for gradient in gradients[len(inputs):]]}


def options(class_name, states):
    def case(name, **more):
        settings = {key: more.pop(key) for key in ("shape", "masked", "states") if key in more}
        return recurrent_case(f"{class_name}, {name}", keras_layer(class_name, units=4, **more), **settings)

    first = [(4, 4)] * states
    yield case("plain")
    yield case("sequences", return_sequences=True)
    yield case("states", return_state=True)
    yield case("sequences and states", return_sequences=True, return_state=True)
    yield case("backwards", go_backwards=True, return_sequences=True)
    yield case("first states", states=first, return_state=True)
    yield case("unrolled", unroll=True, return_sequences=True)
    yield case("no bias", use_bias=False)
    yield case("relu", activation="relu")
    yield case("one step", shape=(4, 1, 3), return_sequences=True)
    yield case("60 steps", shape=(2, 60, 3), return_sequences=True)
    yield case("masked", masked=True)
    yield case("masked, sequences and states", masked=True, return_sequences=True, return_state=True)
    yield case("masked, backwards", masked=True, go_backwards=True)
    yield case("masked, unrolled", masked=True, return_sequences=True, unroll=True)
    yield case("masked, zeros", masked=True, return_sequences=True, zero_output_for_mask=True)
    yield case("masked, zeros, the last", masked=True, zero_output_for_mask=True)
    yield case("masked, first states", masked=True, states=first)
    if class_name != "SimpleRNN":
        yield case("hard sigmoid", recurrent_activation="hard_sigmoid", return_sequences=True)
    if class_name == "GRU":
        for more in [{}, {"use_bias": False}, {"unroll": True}]:
            yield case(f"reset before {more}", reset_after=False, return_sequences=True, **more)
        yield case("reset before, masked", reset_after=False, masked=True)


def wrappers():
    lstm = keras_layer("LSTM", units=3)
    cells = [keras_layer("LSTMCell", units=3), keras_layer("GRUCell", units=2), keras_layer("SimpleRNNCell", units=4)]
    for cell in cells:
        yield recurrent_case(f"RNN of {cell['class_name']}", keras_layer("RNN", cell=cell, return_sequences=True))
    stacked = keras_layer("StackedRNNCells", cells=cells)
    for masked in (False, True):
        yield recurrent_case(f"stacked cells, masked {masked}",
                             keras_layer("RNN", cell=stacked, return_sequences=True), masked=masked)
    for mode in ("concat", "sum", "ave", "mul", None):
        for masked in (False, True):
            yield recurrent_case(f"both ways, {mode}, masked {masked}", masked=masked,
                                 keras_config=keras_layer("Bidirectional", layer=lstm, merge_mode=mode))
            sequences = keras_layer("LSTM", units=3, return_sequences=True)
            yield recurrent_case(f"both ways, {mode}, sequences, masked {masked}", masked=masked,
                                 keras_config=keras_layer("Bidirectional", layer=sequences, merge_mode=mode))
    states = keras_layer("GRU", units=3, return_sequences=True, return_state=True)
    yield recurrent_case("both ways, states", keras_layer("Bidirectional", layer=states))
    yield recurrent_case("both ways, first states", keras_layer("Bidirectional", layer=lstm), states=[(4, 3)] * 4)
    yield recurrent_case("both ways, another layer", keras_layer(
        "Bidirectional", layer=lstm, backward_layer=keras_layer("GRU", units=2, go_backwards=True)))
    yield recurrent_case("dense of each step", keras_layer(
        "TimeDistributed", layer=keras_layer("Dense", units=2, activation="tanh")))
    yield recurrent_case("convolution of each step", keras_layer(
        "TimeDistributed", layer=keras_layer("Conv2D", filters=2, kernel_size=2)), shape=(2, 3, 4, 4, 2))
    yield recurrent_case("lstm of each step", keras_layer("TimeDistributed", layer=lstm), shape=(2, 3, 4, 2))
    for layer in (lstm, keras_layer("Bidirectional", layer=sequences)):
        yield recurrent_case(f"{layer['class_name']} of each step, masked", masked=COUNTS_WITHIN, shape=(2, 3, 4, 2),
                             keras_config=keras_layer("TimeDistributed", layer=layer))


def recurrent():
    for class_name, states in [("SimpleRNN", 1), ("LSTM", 2), ("GRU", 1)]:
        yield from options(class_name, states)
    yield from wrappers()
