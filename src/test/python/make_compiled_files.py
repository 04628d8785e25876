"""Compiles models in the many words that Keras takes, and saves them for Cornu to open or to refuse.

    python src/test/python/make_compiled_files.py OUT

A case is a net, labels, what compile() gets, and what Cornu is expected to do: "opens", or "begins
anew" where the optimizer's state cannot be taken up, or words of the refusal, parted by "|". Each is saved as
OUT/<name>.keras and OUT/<name>.h5 after a step of training. OUT/expected.json holds the expectations,
the samples, the labels, and what evaluate() gives.
"""
import json
import os
import sys
import warnings
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras import layers, losses, metrics, optimizers
from keras.optimizers import schedules

from compiled_objectives import objectives

SAMPLES, FEATURES, CLASSES = 12, 4, 3
VERSION = tuple(map(int, keras.__version__.split(".")[:2]))


def net(units, activation, functional=False):
    if functional:
        start = keras.Input((FEATURES,), name="features")
        middle = layers.Dense(5, activation="tanh")(start)
        return keras.Model(start, layers.Dense(units, activation=activation, name="answer")(middle))
    return keras.Sequential([keras.Input((FEATURES,)), layers.Dense(5, activation="tanh"),
                             layers.Dense(units, activation=activation, name="answer")])


NETS = {
    "softmax": lambda: net(CLASSES, "softmax"),
    "logits": lambda: net(CLASSES, None),
    "sigmoids": lambda: net(CLASSES, "sigmoid"),
    "sigmoid": lambda: net(1, "sigmoid"),
    "linear": lambda: net(1, None),
    "positive": lambda: net(CLASSES, "softplus"),
    "unit": lambda: net(CLASSES, "tanh"),
    "functional": lambda: net(CLASSES, "softmax", functional=True),
}


def labels(kind):
    random = np.random.default_rng(2)
    classes = random.integers(0, CLASSES, SAMPLES)
    return {
        "classes": classes,
        "one-hot": np.eye(CLASSES, dtype="float32")[classes],
        "questions": random.integers(0, 2, (SAMPLES, CLASSES)).astype("float32"),
        "yes or no": classes % 2,
        "numbers": random.normal(size=(SAMPLES, 1)).astype("float32"),
        "several": random.uniform(0.5, 2, size=(SAMPLES, CLASSES)).astype("float32"),
    }[kind]


def unfreeze(model):
    model.layers[0].trainable = True


def frozen(name):
    def make():
        model = NETS[name]()
        model.layers[0].trainable = False
        return model
    return make


def rate_0(model):
    model.optimizer.learning_rate = 0.0


CASES = {}


def case(name, expected, kind, truth, then=None, make=None, **compiled):
    CASES[name] = (expected, make or NETS[kind], truth, compiled, then)


def one_hot(name, expected="opens", **compiled):
    case(name, expected, "softmax", "one-hot", **{"loss": "categorical_crossentropy", **compiled})


def sparse(name, expected="opens", **compiled):
    case(name, expected, "softmax", "classes", **{"loss": "sparse_categorical_crossentropy", **compiled})


def yes_no(name, expected="opens", **compiled):
    case(name, expected, "sigmoid", "yes or no", **{"loss": "binary_crossentropy", **compiled})


def questions(name, expected="opens", **compiled):
    case(name, expected, "sigmoids", "questions", **{"loss": "binary_crossentropy", **compiled})


def number(name, expected="opens", **compiled):
    case(name, expected, "linear", "numbers", **{"loss": "mean_squared_error", **compiled})


# Losses, by every word.
for word in ("categorical_crossentropy", "CategoricalCrossentropy", losses.CategoricalCrossentropy(),
             losses.categorical_crossentropy, losses.CategoricalCrossentropy(name="mine", label_smoothing=0.2),
             losses.CategoricalCrossentropy(axis=1), "crossentropy", "ce"):
    one_hot(f"categorical {len(CASES)}", loss=word)
for word in ("sparse_categorical_crossentropy", "SparseCategoricalCrossentropy",
             losses.SparseCategoricalCrossentropy(), losses.sparse_categorical_crossentropy, "crossentropy"):
    sparse(f"sparse {len(CASES)}", loss=word)
for word in ("binary_crossentropy", "bce", "BCE", "BinaryCrossentropy", losses.BinaryCrossentropy(),
             losses.binary_crossentropy, "ce"):
    yes_no(f"binary {len(CASES)}", loss=word)
for word in ("mse", "MSE", "mean_squared_error", "MeanSquaredError", losses.MeanSquaredError(),
             losses.mean_squared_error):
    number(f"squared {len(CASES)}", loss=word)
case("categorical logits", "opens", "logits", "one-hot", loss=losses.CategoricalCrossentropy(from_logits=True))
case("sparse logits", "opens", "logits", "classes", loss=losses.SparseCategoricalCrossentropy(from_logits=True))
case("binary logits", "opens", "linear", "yes or no", loss=losses.BinaryCrossentropy(from_logits=True))
one_hot("logits over softmax", loss=losses.CategoricalCrossentropy(from_logits=True))

# What a mean is called.
for word in ("mean", "mean_with_sample_weight"):
    one_hot(f"reduction {word}", loss=losses.CategoricalCrossentropy(reduction=word))
one_hot("reduction sum", loss=losses.CategoricalCrossentropy(reduction="sum"))
for word in ("none", None):
    one_hot(f"reduction {word}", "loss|reduction", loss=losses.CategoricalCrossentropy(reduction=word))

# The one output by its name or in a list, and weights that change nothing.
case("loss in a list", "opens", "functional", "one-hot", loss=["categorical_crossentropy"], metrics=[["accuracy"]])
case("loss by output", "opens", "functional", "one-hot", loss={"answer": "categorical_crossentropy"},
     metrics={"answer": ["accuracy"]})
case("metric by output", "opens", "functional", "one-hot", loss={"answer": losses.CategoricalCrossentropy()},
     metrics={"answer": "accuracy"}, loss_weights={"answer": 1.0})
one_hot("weights of 1", loss_weights=[1.0], weighted_metrics=[], metrics=[])
one_hot("weight of 1", loss_weights=1.0)
one_hot("weights of 2", loss_weights=[2.0])
one_hot("weighted metrics", weighted_metrics=["accuracy"])

# Metrics, by every word.
DENSE = ["accuracy", "acc", "Accuracy", "categorical_accuracy", "CategoricalAccuracy",
         metrics.CategoricalAccuracy(), metrics.CategoricalAccuracy("mine"), metrics.categorical_accuracy,
         "top_k_categorical_accuracy", "TopKCategoricalAccuracy", metrics.TopKCategoricalAccuracy(2),
         metrics.TopKCategoricalAccuracy(2, "top.2"), metrics.top_k_categorical_accuracy]
SPARSE = ["accuracy", "acc", "sparse_categorical_accuracy", "SparseCategoricalAccuracy",
          metrics.SparseCategoricalAccuracy(), metrics.SparseCategoricalAccuracy("mine"),
          metrics.sparse_categorical_accuracy, "sparse_top_k_categorical_accuracy",
          "SparseTopKCategoricalAccuracy", metrics.SparseTopKCategoricalAccuracy(2),
          metrics.SparseTopKCategoricalAccuracy(2, "top.2")]
BINARY = ["accuracy", "acc", "binary_accuracy", "BinaryAccuracy", metrics.BinaryAccuracy(),
          metrics.BinaryAccuracy("mine"), metrics.binary_accuracy, metrics.BinaryAccuracy(threshold=0.3)]
for word in DENSE:
    one_hot(f"dense metric {len(CASES)}", metrics=[word])
for word in SPARSE:
    sparse(f"sparse metric {len(CASES)}", metrics=[word])
for word in BINARY:
    yes_no(f"binary metric {len(CASES)}", metrics=[word])
    questions(f"metric of questions {len(CASES)}", metrics=[word])
one_hot("two words", metrics=["accuracy", metrics.TopKCategoricalAccuracy(2), metrics.TopKCategoricalAccuracy(1)])
one_hot("one twice", metrics=["accuracy", "accuracy"])
yes_no("categorical of one output", "metrics[0]|accuracy", metrics=["categorical_accuracy"])
number("metric that gives a vector", "class_aggregation", metrics=[metrics.R2Score(class_aggregation=None)])
one_hot("scores of each class", "metrics[0]|average", metrics=[metrics.F1Score()])
sparse("sorted ids", "from_sorted_ids", metrics=[metrics.SparseTopKCategoricalAccuracy(2, from_sorted_ids=True)])

# Optimizers.
for word in ("adam", "Adam", "ADAM", "sgd", "SGD", "adamw", optimizers.AdamW(),
             optimizers.SGD(momentum=0.0, nesterov=True), optimizers.SGD(learning_rate=0.0),
             optimizers.Adam(weight_decay=0.0, loss_scale_factor=1.0),
             optimizers.SGD(schedules.PiecewiseConstantDecay([5, 3_000_000_000], [0.1, 0.05, 0.01])),
             optimizers.Adam(schedules.CosineDecay(0.1, 3_000_000_000))):
    one_hot(f"optimizer {len(CASES)}", optimizer=word)
one_hot("rate set to 0", then=rate_0)
one_hot("unfrozen after compile", "begins anew", make=frozen("softmax"), then=unfreeze)
one_hot("moving average", optimizer=optimizers.Adam(use_ema=True, gradient_accumulation_steps=2))
number("all obstacles", "reduction|class_aggregation|weighted_metrics", optimizer="rmsprop",
       loss=losses.MeanAbsoluteError(reduction="none"), metrics=["mae", metrics.R2Score(class_aggregation=None)],
       loss_weights=[3.0], weighted_metrics=[metrics.R2Score(class_aggregation=None)])


# All that Keras has.
for net_name, truth, loss, some in objectives():
    case(f"objective {len(CASES)}", "opens", net_name, truth, loss=loss, metrics=some)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    x = np.random.default_rng(1).normal(size=(SAMPLES, FEATURES)).astype("float32")
    expected = {}
    for name, (what, make, truth, compiled, then) in CASES.items():
        keras.utils.set_random_seed(1)
        model, y = make(), labels(truth)
        file = name.replace(" ", "_")
        model.compile(**{"optimizer": "adam", "run_eagerly": True, **compiled})
        model.fit(x, y, verbose=0)
        if then:
            then(model)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model.save(folder / f"{file}.keras")
            model.save(folder / f"{file}.h5")
        expected[file] = {"expected": what, "labels": truth,
                          "evaluated": {k: float(np.mean(v)) for k, v in model.evaluate(x, y, verbose=0, return_dict=True).items()}}
    truths = {truth: labels(truth).tolist() for _, _, truth, _, _ in CASES.values()}
    (folder / "expected.json").write_text(json.dumps({"x": x.tolist(), "labels": truths, "cases": expected}))
    print(f"Keras {keras.__version__}, {len(expected)} compile calls")


if __name__ == "__main__":
    main()
