"""Saves models as real Keras 3 users write them, for Cornu to open or to refuse.

    python src/test/python/make_keras_files.py OUT

Each function below that takes no argument is a model, saved as OUT/<name>.keras after a step of
training where it is compiled; its docstring is what Cornu is expected to do: "opens", or "predicts"
where it was not compiled or in a way that Cornu lacks, or the words with which it is refused. Of
two models the second is trained in the first one's place, for what Keras 3 itself does not do.
OUT/expected.json holds these, what each model answers to a batch, and where it is compiled its loss
and what it answers after one step more (but with dropout, whose masks are Keras's own). A new case
is a function here.
"""
import inspect
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras import layers

IMAGE = (8, 8, 2)
VERSION = tuple(map(int, keras.__version__.split(".")[:2]))


def compiled(model, optimizer="adam", loss="categorical_crossentropy", metrics=("accuracy",)):
    model.compile(optimizer, loss, metrics=list(metrics))
    return model


def sequential(*body, **options):
    return keras.Sequential([keras.Input(IMAGE), *body, layers.Flatten(),
                             layers.Dense(3, activation="softmax")], **options)


def plain():
    """opens"""
    return compiled(sequential(layers.Conv2D(4, 3, activation="relu"), layers.MaxPooling2D()))


def every_option():
    """opens"""
    return compiled(sequential(
        layers.Conv2D(4, (3, 2), strides=(1, 2), padding="same", groups=2, use_bias=False),
        layers.Conv2D(2, 2, dilation_rate=2, kernel_initializer="he_normal", bias_initializer="ones"),
        layers.BatchNormalization(momentum=0.8, epsilon=1e-2, scale=False),
        layers.ReLU(), layers.AveragePooling2D((2, 1), strides=1, padding="same"),
        layers.Dropout(0.3, seed=1), layers.Activation("tanh")),
        keras.optimizers.SGD(0.05, momentum=0.9, nesterov=True),
        keras.losses.CategoricalCrossentropy(label_smoothing=0.1),
        ["acc", keras.metrics.TopKCategoricalAccuracy(2, name="top2")])


def functional_chain():
    """opens"""
    x = start = keras.Input(IMAGE, name="pictures")
    for layer in (layers.Conv2D(3, 3), layers.Softmax(), layers.Flatten(), layers.Dense(3)):
        x = layer(x)
    return compiled(keras.Model(start, layers.Activation("softmax")(x)))


if VERSION >= (3, 15):  # 3.10 does not take them
    def a_list_for_the_one_output():
        """opens"""
        x = keras.Input(IMAGE)
        y = layers.Dense(3, activation="softmax")(layers.Flatten()(x))
        return compiled(keras.Model(x, y), loss=["categorical_crossentropy"], metrics=[["accuracy"]])


def nested():
    """opens"""
    # No bias: before a normalization its gradient is rounding, which Adam makes a whole step of.
    conv = layers.Conv2D(3, 3, use_bias=False, name="conv")
    inner = keras.Sequential([conv, layers.BatchNormalization(name="norm")], name="stem")
    inner.build((None, *IMAGE))  # Keras 3.5 needs it
    deeper = keras.Sequential([inner, layers.Activation("relu")], name="body")
    return compiled(sequential(deeper, layers.Conv2D(2, 1)))


def nested_functional():
    """opens"""
    start = keras.Input(IMAGE)
    inner = keras.Model(start, layers.MaxPooling2D()(layers.Conv2D(3, 3)(start)), name="features")
    return compiled(sequential(inner))


def frozen():
    """opens"""
    return compiled(sequential(layers.Conv2D(3, 3, trainable=False), layers.BatchNormalization(trainable=False)))


def frozen_inner_model():
    """opens"""
    inner = keras.Sequential([layers.Conv2D(3, 3), layers.BatchNormalization()])
    inner.trainable = False
    return compiled(sequential(inner))


def frozen_after_compile():
    """opens"""
    model = compiled(sequential(layers.Conv2D(3, 3)))
    model.layers[0].trainable = False
    return model


def loss_function():
    """opens"""
    return compiled(sequential(), loss=keras.losses.categorical_crossentropy)


def without_input_layer():
    """opens"""
    model = keras.Sequential([layers.Flatten(), layers.Dense(3, activation="softmax")])
    model.build((None, *IMAGE))
    return compiled(model)


def not_compiled():
    """predicts"""
    return sequential(layers.Conv2D(2, 3))


def loss_of_code():
    """predicts"""
    @keras.saving.register_keras_serializable("mine")
    def my_loss(target, output):
        return keras.ops.mean(keras.ops.square(target - output), -1)
    return compiled(sequential(), loss=my_loss)


def metric_that_cornu_lacks():
    """predicts"""
    return compiled(sequential(), metrics=[keras.metrics.F1Score(average=None)])


def branches():
    """opens"""
    x = keras.Input(IMAGE)
    y = layers.add([layers.Conv2D(2, 1)(x), x])
    return compiled(keras.Model(x, layers.Dense(3, activation="softmax")(layers.Flatten()(y))))


def layer_used_twice():
    """opens"""
    dense, x = layers.Dense(2), keras.Input(IMAGE)
    y = layers.Flatten()(dense(dense(x)))
    return compiled(keras.Model(x, layers.Dense(3, activation="softmax")(y)))


def attention_as_calls_say():
    """opens"""
    x = keras.Input(IMAGE)
    rows = layers.Reshape((8, 16))(x)
    products = layers.Dot(2)([rows, rows])
    pairs, steps = keras.ops.greater(products, 0), keras.ops.greater(keras.ops.max(products, -1), 15)
    heads = layers.MultiHeadAttention(2, 3)
    y = heads(rows, rows, attention_mask=pairs, use_causal_mask=True)
    y, scores = layers.MultiHeadAttention(2, 3, value_dim=4)(query=y, value=rows, key=rows, return_attention_scores=True)
    y = heads(y, rows)
    y = layers.GroupQueryAttention(3, 4, 2)(y, y, value_mask=steps, use_causal_mask=True)
    y = layers.Attention(use_scale=True)([y, rows], mask=[None, steps], use_causal_mask=True)
    both = layers.Concatenate()([layers.Flatten()(y), layers.Flatten()(scores)])
    return compiled(keras.Model(x, layers.Dense(3, activation="softmax")(both)))


def recurrent_convolutions():
    """opens"""
    steps, channels_first = keras.Input(IMAGE), {"data_format": "channels_first", "padding": "same"}
    x = layers.ConvLSTM1D(3, 3, dilation_rate=2, return_sequences=True)(steps)
    x, h, c = layers.ConvLSTM1D(4, 2, return_state=True, return_sequences=True, **channels_first)(x)
    y = layers.ConvLSTM1D(4, 2, go_backwards=True, **channels_first)(x, initial_state=[h, c])
    return compiled(keras.Model(steps, layers.Dense(3, activation="softmax")(layers.Flatten()(y))))


def layer_that_cornu_lacks():
    """there is no layer "Pipeline"; if it is your own"""
    return compiled(sequential(layers.Pipeline([layers.Rescaling(2.0)])))


def regularizers():
    """opens"""
    return compiled(sequential(
        layers.Conv2D(2, 3, activation="tanh", kernel_regularizer="l2", activity_regularizer="l1",
                      bias_regularizer=keras.regularizers.L1L2(0.1, 0.2)),
        layers.BatchNormalization(gamma_regularizer="l2", beta_regularizer="l1"),
        layers.Dense(4, kernel_regularizer=keras.regularizers.OrthogonalRegularizer(0.5))))


def constraints():
    """opens"""
    return compiled(sequential(
        layers.Conv2D(2, 3, activation="relu",
                      kernel_constraint=keras.constraints.MaxNorm(0.5, axis=[0, 1, 2]),
                      bias_constraint="non_neg"),
        layers.BatchNormalization(gamma_constraint="non_neg"),
        layers.Dense(4, kernel_constraint="unit_norm")))


@keras.saving.register_keras_serializable("theirs")
class Cubed(keras.regularizers.Regularizer):
    def __call__(self, x):
        return 0.01 * keras.ops.sum(keras.ops.abs(x) ** 3)

    def get_config(self):
        return {}


def regularizer_of_their_own():
    """predicts"""
    return compiled(sequential(layers.Conv2D(2, 3, kernel_regularizer=Cubed())))


def initializers_that_cornu_lacks():
    """opens"""
    return compiled(sequential(layers.Conv2D(2, 3, kernel_initializer="orthogonal"),
                               layers.BatchNormalization(
                                   gamma_initializer=keras.initializers.Constant(0.5))))


def frozen_by_the_constructor():
    """opens"""
    inner = keras.Sequential([layers.Conv2D(3, 3, use_bias=False), layers.BatchNormalization()],
                             trainable=False)
    return compiled(sequential(inner))


def a_dict_for_the_one_input():
    """opens"""
    x = keras.Input(IMAGE, name="pictures")
    y = layers.Dense(3, activation="softmax", name="digit")(layers.Flatten()(x))
    return compiled(keras.Model({"pictures": x}, [y]))


def activations_that_are_layers():
    """opens"""
    return compiled(sequential(layers.Conv2D(3, 3, activation=layers.ReLU()), layers.Softmax(axis=3),
                               layers.Activation(layers.Softmax())))


def activations_of_all_kinds():
    """opens"""
    return compiled(sequential(
        layers.Conv2D(3, 3, activation=layers.LeakyReLU(0.1)), layers.LeakyReLU(), layers.ELU(0.5),
        layers.Conv2D(3, 2, activation="gelu"), layers.Activation("silu"), layers.ReLU(6.0),
        layers.Conv2D(3, 1, activation=layers.Activation("mish"))))


def names_that_collide():
    """opens"""
    inner = keras.Sequential([layers.Conv2D(2, 1, name="d")], name="a")
    inner.build((None, *IMAGE))
    return compiled(sequential(inner, layers.Conv2D(3, 1, name="a_d"),
                               layers.Conv2D(2, 1, name="input_layer")))


def called_with_training_true():
    """opens"""
    x = keras.Input(IMAGE)
    y = layers.Dropout(0.5)(layers.Flatten()(x), training=True)
    return compiled(keras.Model(x, layers.Dense(3, activation="softmax")(y)))


def with_reference(model, reference):
    reference.set_weights(model.get_weights())
    return model, reference


class InInference(layers.BatchNormalization):
    """What `training=False` in the call says; Keras 3's fit says otherwise, Keras 2's does not."""

    def call(self, inputs, training=None, mask=None):
        return super().call(inputs, training=False, mask=mask)


def called_with_training_false():
    """opens"""
    def model(normalization, **call):
        x = keras.Input(IMAGE)
        y = normalization(momentum=0.5)(layers.Conv2D(3, 3, name="c")(x), **call)
        return compiled(keras.Model(x, layers.Dense(3, activation="softmax")(layers.Flatten()(y))))

    made = model(layers.BatchNormalization, training=False)
    return with_reference(made, model(InInference))


def a_model_called_with_training_false():
    """opens"""
    def model(*inner, **call):
        x = keras.Input(IMAGE)
        base = keras.Sequential([keras.Input(IMAGE), layers.Conv2D(3, 3), *inner])
        y = layers.Flatten()(base(x, **call))
        return compiled(keras.Model(x, layers.Dense(3, activation="softmax")(y)))

    made = model(layers.BatchNormalization(), layers.Dropout(0.5), training=False)
    return with_reference(made, model(InInference()))


def activation_that_cornu_lacks():
    """there is no activation function "mine>step\""""
    @keras.saving.register_keras_serializable("mine", "step")
    def step(x):
        return keras.ops.sign(x)
    return compiled(sequential(layers.Conv2D(2, 3, activation=step)))


def mixed_precision():
    """float32 or mixed_bfloat16, which Cornu has"""
    return compiled(sequential(layers.Conv2D(2, 3, dtype="mixed_float16")))


def a_map_of_policies():
    """not a map of them"""
    policies = keras.dtype_policies.DTypePolicyMap("float32")
    policies["dense"] = keras.dtype_policies.DTypePolicy("mixed_bfloat16")
    return compiled(sequential(layers.Conv2D(2, 3, dtype=policies)))


def quantized():
    """quantized one; save the model before quantize()"""
    model = sequential()
    model.quantize("int8")
    return model


def channels_first():
    """predicts"""
    return sequential(layers.Permute((3, 1, 2)), layers.Conv2D(5, 3, data_format="channels_first"),
                      layers.ZeroPadding2D(data_format="channels_first"),
                      layers.GlobalAveragePooling2D(data_format="channels_first", keepdims=True),
                      layers.Flatten(data_format="channels_first"))


def open_size():
    """predicts"""
    return keras.Sequential([keras.Input((None, None, IMAGE[-1])), layers.Conv2D(2, 3), layers.MaxPooling2D(),
                             layers.Conv2D(3, 2, padding="same", strides=2, activation="relu")])


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    expected = {}
    random = np.random.default_rng(1)
    x = random.normal(size=(5, *IMAGE)).astype("float32")
    y = np.eye(3, dtype="float32")[[0, 1, 2, 0, 1]]
    for name, make in list(globals().items()):
        if inspect.isfunction(make) and make.__doc__ and not inspect.signature(make).parameters and name != "main":
            keras.utils.set_random_seed(1)
            model = make()
            model, trained = model if isinstance(model, tuple) else (model, model)
            case = {"expected": make.__doc__}
            if make.__doc__ in ("opens", "predicts"):
                if model.compiled and trained is model:
                    model.fit(x, y, verbose=0)
                case["answers"] = model.predict(x, verbose=0).ravel().tolist()
            model.save(folder / f"{name}.keras")
            if make is nested:
                model.save_weights(folder / f"{name}.weights.h5")
            if make is plain and VERSION >= (3, 15):
                model.save(folder / name, zipped=False)
            if make.__doc__ == "opens":
                case["loss"] = model.evaluate(x, y, verbose=0)[0]
                if not any(isinstance(layer, layers.Dropout) for layer in trained.layers):
                    trained.fit(x, y, verbose=0)
                    case["stepped"] = trained.predict(x, verbose=0).ravel().tolist()
            expected[name] = case
    batch = {"x": x.ravel().tolist(), "y": y.tolist()}
    (folder / "expected.json").write_text(json.dumps({**batch, "cases": expected}))
    print(f"Keras {keras.__version__}, {len(expected)} models")


if __name__ == "__main__":
    main()
