"""The layers of every Keras from 1.2 on, under the names of Keras 3."""
from legacy.nets import version

MODES = {"Add": "sum", "Multiply": "mul", "Average": "ave", "Maximum": "max"}


class Words:
    """Says the same net to each generation of Keras."""

    def __init__(self, keras):
        self.keras, self.layers, self.version = keras, keras.layers, version(keras)
        self.one = self.version < (2,)

    def input(self, *shape, name=None):
        return self.layers.Input(shape=shape, name=name)

    def model(self, x, y, **more):
        ends = {"input": x, "output": y} if self.one else {"inputs": x, "outputs": y}
        return self.keras.models.Model(**ends, **more)

    def first(self, *shape):
        """What a Sequential begins with: an Input, or before Keras 3 nothing but options of its first layer."""
        return [self.layers.Input(shape)] if self.version >= (3,) else []

    def of(self, *shape):
        return {} if self.version >= (3,) else {"input_shape": shape}

    def sequential(self, layers, **more):
        return self.keras.models.Sequential(layers, **more)

    def dense(self, units, **more):
        return self.layers.Dense(units, **self.options(more))

    def conv(self, filters, size, **more):
        if self.one:
            return self.layers.Convolution2D(filters, size, size, **self.options(more))
        return self.layers.Conv2D(filters, size, **more)

    def pool(self, size, **more):
        return self.layers.MaxPooling2D((size, size), **self.options(more))

    def norm(self, **more):
        return self.layers.BatchNormalization(**more)

    def activation(self, *args, **more):
        return self.layers.Activation(*args, **more)

    def flatten(self, **more):
        return self.layers.Flatten(**more)

    def merge(self, class_name, tensors, name=None, **more):
        """A merging layer on these; in Keras 1 one class has a mode for each."""
        if not self.one:
            return getattr(self.layers, class_name)(name=name, **more)(tensors)
        if class_name == "Concatenate":
            words = {"mode": "concat", "concat_axis": more.get("axis", -1)}
        elif class_name == "Dot":
            words = {"mode": "cos" if more.get("normalize") else "dot", "dot_axes": more["axes"]}
        else:
            words = {"mode": MODES[class_name]}
        return self.layers.Merge(name=name, **words)(tensors)

    def options(self, more):
        if not self.one:
            return more
        words = {"padding": "border_mode", "use_bias": "bias"}
        more = {words.get(key, key): value for key, value in more.items()}
        return {**more, "strides": (more["strides"],) * 2} if "strides" in more else more

    def sgd(self, rate, momentum=0.0):
        return self.keras.optimizers.SGD(momentum=momentum, **self.rate(rate))

    def adam(self, rate):
        return self.keras.optimizers.Adam(**self.rate(rate))

    def rate(self, value):
        return {"lr" if self.version < (2, 3) else "learning_rate": value}
