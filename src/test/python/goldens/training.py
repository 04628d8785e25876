"""Optimizers step by step, and whole training steps.

The kernels of cnn_steps are not in the file; both sides compute them. For element i of the weight
that stands at place k of model.weights (both from 0), in 32-bit unsigned arithmetic:

    x = i * 2654435761 + (k + 1) * 40503
    x = (x ^ x >> 16) * 2246822519
    x = x ^ x >> 13
    value = float32((2 * (x / 2^32) - 1) * sqrt(6 / (fan_in + fan_out)))      in float64

Biases, beta and moving_mean start at 0, gamma and moving_variance at 1.

losses_float64 and trace_float64 are of the same run in float64: how far off they are is what float32
can hold. Models 1 to 4 hold their losses to 1e-6 for ten steps. Model 5 does not, in Keras either
(1e-3): from step 2 on, a relu whose input is 0 but for rounding may fall to the other side, and each
step makes the difference two or three times larger; and its biases before batch normalization have
no gradient but rounding, and Adam makes steps of that.
"""
import sys
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from goldens.arrays import array, initial, named, numbers, one_hot, rng, rounded

ROOT = Path(__file__).resolve().parents[4]
sys.path.append(str(ROOT / "src/bench"))
from keras_mnist import cnn, mnist

STEPS = 50
BATCH = 128

OPTIMIZERS = {
    "adam": ("Adam", {}),
    "adam, all options": (
        "Adam", {"learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.95, "epsilon": 1e-3}),
    "sgd": ("SGD", {"learning_rate": 0.1}),
    "sgd, momentum": ("SGD", {"learning_rate": 0.1, "momentum": 0.9}),
    "sgd, nesterov": ("SGD", {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True}),
    "adam, amsgrad": ("Adam", {"learning_rate": 0.01, "beta_2": 0.5, "amsgrad": True}),
    "adamw": ("AdamW", {"learning_rate": 0.01}),
    "adamw, all options": (
        "AdamW", {"learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.5, "epsilon": 1e-3,
                  "amsgrad": True, "weight_decay": 0.3, "global_clipnorm": 0.2}),
    **{f"{name.lower()}, {option}": (name, {"learning_rate": rate, option: value})
       for name, rate in (("Adam", 0.01), ("SGD", 0.1))
       for option, value in (("clipvalue", 0.05), ("clipnorm", 0.1), ("global_clipnorm", 0.1),
                             ("weight_decay", 0.2))},
    "sgd, momentum, clipped, decayed": (
        "SGD", {"learning_rate": 0.1, "momentum": 0.9, "clipnorm": 0.1, "weight_decay": 0.2}),
    "adam, schedule, decayed": (
        "Adam", {"learning_rate": ("ExponentialDecay", {
            "initial_learning_rate": 0.1, "decay_steps": 5, "decay_rate": 0.5}),
            "weight_decay": 0.2}),
    "sgd, schedule": (
        "SGD", {"learning_rate": ("CosineDecay", {
            "initial_learning_rate": 0.0, "decay_steps": 12, "warmup_target": 0.5,
            "warmup_steps": 4}), "momentum": 0.9}),
}


def made(optimizer, config):
    """An optimizer, and its configuration as JSON; a pair for the rate is a schedule."""
    rate = config.get("learning_rate")
    if isinstance(rate, tuple):
        schedule = getattr(keras.optimizers.schedules, rate[0])(**rate[1])
        described = {"module": "keras.optimizers.schedules", "class_name": rate[0],
                     "config": rate[1], "registered_name": None}
        return (getattr(keras.optimizers, optimizer)(**{**config, "learning_rate": schedule}),
                {**config, "learning_rate": described})
    return getattr(keras.optimizers, optimizer)(**config), config


def optimizers():
    for name, (optimizer, options) in OPTIMIZERS.items():
        update, config = made(optimizer, options)
        random = rng(name)
        variables = [keras.Variable(rounded(random.normal(size=shape))) for shape in ((4, 3), (3,))]
        steps = [[rounded(random.normal(size=variable.shape)) for variable in variables]
                 for _ in range(20)]
        steps[1][0][:] = 0  # a step on which one variable has no slope
        case = {"name": name, "optimizer": optimizer, "config": config,
                "weights": [array(variable) for variable in variables],
                "gradients": [[array(gradient) for gradient in step] for step in steps],
                "trace": []}
        for step, gradients in enumerate(steps, 1):
            update.apply([tf.constant(gradient) for gradient in gradients], variables)
            if step in (1, 2, 3, 10, 20):
                case["trace"].append(
                    {"step": step, "weights": [array(variable) for variable in variables]})
        yield case


def step_losses(model, optimizer, batches, after=lambda step: None):
    """Trains one step on each batch; the loss of each before its update."""
    model.compile(optimizer, "categorical_crossentropy", jit_compile=False)
    losses = []
    for step, (x, y) in enumerate(batches, 1):
        model.reset_metrics()  # otherwise train_on_batch answers the mean since the start
        losses.append(model.train_on_batch(x, y))
        after(step)
    return numbers(losses)


def dense_training():
    for name, (optimizer, options) in OPTIMIZERS.items():
        update, config = made(optimizer, options)
        random = rng(f"dense {name}")
        model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(5, activation="tanh"),
                                  keras.layers.Dense(3, activation="softmax")])
        for variable in model.weights:
            variable.assign(initial(random, variable))
        x = rounded(random.normal(size=(8, 4)))
        y = one_hot(random.integers(0, 3, 8), 3)
        case = {"name": name, "optimizer": optimizer, "config": config,
                "weights": named(model.weights), "x": array(x), "y": array(y)}
        yield {**case, "losses": step_losses(model, update, [(x, y)] * 20),
               "trained_weights": named(model.weights)}


def by_formula(variable, k):
    if variable.name != "kernel":
        return np.full(variable.shape, variable.name in ("gamma", "moving_variance"), "float32")
    *window, inputs, outputs = variable.shape
    fans = int(np.prod(window)) * (inputs + outputs)
    size, mask = int(np.prod(variable.shape)), np.uint64(0xFFFFFFFF)
    x = np.arange(size, dtype=np.uint64) * np.uint64(2654435761) + np.uint64((k + 1) * 40503) & mask
    x = (x ^ x >> np.uint64(16)) * np.uint64(2246822519) & mask
    x = x ^ x >> np.uint64(13)
    values = (2 * (x.astype("float64") / 2**32) - 1) * np.sqrt(6 / fans)
    return values.astype("float32").reshape(variable.shape)


def digest(variable):
    flat = variable.numpy().astype("float64").ravel()
    return {"name": variable.path, "shape": list(variable.shape), "sum": flat.sum(),
            "sum_of_squares": (flat**2).sum(),
            "samples": numbers(flat[[j * flat.size // 20 for j in range(20)]])}


def cnn_model(number):
    keras.backend.clear_session()
    model = cnn(number)
    for layer in model.layers:
        if isinstance(layer, keras.layers.Dropout):
            layer.rate = 0  # two libraries do not draw the same masks
    for k, variable in enumerate(model.weights):
        variable.assign(by_formula(variable, k))
    return model


def cnn_run(number, optimizer, config, batches):
    """The losses, the weights after some steps, and the trained model."""
    model, trace = cnn_model(number), []

    def after(step):
        if step in (0, 1, 2, 10, STEPS):
            trace.append({"step": step, "weights": list(map(digest, model.weights))})

    after(0)
    losses = step_losses(model, getattr(keras.optimizers, optimizer)(**config), batches, after)
    return losses, trace, model


def cnn_steps():
    (images, labels), (test_images, _) = mnist(ROOT / "src/main/resources/org/cornu/data/mnist")
    batches = [(images[i:i + BATCH], labels[i:i + BATCH]) for i in range(0, STEPS * BATCH, BATCH)]
    adam = ("Adam", {"learning_rate": 1e-3})
    sgd = ("SGD", {"learning_rate": 0.01})
    runs = [(1, adam), (2, adam), (3, adam), (4, adam), (5, sgd), (5, adam)]
    for number, (optimizer, config) in runs:
        losses, trace, model = cnn_run(number, optimizer, config, batches)
        probabilities = array(model(test_images[:20], training=False))
        keras.config.set_floatx("float64")
        exact_losses, exact_trace, _ = cnn_run(number, optimizer, config, batches)
        keras.config.set_floatx("float32")
        yield {"name": f"model {number}, {optimizer}", "model": number, "optimizer": optimizer,
               "config": config, "batch_size": BATCH, "dropout": 0,
               "losses": losses, "losses_float64": exact_losses,
               "trace": trace, "trace_float64": exact_trace, "probabilities": probabilities}


KINDS = [optimizers, dense_training, cnn_steps]
