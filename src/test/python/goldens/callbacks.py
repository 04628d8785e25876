"""What Keras's callbacks decide over series of logged figures, without a net behind them."""
import keras

from goldens.arrays import numbers

FALLING_THEN_FLAT = [1.0, 0.8, 0.7, 0.71, 0.69, 0.695, 0.694, 0.6935, 0.693, 0.6929, 0.7, 0.72, 0.5, 0.51, 0.52]
UP_AND_DOWN = [0.5, 0.4, 0.45, 0.3, 0.35, 0.36, 0.37, 0.29, 0.4, 0.41, 0.42, 0.43, 0.44, 0.45, 0.2]
RISING = [0.5, 0.6, 0.65, 0.64, 0.66, 0.66, 0.67, 0.66, 0.66, 0.65, 0.9, 0.89, 0.88, 0.87, 0.86]

SERIES = {"falling then flat": ("val_loss", FALLING_THEN_FLAT), "up and down": ("loss", UP_AND_DOWN),
          "rising": ("val_accuracy", RISING)}

EARLY_STOPPING = [
    {}, {"patience": 1}, {"patience": 3}, {"patience": 2, "min_delta": 0.02}, {"patience": 2, "baseline": 0.69},
    {"patience": 3, "baseline": 0.1}, {"patience": 1, "start_from_epoch": 5}, {"patience": 2, "mode": "max"},
    {"patience": 2, "mode": "min"}, {"patience": 0, "start_from_epoch": 1},
]
REDUCE_LR_ON_PLATEAU = [
    {}, {"patience": 1}, {"patience": 2, "factor": 0.5}, {"patience": 1, "cooldown": 2}, {"patience": 0},
    {"patience": 1, "factor": 0.3, "min_lr": 0.002}, {"patience": 1, "min_delta": 0.1}, {"patience": 2, "mode": "max"},
]
MODEL_CHECKPOINT = [{}, {"mode": "max"}, {"mode": "min"}, {"initial_value_threshold": 0.6}]


class Model:
    """As much of a model as the callbacks ask for."""

    def __init__(self, rate):
        self.optimizer = keras.optimizers.SGD(rate)
        self.stop_training = False
        self.epoch, self.saved, self.restored = 0, [], None

    def get_weights(self):
        return self.epoch

    def set_weights(self, epoch):
        self.restored = epoch

    def save(self, path, overwrite):
        self.saved.append(self.epoch)


def run(name, callback, monitor, series):
    model = Model(0.01)
    callback.set_model(model)
    callback.on_train_begin()
    rates, epochs = [], 0
    for epoch, value in enumerate(series):
        if model.stop_training:
            break
        model.epoch = epochs = epoch + 1
        callback.on_epoch_begin(epoch)
        callback.on_epoch_end(epoch, {monitor: value})
        rates.append(float(model.optimizer.learning_rate))
    callback.on_train_end()
    return {"name": name, "monitor": monitor, "values": series, "epochs": epochs, "rates": numbers(rates),
            "saved": model.saved, "restored": model.restored or 0}


def callbacks():
    kinds = [("EarlyStopping", EARLY_STOPPING, {"restore_best_weights": True}),
             ("ReduceLROnPlateau", REDUCE_LR_ON_PLATEAU, {}),
             ("ModelCheckpoint", MODEL_CHECKPOINT, {"filepath": "model.keras", "save_best_only": True})]
    for kind, options, always in kinds:
        for config in options:
            for title, (monitor, series) in SERIES.items():
                # Keras asks the compiled accuracy which way is better; there is none here.
                told = {"mode": "max"} if monitor == "val_accuracy" else {}
                callback = getattr(keras.callbacks, kind)(monitor=monitor, **{**told, **config}, **always)
                yield {"callback": kind, "config": config,
                       **run(f"{kind}({config}), {title}", callback, monitor, series)}
