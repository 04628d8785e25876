"""Learning-rate schedules at many steps.

OneCycle is not Keras's: it stands here as Python needs it to open a file that has one.
"""
import math

import keras
import tensorflow as tf
from keras import ops

from goldens.arrays import numbers

STEPS = [0, 1, 2, 3, 7, 10, 13, 14, 20, 21, 29, 30, 31, 48, 49, 50, 69, 70, 71, 97, 98, 99, 100,
         101, 147, 150, 199, 200, 201, 210, 299, 300, 301, 343, 400, 700, 999, 1000, 1001, 5000,
         123_456]

SCHEDULES = {
    "exponential": ("ExponentialDecay",
                    {"initial_learning_rate": 0.1, "decay_steps": 100, "decay_rate": 0.96}),
    "exponential, staircase": (
        "ExponentialDecay",
        {"initial_learning_rate": 0.1, "decay_steps": 49, "decay_rate": 0.5, "staircase": True}),
    "inverse time": ("InverseTimeDecay",
                     {"initial_learning_rate": 0.1, "decay_steps": 70, "decay_rate": 0.5}),
    "inverse time, staircase": (
        "InverseTimeDecay",
        {"initial_learning_rate": 0.1, "decay_steps": 49, "decay_rate": 0.5, "staircase": True}),
    "polynomial": ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 300}),
    "polynomial, power": (
        "PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 300,
                            "end_learning_rate": 0.01, "power": 2.5}),
    "polynomial, cycle": (
        "PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 49,
                            "end_learning_rate": 0.01, "power": 0.5, "cycle": True}),
    "piecewise": ("PiecewiseConstantDecay",
                  {"boundaries": [30, 100, 1000], "values": [0.1, 0.05, 0.01, 0.001]}),
    "cosine": ("CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 300}),
    "cosine, alpha": (
        "CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 300, "alpha": 0.1}),
    "cosine, warm-up": (
        "CosineDecay", {"initial_learning_rate": 0.0, "decay_steps": 300, "alpha": 0.01,
                        "warmup_target": 0.3, "warmup_steps": 70}),
    "cosine restarts": (
        "CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 50}),
    "cosine restarts, all options": (
        "CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 49,
                                "t_mul": 1.5, "m_mul": 0.8, "alpha": 0.05}),
    "cosine restarts, of one length": (
        "CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 49,
                                "t_mul": 1.0, "m_mul": 0.9}),
    "one cycle": ("OneCycle", {"max_learning_rate": 0.1, "total_steps": 1000}),
    "one cycle, all options": (
        "OneCycle", {"max_learning_rate": 0.1, "total_steps": 301, "warmup": 0.45,
                     "div_factor": 10.0, "final_div_factor": 100.0}),
}


class OneCycle(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, max_learning_rate, total_steps, warmup=0.3, div_factor=25.0,
                 final_div_factor=1e4):
        self.config = {"max_learning_rate": max_learning_rate, "total_steps": total_steps,
                       "warmup": warmup, "div_factor": div_factor,
                       "final_div_factor": final_div_factor}

    def __call__(self, step):
        top, last = self.config["max_learning_rate"], self.config["total_steps"] - 1
        first = top / self.config["div_factor"]
        end = first / self.config["final_div_factor"]
        rise = self.config["warmup"] * self.config["total_steps"] - 1
        step = ops.minimum(ops.cast(step, "float32"), last)

        def half(start, to, fraction):
            return to + (start - to) / 2 * (1 + ops.cos(math.pi * fraction))

        return ops.where(step <= rise, half(first, top, step / rise),
                         half(top, end, (step - rise) / (last - rise)))

    def get_config(self):
        return self.config


def schedules():
    for name, (schedule, config) in SCHEDULES.items():
        kind = OneCycle if schedule == "OneCycle" else getattr(
            keras.optimizers.schedules, schedule)
        rate = kind(**config)
        yield {"name": name, "schedule": schedule, "config": config, "steps": STEPS,
               "rates": numbers([float(rate(tf.constant(step, "int64"))) for step in STEPS])}
