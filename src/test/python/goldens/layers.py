"""Each layer forward and backward."""
import keras
import numpy as np
import tensorflow as tf

from goldens.arrays import array, initial, named, rng, rounded

ACTIVATIONS = ["relu", "tanh", "sigmoid", "softmax"]


def layer_case(name, class_name, shape=None, values=None, **config):
    random = rng(name)
    x = rounded(random.normal(0, 1, shape)) if values is None else np.float32(values)
    layer = getattr(keras.layers, class_name)(**config)
    layer.build(x.shape)
    for variable in layer.weights:
        variable.assign(initial(random, variable))
    output = layer(x, training=False).numpy()
    case = {"name": name, "keras": {"class_name": class_name, "config": config},
            "input": array(x), "weights": named(layer.weights), "output": array(output)}
    if class_name == "Dropout":
        return case

    cotangent = rounded(random.normal(0, 1, output.shape))
    trainable = layer.trainable_weights
    with tf.GradientTape() as tape:
        source = tf.Variable(x)
        result = layer(tf.convert_to_tensor(source), training=True)
        # What the layer adds to the loss flows too, but for its weights' penalties.
        total = tf.reduce_sum(result * cotangent) + sum(layer._get_own_losses())
    gradients = tape.gradient(total, [source, *(variable.value for variable in trainable)])
    if class_name == "BatchNormalization":
        case["train_output"] = array(result)
        case["updated_weights"] = named(layer.non_trainable_weights)
    case["cotangent"] = array(cotangent)
    case["input_gradient"] = array(gradients[0])
    case["weight_gradients"] = [
        {"name": variable.name, **array(gradient)}
        for variable, gradient in zip(trainable, gradients[1:])]
    return case


def convolutions():
    def conv(name, shape, filters, kernel, **config):
        return layer_case(
            f"conv2d, {name}", "Conv2D", shape, filters=filters, kernel_size=kernel, **config)

    yield conv("3x3", (2, 6, 5, 3), 4, 3)
    yield conv("5x5, one channel", (2, 8, 7, 1), 3, 5)
    yield conv("1x1", (2, 4, 3, 3), 5, 1)
    yield conv("same", (2, 6, 5, 2), 3, 3, padding="same")
    yield conv("same, even kernel", (2, 5, 6, 2), 3, 2, padding="same")
    yield conv("strides 2", (2, 7, 6, 2), 3, 3, strides=2)
    yield conv("strides 2, same, even size", (2, 6, 8, 2), 3, 3, strides=2, padding="same")
    yield conv("strides 2, same, odd size", (2, 7, 5, 2), 3, 3, strides=2, padding="same")
    yield conv("kernel 3x2", (2, 6, 5, 2), 3, (3, 2))
    yield conv("strides 2x1", (2, 7, 5, 2), 3, 3, strides=(2, 1))
    yield conv("strides 2x1, same", (2, 6, 5, 2), 3, 3, strides=(2, 1), padding="same")
    yield conv("dilation 2", (2, 7, 8, 2), 3, 3, dilation_rate=2)
    yield conv("dilation 2, same", (2, 7, 6, 2), 3, 3, dilation_rate=2, padding="same")
    yield conv("groups 2", (2, 5, 6, 4), 6, 3, groups=2)
    yield conv("no bias", (2, 6, 5, 2), 3, 3, use_bias=False)
    for activation in ACTIVATIONS:
        yield conv(activation, (2, 5, 6, 2), 3, 3, activation=activation)


def poolings(class_name, short):
    def pool(name, size, **config):
        # A permutation has no ties, so that each window has one greatest element.
        values = rng(name).permutation(2 * 7 * 8 * 3).reshape(2, 7, 8, 3) / 100 - 1.5
        return layer_case(
            f"{short}, {name}", class_name, values=values, pool_size=size, **config)

    yield pool("2", 2)
    yield pool("3, strides 2", 3, strides=2)
    yield pool("3, strides 2, same", 3, strides=2, padding="same")
    yield pool("2x3", (2, 3))
    yield pool("3, strides 1", 3, strides=1)
    yield pool("2, strides 1, same", 2, strides=1, padding="same")


def denses():
    yield layer_case("dense", "Dense", (3, 5), units=4)
    yield layer_case("dense, no bias", "Dense", (3, 5), units=4, use_bias=False)
    for activation in ACTIVATIONS:
        yield layer_case(f"dense, {activation}", "Dense", (3, 5), units=4, activation=activation)
    yield layer_case("dense, rank 3", "Dense", (3, 5, 4), units=2)


def normalizations():
    def norm(name, shape, **config):
        return layer_case(
            f"batch_normalization, {name}", "BatchNormalization", shape, **config)

    yield norm("rank 4", (4, 6, 5, 3))
    yield norm("rank 2", (8, 7))
    yield norm("momentum and epsilon", (8, 7), momentum=0.9, epsilon=1e-2)
    yield norm("rank 4, momentum and epsilon", (3, 6, 5, 3), momentum=0.9, epsilon=1e-2)
    yield norm("no scale", (3, 4, 5, 3), scale=False)
    yield norm("no center", (3, 4, 5, 3), center=False)
    yield norm("no scale, no center", (8, 7), scale=False, center=False)


def activations():
    values = [[-50, 50, 0, 1, -1, 0.5], [3, 3, 3, 3, 3, 3], [-50, -49, -50, -51, -50, -50],
              [0.25, -0.125, 2, -2, 8, -8], [0, 0, 0, 0, 0, 0], [50, 49.5, 48, 50, 0, -50]]
    for activation in [*ACTIVATIONS, "linear", "relu6", "hard_sigmoid", "silu", "hard_silu", "gelu",
                       "mish", "selu", "elu", "leaky_relu", "softplus", "softsign", "log_softmax"]:
        yield layer_case(f"activation, {activation}", "Activation",
                         values=np.reshape(values, (2, 3, 6)), activation=activation)
    # Without the numbers whose exponentials are beyond what a tolerance is for.
    yield layer_case("activation, exponential", "Activation",
                     values=np.clip(np.reshape(values, (2, 3, 6)), -50, 2), activation="exponential")
    for class_name, config in [("LeakyReLU", {"negative_slope": 0.1}), ("ELU", {"alpha": 0.5}),
                               ("ReLU", {"max_value": 6.0}), ("ReLU", {"negative_slope": 0.25}),
                               ("Softmax", {})]:
        yield layer_case(f"{class_name} {config}", class_name,
                         values=np.reshape(values, (2, 3, 6)), **config)


def layers():
    yield from convolutions()
    yield from poolings("MaxPooling2D", "max_pooling2d")
    yield from poolings("AveragePooling2D", "average_pooling2d")
    yield layer_case("flatten", "Flatten", (2, 4, 3, 2))
    yield from denses()
    yield layer_case("dropout", "Dropout", (3, 5), rate=0.4)
    yield from normalizations()
    yield from activations()
