"""Two epochs on sequences of different lengths, each batch filled up with zeros to its longest, and what they log."""
import keras
import numpy as np
from keras import layers

from goldens.arrays import array, initial, named, numbers, rng, rounded

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


class Batches(keras.utils.PyDataset):
    """With weights of samples, if any: one a row, as Keras wants them of values for each step."""

    def __init__(self, size, x, y, weights):
        super().__init__()
        self.size, self.x, self.y, self.weights = size, x, y, weights

    def __len__(self):
        return len(self.x) // self.size

    def __getitem__(self, index):
        rows = slice(index * self.size, index * self.size + self.size)
        filled = lambda values: padded(values[rows]) if isinstance(values, list) else values[rows]
        batch = filled(self.x), filled(self.y)
        return batch if self.weights is None else (*batch, self.weights[rows, None])


def fit(name, model, x, y, weights, loss, metrics, weighted, **config):
    random = rng(f"masked fits {name}")
    for variable in model.weights:
        variable.assign(initial(random, variable))
    case = {"name": name, "loss": loss, "config": config, "metrics": described(metrics), "weighted": described(weighted),
            "weights": named(model.weights)}
    model.compile(keras.optimizers.SGD(0.05), getattr(keras.losses, loss)(**config), metrics=metrics,
                  weighted_metrics=weighted, jit_compile=False)
    logs = model.fit(Batches(BATCH, x, y, weights), epochs=2, shuffle=False, verbose=0).history
    evaluated = model.evaluate(Batches(len(x), x, y, weights), verbose=0, return_dict=True)
    return {**case, "samples": x if isinstance(x, list) else array(x), "targets": y if isinstance(y, list) else array(y),
            "sample_weights": None if weights is None else numbers(weights),
            "epochs": [{key: values[epoch] for key, values in logs.items()} for epoch in range(2)],
            "evaluated": evaluated, "trained_weights": named(model.weights)}


def described(metrics):
    return [{"metric": each, "config": {}} if isinstance(each, str) else
            {"metric": type(each).__name__, "config": each.get_config()} for each in metrics]


def of_tags(prefix):
    ignoring = keras.metrics.MeanMetricWrapper(
        keras.losses.sparse_categorical_crossentropy, prefix + "ignoring", ignore_class=1)
    return ["accuracy", keras.metrics.SparseCategoricalCrossentropy(prefix + "entropy"), ignoring]


def of_numbers(prefix):
    return [keras.metrics.MeanAbsoluteError(prefix + "mae"), keras.metrics.RootMeanSquaredError(prefix + "rmse")]


def masked_fits():
    """Losses and metrics that masks, weights of samples and ignored classes weigh together."""
    random = rng("masked fits")
    tokens = [random.integers(1, 9, length).tolist() for length in LENGTHS]
    tags = [random.integers(0, 3, length).tolist() for length in LENGTHS]
    x = rounded(random.normal(0, 1, (len(LENGTHS), 7, 3)))
    for sample, length in zip(x, LENGTHS):
        sample[length:] = 0
    y = rounded(random.normal(0, 1, (len(LENGTHS), 7, 2)))
    bits = np.float32(random.integers(0, 2, (len(LENGTHS), 7, 1)))

    def of_steps(*more):
        return keras.Sequential([keras.Input((None, 3)), layers.Masking(), *more])

    for weights in (None, rounded(random.uniform(0.2, 2, len(LENGTHS)))):
        suffix = "" if weights is None else ", weights"
        for config in ({}, {"reduction": "sum"}, {"reduction": "mean_with_sample_weight"}, {"ignore_class": 1}):
            net = keras.Sequential([
                keras.Input((None,), dtype="int32"), layers.Embedding(9, 4, mask_zero=True),
                layers.LSTM(5, return_sequences=True), layers.Dense(3, activation="softmax")])
            yield fit(f"{config or 'mean'}{suffix}", net, tokens, tags, weights, "SparseCategoricalCrossentropy",
                      of_tags(""), of_tags("weighted_"), **config)
        yield fit("numbers" + suffix, of_steps(layers.Dense(2)), x, y, weights, "MeanSquaredError",
                  of_numbers(""), of_numbers("weighted_"))
        counts = [keras.metrics.Precision(name="precision"), keras.metrics.AUC(name="auc")]
        yield fit("yes or no" + suffix, of_steps(layers.Dense(1, activation="sigmoid")), x, bits, weights,
                  "BinaryCrossentropy", ["accuracy", *counts], ["accuracy"])


KINDS = [sequences, masked_fits]
