"""Twelve training steps with each optimizer: the weights on the way, and what the optimizer keeps.

The net has weights of one, two and four axes, one with a penalty, one with a constraint. "state" holds
the optimizer's variables after the last step in the order of Keras's files, "final" the weights after
that which fit does at its end. "undecayed" are names for exclude_from_weight_decay, or paths of weights.

ScheduleFreeAdamW is computed on JAX, by this file as a program: on TensorFlow Keras 3.15.1 begins it
at 0, and takes the new momentum for the old, as neither the paper nor the other backends do.
"""
import json
import os
import subprocess
import sys
from pathlib import Path

import keras

from goldens.arrays import array, initial, named, one_hot, rng, rounded
from goldens.training import made

STEPS = 12
TRACED = (1, 2, 3, 5, 8, 12)
SCHEDULE = ("ExponentialDecay",
            {"initial_learning_rate": 0.05, "decay_steps": 4, "decay_rate": 0.5})
WARM_UP = ("CosineDecay", {"initial_learning_rate": 0.01, "decay_steps": 9, "warmup_target": 0.1,
                           "warmup_steps": 3})


def each(optimizer, rate, **options):
    """Three cases of an optimizer: as it is, with all its options, with a schedule and a decay."""
    name = optimizer.lower()
    return {
        name: (optimizer, {"learning_rate": rate}),
        f"{name}, all options": (optimizer, {"learning_rate": rate, **options}),
        f"{name}, schedule, decayed": (
            optimizer, {"learning_rate": SCHEDULE, "weight_decay": 0.1, "clipnorm": 0.5}),
    }


CASES = {
    **each("RMSprop", 0.01, rho=0.7, momentum=0.8, epsilon=1e-3, centered=True),
    "rmsprop, momentum": ("RMSprop", {"learning_rate": 0.01, "momentum": 0.9}),
    "rmsprop, centered": ("RMSprop", {"learning_rate": 0.01, "centered": True, "rho": 0.6}),
    **each("Nadam", 0.02, beta_1=0.7, beta_2=0.95, epsilon=1e-3),
    **each("Adamax", 0.02, beta_1=0.7, beta_2=0.95, epsilon=1e-3),
    **each("Adagrad", 0.1, initial_accumulator_value=0.01, epsilon=1e-3),
    **each("Adadelta", 1.0, rho=0.7, epsilon=1e-4),
    **each("Adafactor", 0.2, beta_2_decay=-0.5, epsilon_1=1e-6, epsilon_2=0.1, clip_threshold=0.5,
           relative_step=False),
    **each("Ftrl", 0.5, learning_rate_power=-0.3, initial_accumulator_value=0.5,
           l1_regularization_strength=0.02, l2_regularization_strength=0.05,
           l2_shrinkage_regularization_strength=0.1, beta=0.1),
    **each("Lion", 0.01, beta_1=0.6, beta_2=0.8),
    **each("Lamb", 0.05, beta_1=0.7, beta_2=0.95, epsilon=1e-3),
    **each("Muon", 0.05, adam_beta_1=0.7, adam_beta_2=0.95, adam_weight_decay=0.2, epsilon=1e-3,
           weight_decay=0.1, muon_a=3.0, muon_b=-4.0, muon_c=1.5, adam_lr_ratio=0.5, momentum=0.8,
           ns_steps=3, nesterov=False, rms_rate=None),
    "muon, but not for": ("Muon", {"learning_rate": 0.05, "exclude_layers": ["den.e/"],
                                   "adam_weight_decay": None}),
    **each("ScheduleFreeAdamW", 0.05, beta_1=0.7, beta_2=0.95, epsilon=1e-3, warmup_steps=5),
    "adam, averages": ("Adam", {"learning_rate": 0.05, "use_ema": True, "ema_momentum": 0.7}),
    "sgd, averages that overwrite": (
        "SGD", {"learning_rate": WARM_UP, "momentum": 0.9, "use_ema": True, "ema_momentum": 0.8,
                "ema_overwrite_frequency": 5}),
    "adam, accumulated": ("Adam", {"learning_rate": WARM_UP, "gradient_accumulation_steps": 3,
                                   "weight_decay": 0.1, "clipnorm": 0.2, "amsgrad": True}),
    "nadam, accumulated, averages": (
        "Nadam", {"learning_rate": 0.05, "gradient_accumulation_steps": 2, "use_ema": True,
                  "ema_momentum": 0.6, "ema_overwrite_frequency": 2, "global_clipnorm": 0.3}),
    "sgd, scaled": ("SGD", {"learning_rate": 0.1, "loss_scale_factor": 100.0, "clipvalue": 0.1}),
    "adamw, not for biases": ("AdamW", {"learning_rate": 0.05, "weight_decay": 0.5}, ["bias"]),
    "lion, not for one": (
        "Lion", {"learning_rate": 0.01, "weight_decay": 0.5}, ["conv/kernel", "b.as"]),
}

SCALED = {
    "loss scale": ("Adam", {"learning_rate": 0.05}, {"dynamic_growth_steps": 4}),
    "loss scale, too large at first": (
        "RMSprop", {"learning_rate": 0.01, "gradient_accumulation_steps": 2, "use_ema": True},
        {"initial_scale": 3.3e38, "dynamic_growth_steps": 1000}),
}


def net():
    layers = keras.layers
    return keras.Sequential([
        keras.Input((3, 3, 1)),
        layers.Conv2D(2, 2, activation="tanh", kernel_regularizer=keras.regularizers.L2(0.01),
                      name="conv"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax", kernel_constraint=keras.constraints.MaxNorm(1.2),
                     name="dense")])


def run(name, optimizer, undecayed=(), size=1):
    random = rng(f"steps {name}")
    model = net()
    for variable in model.weights:
        variable.assign(initial(random, variable))
    batches = [(rounded(random.normal(0, size, (4, 3, 3, 1))), one_hot(random.integers(0, 3, 4), 3))
               for _ in range(3)]
    model.compile(optimizer, "categorical_crossentropy", jit_compile=False)
    if undecayed:
        optimizer.exclude_from_weight_decay(
            [variable for layer in model.layers for variable in layer.weights
             if f"{layer.name}/{variable.name}" in undecayed],
            [word for word in undecayed if "/" not in word])
    case = {"weights": named(model.weights),
            "x": [array(x) for x, _ in batches], "y": [array(y) for _, y in batches], "trace": []}
    for step in range(1, STEPS + 1):
        model.train_on_batch(*batches[(step - 1) % 3])
        if step in TRACED:
            case["trace"].append(
                {"step": step, "weights": [array(variable) for variable in model.weights]})
    case["state"] = [array(variable) for variable in optimizer.variables]
    optimizer.finalize_variable_values(model.trainable_variables)
    case["final"] = [array(variable) for variable in model.weights]
    return case


def case(name, kind, options, undecayed=()):
    optimizer, config = made(kind, options)
    return {"name": name, "optimizer": kind, "config": config, "undecayed": list(undecayed),
            **run(name, optimizer, undecayed)}


def on_jax():
    """The cases of ScheduleFreeAdamW."""
    folder = Path(__file__).resolve().parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "goldens.optimizer_steps"], cwd=folder, check=True,
        env={**os.environ, "KERAS_BACKEND": "jax"}, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def optimizer_steps():
    for name, (kind, *rest) in CASES.items():
        if kind != "ScheduleFreeAdamW":
            yield case(name, kind, *rest)
    yield from on_jax()
    for name, (kind, options, scale) in SCALED.items():
        inner, config = made(kind, options)
        described = {"module": "keras.optimizers", "class_name": kind, "config": config,
                     "registered_name": None}
        yield {"name": name, "optimizer": "LossScaleOptimizer",
               "config": {"inner_optimizer": described, **scale}, "undecayed": [],
               **run(name, keras.optimizers.LossScaleOptimizer(inner, **scale),
                     size=30 if "too large" in name else 1)}


if __name__ == "__main__":
    json.dump([case(name, kind, *rest) for name, (kind, *rest) in CASES.items()
               if kind == "ScheduleFreeAdamW"], sys.stdout)
