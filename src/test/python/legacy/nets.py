"""The nets that every generation of Keras writes, in its own words."""


class Words:
    """Layers of Keras 2 and 3, and of 1 where it has other names."""

    def __init__(self, keras):
        self.one = keras.__version__.startswith("1")
        self.layers = keras.layers
        self.models = keras.models

    def conv(self, filters, size, padding="valid", first=None, **more):
        if first:
            more["input_shape"] = first
        if self.one:
            return self.layers.Convolution2D(
                filters, size, size, border_mode=padding, bias=more.pop("use_bias", True), **more)
        return self.layers.Conv2D(filters, size, padding=padding, **more)

    def model(self, x, y):
        return self.models.Model(input=x, output=y) if self.one else self.models.Model(x, y)


def version(keras):
    return tuple(int(part) for part in keras.__version__.split("."))


def sequential(keras):
    w = Words(keras)
    l = keras.layers
    return keras.models.Sequential([
        # A bias has no gradient before a normalization; Adam would make steps of rounding errors.
        w.conv(2, 3, first=(6, 6, 1), use_bias=False),
        l.BatchNormalization(momentum=0.9),
        l.Activation("relu"),
        l.MaxPooling2D((2, 2)),
        l.Flatten(),
        # Of nothing: masks differ between implementations.
        l.Dropout(0.0),
        l.Dense(4, activation="tanh"),
        l.Dense(3, activation="softmax"),
    ])


def functional(keras):
    w = Words(keras)
    l = keras.layers
    x = l.Input(shape=(6, 6, 1))
    y = w.conv(2, 3, padding="same", use_bias=False)(x)
    y = l.AveragePooling2D((3, 3))(y)
    y = l.Flatten()(y)
    # Two of one shape: a mix-up of theirs shows in nothing but the numbers.
    y = l.Dense(8, activation="sigmoid", name="second")(y)
    y = l.Dense(8, activation="sigmoid", name="first")(y)
    y = l.Dense(3, activation="softmax")(y)
    return w.model(x, y)


def nested(keras):
    w = Words(keras)
    l = keras.layers
    inner = keras.models.Sequential([
        w.conv(2, 3, first=(6, 6, 1)),
        l.BatchNormalization(),
        w.conv(2, 3),
        l.BatchNormalization(),
    ])
    inner.layers[0].trainable = False
    inner.layers[1].trainable = False
    return keras.models.Sequential([inner, l.Flatten(), l.Dense(3, activation="softmax")])


def relu_softmax(keras):
    w = Words(keras)
    l = keras.layers
    return keras.models.Sequential(
        [w.conv(2, 3, first=(6, 6, 1)), l.ReLU(), l.Flatten(), l.Dense(3), l.Softmax()])


def spatial(keras):
    """Layers whose options and weights Keras 2 names otherwise than Keras 3."""
    l = keras.layers
    return keras.models.Sequential([
        l.DepthwiseConv2D(3, depth_multiplier=2, activation="tanh", input_shape=(6, 6, 1)),
        l.SeparableConv2D(3, 2, activation="tanh"),
        l.Conv2DTranspose(2, 2, strides=2, activation="tanh"),
        l.LeakyReLU(0.2),
        l.Flatten(),
        l.Dense(3, activation="softmax"),
    ])


def attention(keras):
    l = keras.layers
    x = l.Input(shape=(6, 6, 1))
    y = l.Reshape((6, 6))(x)
    y = l.Flatten()(l.MultiHeadAttention(2, 3)(y, y))
    return keras.models.Model(x, l.Dense(3, activation="softmax")(y))


def operations(keras):
    """Functions of TensorFlow, each of which Keras 2 makes a layer of."""
    import tensorflow as tf
    l = keras.layers
    x = l.Input(shape=(6, 6, 1))
    y = l.Conv2D(2, 3, padding="same")(x)
    y = 1.0 - (y * 2.0 + 3.0) / 2.0 - y
    y = tf.nn.relu(y) + tf.nn.relu6(y) * tf.nn.sigmoid(y) + tf.nn.gelu(y) - tf.nn.leaky_relu(y, alpha=0.1)
    y = y + tf.nn.elu(y) + tf.nn.silu(-y) + tf.nn.softplus(y) + tf.nn.softmax(y) + tf.tanh(y) + tf.nn.selu(y)
    y = tf.abs(y) ** 2.0 + tf.maximum(y, 0.1) + tf.minimum(0.2, tf.square(y)) + tf.cast(y > 0.5, "float32") * y
    y = tf.clip_by_value(y, -2.0, 2.0) / tf.sqrt(tf.abs(y) + 0.5) + tf.exp(-y) + tf.math.log(tf.abs(y) + 1.0)
    y = y - tf.reduce_mean(y, axis=[1, 2], keepdims=True) + tf.reduce_max(y, axis=-1, keepdims=True)
    y = y + tf.math.reduce_std(y, axis=1, keepdims=True) * tf.math.reduce_variance(y, axis=2, keepdims=True)
    y = y + tf.reduce_min(y, axis=1, keepdims=True) - tf.reduce_sum(y, axis=-1, keepdims=True) * 0.1
    y = y + tf.reduce_logsumexp(y, axis=1, keepdims=True) + tf.reduce_prod(y, axis=-1, keepdims=True) * 0.1
    y = tf.math.rsqrt(tf.abs(y) + 1.0) + tf.math.reciprocal(tf.abs(y) + 1.0) + tf.math.erf(y) + tf.sign(y) + tf.sin(y)
    y = y + tf.floor(y) - tf.math.ceil(y) + tf.nn.softsign(y) + tf.math.divide(y, 2.0) + tf.nn.leaky_relu(y) + tf.cos(y)
    y = y + tf.cast(tf.less(y, 0.1), "float32") + tf.math.log1p(tf.abs(y)) + tf.nn.gelu(y, approximate=True)
    y = tf.concat([y, tf.concat([y[:, 1:], y[:, :1]], axis=1)], axis=-1)
    y = tf.transpose(tf.reshape(tf.stack([y, y * y], axis=1), [-1, 72, 4]), perm=[0, 2, 1])
    y = tf.math.l2_normalize(tf.matmul(y, tf.transpose(y, [0, 2, 1])), axis=-1)
    y = tf.squeeze(tf.expand_dims(y, axis=1), axis=[1])
    return keras.models.Model(x, l.Dense(3, activation="softmax")(l.Flatten()(y)))


def unicode(keras):
    """Names of which the bytes are more than the letters; not trained, as TensorFlow takes none."""
    l = keras.layers
    return keras.models.Sequential(
        [keras.Input((6, 6, 1)), l.Flatten(name="flach wie ein \u2206"),
         l.Dense(3, activation="softmax", name="gr\u00f6\u00dfe")])


def channels_first(keras):
    l = keras.layers
    if keras.__version__.startswith("1"):
        first = l.Convolution2D(2, 3, 3, dim_ordering="th", input_shape=(1, 6, 6))
    else:
        first = l.Conv2D(2, 3, data_format="channels_first", input_shape=(1, 6, 6))
    return keras.models.Sequential([first, l.Flatten(), l.Dense(3)])


def compiled(model, optimizer, loss="categorical_crossentropy"):
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    return model


def scrambled(model):
    """Moves what starts at 0 or 1, so that no two weights are alike."""
    weights = model.get_weights()
    for i, w in enumerate(weights):
        if w.ndim == 1 or not w.any():
            w += 0.05 * (i + 1)
    model.set_weights(weights)
    return model


def rate(keras, value):
    return {"lr" if version(keras) < (2, 3) else "learning_rate": value}


def files(keras):
    """Name, model, whether it is to be trained, how it is saved; one named archive as .keras."""
    whole = lambda model, path: model.save(path)
    adam = keras.optimizers.Adam(**rate(keras, 0.01))
    sgd = keras.optimizers.SGD(momentum=0.9, nesterov=True, **rate(keras, 0.05))
    yield "sequential", compiled(scrambled(sequential(keras)), adam), True, whole
    yield "functional", compiled(functional(keras), sgd), True, whole
    yield "nested", scrambled(nested(keras)), False, whole
    yield "channels_first", channels_first(keras), False, whole
    if version(keras) >= (2,):
        yield "relu_softmax", relu_softmax(keras), False, whole
    if (2,) <= version(keras) < (3,):
        weights = lambda model, path: model.save_weights(path)
        yield "weights", scrambled(sequential(keras)), False, weights
    if (2, 11) <= version(keras) < (3,):
        old = keras.optimizers.legacy
        loss = keras.losses.CategoricalCrossentropy(label_smoothing=0.1)
        yield "old_adam", compiled(sequential(keras), old.Adam(0.01), loss), True, whole
        yield ("old_sgd", compiled(functional(keras), old.SGD(0.05, momentum=0.9, nesterov=True)),
               True, whole)
    if (2, 13) <= version(keras) < (3,):
        rmsprop = lambda: keras.optimizers.RMSprop(0.01, momentum=0.5)
        yield "spatial", compiled(scrambled(spatial(keras)), rmsprop()), True, whole
        yield "spatial_archive", compiled(scrambled(spatial(keras)), rmsprop()), True, whole
        for name in ("operations", "operations_archive"):
            yield name, compiled(operations(keras), keras.optimizers.Adamax(0.01)), True, whole
        yield "attention_archive", compiled(attention(keras), keras.optimizers.Adamax(0.01)), True, whole
        yield "adam_archive", compiled(scrambled(sequential(keras)), keras.optimizers.Adam(0.01)), True, whole
        loss = keras.losses.CategoricalCrossentropy(label_smoothing=0.1)
        yield "archive", compiled(functional(keras), keras.optimizers.SGD(0.05), loss), True, whole
    if version(keras) >= (2, 11):
        sgd = keras.optimizers.SGD(0.05, momentum=0.9)
        yield "nested_sgd", compiled(scrambled(nested(keras)), sgd), True, whole
    if version(keras) >= (3,):
        yield "unicode", unicode(keras), False, whole
