"""Layers that keep their states from batch to batch: asked, trained and measured, one after another."""
import copy

import keras
from keras import layers

from goldens.arrays import array, initial, named, numbers, rng, rounded
from goldens.recurrent import keras_layer

BATCH = 2
BATCHES = 3
STEPS = (4, 3)
IMAGES = (3, 4, 4, 2)


def with_batch_size(config):
    """As Cornu reads it: a stateful layer knows how many samples its batches have."""
    if isinstance(config, dict):
        return {key: BATCH if key == "stateful" and value is True else with_batch_size(value)
                for key, value in config.items()}
    return config


def reset(layer):
    """What its reset_state does, which fails on stacked cells."""
    halves = [layer.forward_layer, layer.backward_layer] if isinstance(layer, layers.Bidirectional) else [layer]
    for half in halves:
        for state in keras.tree.flatten(half.states):
            state.assign(keras.ops.zeros_like(state))


def run(name, keras_config, shape=STEPS):
    random = rng(f"stateful {name}")
    layer = layers.deserialize(copy.deepcopy(keras_config))
    model = keras.Sequential([keras.Input(batch_shape=(BATCH, *shape)), layer, layers.Flatten(), layers.Dense(2)])
    for variable in model.weights:
        variable.assign(initial(random, variable))
    x = rounded(random.normal(0, 1, (BATCH * BATCHES, *shape)))
    y = rounded(random.normal(0, 1, (BATCH * BATCHES, 2)))
    case = {"name": name, "keras": with_batch_size(keras_config), "x": array(x), "y": array(y),
            "weights": named(model.weights)}

    def answers(samples):
        return array(model.predict(samples, batch_size=BATCH, verbose=0))

    case["answers"] = answers(x)
    case["answers_after"] = answers(x[:BATCH])
    reset(layer)
    case["answers_after_reset"] = answers(x[:BATCH])
    model.compile(keras.optimizers.SGD(0.1), "mse", jit_compile=False)
    logs = model.fit(x, y, BATCH, epochs=2, shuffle=False, validation_data=(x[:BATCH], y[:BATCH]), verbose=0).history
    case["losses"] = numbers(logs["loss"])
    case["validation_losses"] = numbers(logs["val_loss"])
    case["evaluated"] = numbers([model.evaluate(x, y, BATCH, verbose=0)])
    case["trained_weights"] = named(model.weights)
    case["trained_answers"] = answers(x)
    return case


def stateful():
    lstm = keras_layer("LSTM", units=3, stateful=True)
    yield run("LSTM", lstm)
    yield run("LSTM, sequences", keras_layer("LSTM", units=3, stateful=True, return_sequences=True))
    yield run("LSTM, unrolled", keras_layer("LSTM", units=3, stateful=True, unroll=True))
    yield run("GRU, backwards", keras_layer("GRU", units=3, stateful=True, go_backwards=True))
    yield run("SimpleRNN", keras_layer("SimpleRNN", units=3, stateful=True))
    yield run("both ways", keras_layer("Bidirectional", layer=lstm))
    cells = [keras_layer("GRUCell", units=3), keras_layer("LSTMCell", units=2)]
    yield run("stacked cells", keras_layer("RNN", cell=keras_layer("StackedRNNCells", cells=cells), stateful=True))
    convolution = {"filters": 2, "kernel_size": 2, "stateful": True}
    yield run("ConvLSTM2D", keras_layer("ConvLSTM2D", **convolution), IMAGES)
    yield run("ConvLSTM2D, channels first", keras_layer(
        "ConvLSTM2D", data_format="channels_first", padding="same", **convolution), (3, 2, 3, 5))
