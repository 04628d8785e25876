"""Layers that make numbers ready for a net, forward and backward, and what they adapt to."""
import keras
import numpy as np
import tensorflow as tf

from goldens.arrays import array, named, rng, rounded

SIZES = [(3, 7), (9, 4), (5, 6)]


def case(name, class_name, shape, low=-1, high=1, has_gradient=True, weights=None, training=False, **config):
    random = rng(name)
    x = rounded(random.uniform(low, high, shape))
    layer = getattr(keras.layers, class_name)(**config)
    layer.build(x.shape)
    if weights:
        for variable, values in zip(layer.weights, weights):
            variable.assign(values)
        layer.finalize_state()
    golden = {"name": name, "keras": {"class_name": class_name, "config": config}, "input": array(x),
              "weights": named(layer.weights), "output": array(layer(x, training=training))}
    if has_gradient:
        cotangent = rounded(random.normal(0, 1, golden["output"]["shape"]))
        with tf.GradientTape() as tape:
            source = tf.Variable(x)
            total = tf.reduce_sum(layer(source, training=True) * cotangent)
        golden["cotangent"] = array(cotangent)
        golden["input_gradient"] = array(tape.gradient(total, source))
        golden["weight_gradients"] = []
    return golden


def rescalings():
    yield case("rescaling", "Rescaling", (2, 3, 2, 3), 0, 255, scale=1 / 255)
    yield case("rescaling, offset", "Rescaling", (2, 3, 2, 3), 0, 255, scale=1 / 127.5, offset=-1)
    yield case("rescaling, lists", "Rescaling", (2, 3, 2, 3), scale=[1.5, 2.5, -1], offset=[0.5, 0, 1])
    yield case("rescaling, rows", "Rescaling", (4, 5), scale=3)


def normalizations():
    def norm(name, shape, weights=None, **config):
        return case(f"normalization, {name}", "Normalization", shape, weights=weights, **config)

    yield norm("as built", (3, 4))
    yield norm("last axis", (3, 4), [[1, 2, 3, 4], [4, 0, 0.25, 1], 0])
    yield norm("pictures", (2, 3, 2, 3), [[1, 2, 3], [4, 0.5, 0.25], 0])
    yield norm("no axis", (3, 4), [2, 9, 0], axis=None)
    yield norm("axis 1", (2, 3, 2), [[1, 2, 3], [4, 0.5, 0.25], 0], axis=1)
    yield norm("axes 1 and -1", (2, 3, 4, 2), [[[1, 2], [3, 4], [5, 6]], [[4, 1], [2, 3], [1, 9]], 0], axis=[1, -1])
    yield norm("invert", (3, 4), [[1, 2, 3, 4], [4, 0, 0.25, 1], 0], invert=True)
    yield norm("given", (3, 4), mean=3.0, variance=2.0)
    yield norm("given for each", (3, 2), mean=[3.0, -1.0], variance=[2.0, 0.0])
    yield norm("given, no axis", (3, 2), mean=3.0, variance=2.0, axis=None)
    yield norm("given for the last of two", (2, 3, 2), mean=[3.0, -1.0], variance=[2.0, 0.25], axis=[1, 2])
    yield norm("given for two axes", (2, 2, 3), mean=[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]],
               variance=[[1.0, 4.0, 9.0], [0.25, 2.0, 3.0]], axis=[1, 2], invert=True)


def crops():
    def crop(name, shape, **config):
        return case(f"center_crop, {name}", "CenterCrop", shape, **config)

    yield crop("even", (2, 6, 7, 2), height=4, width=3)
    yield crop("odd", (2, 6, 7, 2), height=3, width=4)
    yield crop("all", (2, 4, 5, 1), height=4, width=5)
    yield crop("wider than the image", (2, 6, 5, 2), height=4, width=7)
    yield crop("larger than the image", (2, 4, 5, 2), height=6, width=6)
    yield crop("channels first", (2, 2, 6, 7), height=3, width=4, data_format="channels_first")
    yield crop("channels first, larger", (2, 2, 4, 3), height=3, width=4, data_format="channels_first")


def resizings():
    def resize(name, shape, **config):
        return case(f"resizing, {name}", "Resizing", shape,
                    has_gradient=config.get("interpolation") != "area", **config)

    for interpolation in ("bilinear", "nearest", "bicubic", "lanczos3", "lanczos5", "area"):
        for height, width in SIZES:
            yield resize(f"{interpolation}, {height}x{width}", (1, 6, 5, 2), height=height, width=width,
                         interpolation=interpolation)
        yield resize(f"{interpolation}, antialias", (1, 8, 9, 1), height=3, width=5,
                     interpolation=interpolation, antialias=True)
    yield resize("as it is", (1, 4, 3, 2), height=4, width=3)
    for height, width in SIZES:
        options = {"height": height, "width": width}
        yield resize(f"crop, {height}x{width}", (1, 6, 8, 2), crop_to_aspect_ratio=True, **options)
        yield resize(f"pad, {height}x{width}", (1, 6, 8, 2), pad_to_aspect_ratio=True, fill_value=0.5, **options)
    yield resize("pad, tall", (1, 9, 4, 1), height=6, width=6, pad_to_aspect_ratio=True)
    yield resize("channels first", (1, 2, 4, 5), height=3, width=6, data_format="channels_first")
    yield resize("channels first, crop", (1, 2, 4, 7), height=3, width=3, crop_to_aspect_ratio=True,
                 data_format="channels_first")


def contrasts():
    yield case("auto_contrast, bytes", "AutoContrast", (2, 3, 4, 2), 30, 200)
    yield case("auto_contrast, unit", "AutoContrast", (2, 3, 4, 2), 0.2, 0.7, value_range=[0, 1])
    yield case("auto_contrast, one pixel", "AutoContrast", (2, 1, 1, 2), 0, 255, has_gradient=False)


def equalizations():
    """Keras counts the pixels of a batch together, so that each has one image."""
    def equalize(name, shape=(1, 12, 13, 2), low=30, high=200, **config):
        return case(f"equalization, {name}", "Equalization", shape, low, high, training=True, **config)

    yield equalize("bytes")
    yield equalize("beyond the range", low=-40, high=290)
    yield equalize("20 bins", bins=20)
    yield equalize("unit", low=0.2, high=0.7, value_range=[0, 1])
    yield equalize("from -1", low=-1, high=0.2, value_range=[-1, 1], bins=300)
    yield equalize("one bin", low=7.1, high=7.9)
    yield equalize("channels first", (1, 3, 5, 8), data_format="channels_first")


def equalizations_of_tiles():
    def clahe(name, shape=(2, 16, 12, 2), low=30, high=200, **config):
        return case(f"clahe, {name}", "ContrastLimitedAdaptiveHistogramEqualization", shape, low, high,
                    has_gradient=False, **config)

    yield clahe("whole tiles", tile_grid_size=[4, 3])
    yield clahe("mirrored", (2, 11, 14, 1), tile_grid_size=[2, 3])
    yield clahe("fewer pixels than tiles", (1, 5, 6, 2))
    yield clahe("no limit", tile_grid_size=[2, 2], clip_limit=0.0)
    yield clahe("close limit", low=-20, high=290, tile_grid_size=[2, 2], clip_limit=1.2)
    yield clahe("one value", (1, 8, 8, 1), 7.1, 7.9, tile_grid_size=[2, 2], clip_limit=0.0)
    yield clahe("unit", low=0.2, high=0.7, tile_grid_size=[3, 3], value_range=[0, 1])
    yield clahe("channels first", (2, 3, 9, 8), tile_grid_size=[3, 2], data_format="channels_first")


def sounds():
    """Keras holds a batch within top_db of the loudest of all, so that each of these has one sound, or no such bound."""
    def mel(name, shape=(1, 90), **config):
        options = {"fft_length": 32, "sequence_stride": 10, "sampling_rate": 8000, "num_mel_bins": 5}
        return case(f"mel, {name}", "MelSpectrogram", shape, **{**options, **config})

    yield mel("decibels")
    yield mel("no bound", (2, 90), top_db=1000.0)
    yield mel("close bound", top_db=3.0, ref_power=-0.5, min_power=1e-4)
    yield mel("powers", (2, 40), power_to_db=False)
    yield mel("magnitudes", (2, 40), power_to_db=False, mag_exp=1.0, window="hamming")
    yield mel("short window", (2, 41), sequence_length=21, power_to_db=False)
    yield mel("odd", (2, 33), fft_length=31, sequence_length=31, power_to_db=False)
    yield mel("no window", (2, 40), window=None, power_to_db=False, min_freq=0.0, max_freq=3000.0)


def preprocessing():
    yield from sounds()
    yield from contrasts()
    yield from equalizations()
    yield from equalizations_of_tiles()
    yield from rescalings()
    yield from normalizations()
    yield from crops()
    yield from resizings()


def adapting():
    """What Normalization makes of data."""
    for name, shape, axis in (("last axis", (50, 3), -1), ("no axis", (50, 3), None), ("axis 1", (20, 3, 4), 1),
                              ("axes 1 and 3", (20, 3, 2, 4), [1, 3]), ("far from 0", (64, 2), -1)):
        x = rounded(rng(name).normal(0, 1, shape) + (1e4 if name == "far from 0" else 2))
        layer = keras.layers.Normalization(axis=axis)
        layer.adapt(x.astype("float64"))
        yield {"name": name, "keras": {"class_name": "Normalization", "config": {"axis": axis}},
               "data": array(x), "mean": array(layer.adapt_mean), "variance": array(layer.adapt_variance)}


def whole_images():
    """Resizing keeps whole numbers whole."""
    for interpolation in ("bilinear", "nearest", "bicubic", "lanczos3", "area"):
        for dtype in ("uint8", "int32"):
            name = f"{interpolation}, {dtype}"
            x = rng(name).choice([0, 255, 37, 128], (1, 5, 4, 2)).astype(dtype)
            inputs = keras.Input(x.shape[1:], dtype=dtype)
            layer = keras.layers.Resizing(7, 3, interpolation=interpolation)
            output = keras.Model(inputs, layer(inputs))(x)
            assert output.dtype == dtype
            yield {"name": name, "dtype": dtype,
                   "keras": {"class_name": "Resizing", "config": {"height": 7, "width": 3, "interpolation": interpolation}},
                   "input": array(x.astype("int64")), "output": array(output.numpy().astype("int64"))}


KINDS = [preprocessing, adapting, whole_images]
