"""The recurrent nets that every generation of Keras writes, of 8 samples: each 6 steps of 6 numbers, or 6 tokens."""
import tempfile

import numpy as np

from .nets import Words, compiled, rate, scrambled, version

STEPS = 6
TOKENS = 13


def numbers():
    """Every second sample has two steps of nothing at its end."""
    x = (((7 * np.arange(8 * 6 * 6)) % 13 - 6) / 8).astype("float32").reshape(8, 6, 6)
    x[1::2, 4:] = 0
    return x


def tokens():
    """The same of tokens."""
    x = (((7 * np.arange(8 * 6)) % 12) + 1).astype("float32").reshape(8, 6)
    x[1::2, 4:] = 0
    return x


def hard(keras):
    """What was the default of gates before Keras 2.3."""
    return {"recurrent_activation": "hard_sigmoid"} if version(keras) >= (2, 3) else {}


def chain(keras, **options):
    """Each recurrent layer, and a layer of each step."""
    l = keras.layers
    return keras.models.Sequential([
        l.LSTM(4, return_sequences=True, input_shape=(STEPS, 6), **options),
        l.TimeDistributed(l.Dense(5, activation="tanh")),
        l.GRU(4, return_sequences=True, **options, **hard(keras)),
        l.SimpleRNN(4, go_backwards=True),
        l.Dense(3, activation="softmax"),
    ])


def masked(keras):
    """Tokens of which 0 counts for nothing, both ways."""
    l = keras.layers
    return keras.models.Sequential([
        l.Embedding(TOKENS, 5, input_length=STEPS, mask_zero=True) if version(keras) < (3,)
        else l.Embedding(TOKENS, 5, mask_zero=True),
        l.Bidirectional(l.LSTM(4, return_sequences=True, **hard(keras))),
        l.Bidirectional(l.GRU(3, **hard(keras)), merge_mode="sum"),
        l.Dense(3, activation="softmax"),
    ])


def windows(keras):
    """Windows over tokens before a recurrent layer."""
    w = Words(keras)
    l = keras.layers
    if w.one:
        convolution = l.Convolution1D(4, 3, border_mode="same", activation="relu")
        pooling = l.MaxPooling1D(pool_length=2)
    else:
        convolution = l.Conv1D(4, 3, padding="same", activation="relu")
        pooling = l.MaxPooling1D(2)
    x = l.Input(shape=(STEPS,))
    y = l.Embedding(TOKENS, 5)(x)
    y = pooling(convolution(y))
    y = l.LSTM(4)(l.Dropout(0.0)(y))
    return w.model(x, l.Dense(3, activation="softmax")(y))


def states(keras):
    """One that begins with the states of another, and both of a functional model."""
    l = keras.layers
    x = l.Input(shape=(STEPS, 6))
    y = l.Masking(0.0)(x)
    _, h, c = l.LSTM(4, return_state=True)(y)
    z = l.LSTM(4, return_sequences=True)(y, initial_state=[h, c])
    _, there, back = l.Bidirectional(l.GRU(4, return_state=True))(z)
    z = l.Bidirectional(l.GRU(4))(z, initial_state=[there, back])
    return keras.models.Model(x, l.Dense(3, activation="softmax")(z))


def heeded(keras):
    """States beside a mask, which Keras 3 goes by where it is told to."""
    l = keras.layers
    x = l.Input(shape=(STEPS, 6))
    y = l.Masking(0.0)(x)
    _, h, c = l.LSTM(4, return_state=True)(y)
    z = l.LSTM(4)(y, initial_state=[h, c], mask=keras.src.backend.get_keras_mask(y))
    return keras.models.Model(x, l.Dense(3, activation="softmax")(z))


def cells(keras):
    """Cells one upon the other."""
    l = keras.layers
    return keras.models.Sequential([
        l.RNN([l.LSTMCell(4), l.GRUCell(3, **hard(keras))], input_shape=(STEPS, 6)),
        l.Dense(3, activation="softmax")])


def net_of_steps(keras):
    """A net, of which some is frozen, applied to each step."""
    l = keras.layers
    inner = keras.models.Sequential([
        l.Dense(4, activation="tanh", input_shape=(6,)), l.BatchNormalization(), l.Dense(3)])
    inner.layers[0].trainable = False
    return keras.models.Sequential([
        l.TimeDistributed(inner, input_shape=(STEPS, 6)),
        l.Bidirectional(l.LSTM(4)),
        l.Dense(3, activation="softmax")])


def stateful(keras):
    """One that goes on where the batch before has ended: the first begins with nothing."""
    l = keras.layers
    return keras.models.Sequential([
        l.LSTM(4, stateful=True, return_sequences=True, batch_input_shape=(8, STEPS, 6)),
        l.GRU(3, stateful=True),
        l.Dense(3, activation="softmax")])


def cudnn(keras, lstm, gru):
    """The layers of a GPU, or those that they are elsewhere."""
    l = keras.layers
    x = l.Input(shape=(STEPS, 6))
    y = l.Bidirectional(lstm(4, return_sequences=True))(x)
    y = l.Bidirectional(gru(3, return_sequences=True), merge_mode="ave")(y)
    y = gru(5, return_sequences=True)(y)
    y = lstm(4)(y)
    return keras.models.Model(x, l.Dense(3, activation="softmax")(y))


def of_cudnn(keras):
    """Weights as a GPU has them, and the same net for predictions, into which Keras turns them."""
    from keras.src.layers import CuDNNGRU, CuDNNLSTM
    fast = cudnn(keras, CuDNNLSTM, CuDNNGRU)
    random = np.random.default_rng(7)
    fast.set_weights([random.normal(0, 0.5, w.shape) for w in fast.get_weights()])
    slow = cudnn(keras, keras.layers.LSTM, keras.layers.GRU)
    with tempfile.TemporaryDirectory() as folder:
        fast.save_weights(f"{folder}/cudnn.h5")
        slow.load_weights(f"{folder}/cudnn.h5")
    return fast, slow


def files(keras):
    """Name, model, the one that predicts, samples, whether it is to be trained."""
    x = numbers()
    adam = lambda: keras.optimizers.Adam(**rate(keras, 0.01))
    both = lambda model: (model, model)
    yield "chain", *both(compiled(scrambled(chain(keras)), adam())), x, True
    if version(keras) < (2,):
        yield "chain_gpu", *both(compiled(scrambled(chain(keras, consume_less="gpu")), adam())), x, True
    yield "masked", *both(compiled(scrambled(masked(keras)), adam())), tokens(), True
    yield "windows", *both(scrambled(windows(keras))), tokens(), False
    yield "net_of_steps", *both(scrambled(net_of_steps(keras))), x, False
    if version(keras) >= (2,):
        yield "states", *both(scrambled(states(keras))), x, False
        yield "cells", *both(scrambled(cells(keras))), x, False
    if version(keras) >= (3,):
        yield "heeded", *both(scrambled(heeded(keras))), x, False
    if version(keras) < (3,):
        yield "stateful", *both(scrambled(stateful(keras))), x, False
    if (2, 11) <= version(keras) < (3,):
        yield "cudnn", *of_cudnn(keras), x, False
