"""Two epochs on sequences of different lengths, each batch filled up with zeros to its longest."""
import keras
import numpy as np
from keras import layers

from goldens.arrays import initial, named, numbers, rng

BATCH = 3
LENGTHS = [4, 1, 2, 7, 5, 6, 1, 1, 3]


def padded(sequences):
    return keras.utils.pad_sequences(sequences, padding="post")


def run(name, model, sequences, targets):
    random = rng(f"sequences {name}")
    for variable in model.weights:
        variable.assign(initial(random, variable))
    case = {"name": name, "weights": named(model.weights), "sequences": sequences, "targets": targets}
    model.compile(keras.optimizers.SGD(0.5), "sparse_categorical_crossentropy", metrics=["accuracy"], jit_compile=False)
    losses = []
    for _ in range(2):
        for begin in range(0, len(sequences), BATCH):
            some = targets[begin:begin + BATCH]
            model.reset_metrics()
            losses.append(model.train_on_batch(
                padded(sequences[begin:begin + BATCH]), padded(some) if isinstance(some[0], list) else np.array(some))[0])
    answers = [np.asarray(model(padded([each]))).ravel().tolist() for each in sequences]
    return {**case, "losses": numbers(np.float32(losses)), "trained_weights": named(model.weights), "answers": answers}


def sequences():
    random = rng("tokens")
    tokens = [random.integers(1, 9, length).tolist() for length in LENGTHS]
    tags = [random.integers(0, 3, length).tolist() for length in LENGTHS]
    moods = random.integers(0, 3, len(LENGTHS)).tolist()
    for masks in (True, False):
        def net(*more):
            return keras.Sequential([keras.Input((None,), dtype="int32"), layers.Embedding(9, 4, mask_zero=masks), *more])

        suffix = ", masked" if masks else ""
        yield run("a class a step" + suffix, net(layers.Dense(5, activation="tanh"), layers.Dense(3, activation="softmax")),
                  tokens, tags)
        yield run("a class a sample" + suffix, net(layers.GlobalAveragePooling1D(), layers.Dense(3, activation="softmax")),
                  tokens, moods)
