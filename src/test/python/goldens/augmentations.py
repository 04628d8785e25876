"""Layers that vary images in training, with the numbers that they draw.

Two libraries do not draw the same numbers, so that Keras's draws are replaced: it gets the uniform numbers of the
case, column by column in the order in which it asks for them, brought between its bounds as it does itself.
"""
import contextlib
from unittest import mock

import keras
import numpy as np
import tensorflow as tf
from keras.src.backend.tensorflow import random as draws

from goldens.arrays import array, rng, rounded

FILLS = ("reflect", "constant", "wrap", "nearest")


class Drawn:
    """The uniform numbers of a case, each of which is drawn once."""

    def __init__(self, numbers):
        self.columns = list(np.atleast_2d(numbers).T)

    def uniform(self, shape, minval=0.0, maxval=1.0, dtype=None, seed=None):
        count = int(np.prod(shape))
        if self.columns and count > len(self.columns[0]):
            parts = [self.columns.pop(0) for _ in range(count // len(self.columns[0]))]
            numbers = np.stack(parts, axis=1)
        else:
            numbers = self.columns.pop(0)[:count]
        numbers = tf.reshape(tf.constant(numbers, "float32"), shape)
        low = tf.cast(minval, "float32")
        return numbers * (tf.cast(maxval, "float32") - low) + low

    def randint(self, shape, minval, maxval, dtype="int32", seed=None):
        return tf.cast(tf.floor(self.uniform(shape, minval, maxval)), dtype)


def replaced(drawn, **others):
    return mock.patch.multiple(draws, uniform=drawn.uniform, randint=drawn.randint, **others)


def moved_by(fields):
    """The elastic transform's noise across and then down, (batch, height, width, 2); Keras draws both by one seed."""
    if fields is None:
        return contextlib.nullcontext()
    return mock.patch.object(tf.random, "stateless_normal", side_effect=[tf.constant(fields[..., i]) for i in range(2)])


def case(name, class_name, shape=(2, 4, 5, 2), count=1, high=1, has_gradient=True, drawn=None, normal=None,
         fields=None, **config):
    random = rng(name)
    x = rounded(random.uniform(0, high, shape))
    if drawn is None:
        drawn = random.uniform(0, 1, (shape[0], count))
    drawn = np.round(np.asarray(drawn, "float32"), 3)
    layer = getattr(keras.layers, class_name)(**config)
    golden = {"name": f"{class_name}, {name}", "keras": {"class_name": class_name, "config": config}, "input": array(x),
              "drawn": array(drawn)}
    others = {}
    if normal is not None:
        noise = rounded(random.normal(0, 1, shape))
        golden["noise"] = array(noise)
        others["normal"] = lambda shape, **options: tf.constant(noise)
    if fields is not None:
        golden["fields"] = array(fields)
    source = tf.constant(x)
    uniform = Drawn(drawn)
    with replaced(uniform, **others), moved_by(fields):
        output = layer(source, training=True)
    assert not uniform.columns, name
    golden["output"] = array(output)
    if has_gradient:
        with replaced(Drawn(drawn), **others), moved_by(fields), tf.GradientTape() as tape:
            tape.watch(source)
            result = layer(source, training=True)
            cotangent = rounded(random.normal(0, 1, result.shape))
            total = tf.reduce_sum(result * cotangent)
        gradient = tape.gradient(total, source).numpy()
        if np.isfinite(gradient).all():
            golden["cotangent"] = array(cotangent)
            golden["input_gradient"] = array(gradient)
        else:
            print(golden["name"], "has no finite gradient in Keras")
    return golden


def flips():
    for mode in ("horizontal", "vertical", "horizontal_and_vertical"):
        yield case(mode, "RandomFlip", (3, 4, 5, 2), mode=mode, drawn=[[0.2], [0.5], [0.501]])
    yield case("channels first", "RandomFlip", (2, 3, 4, 5), mode="vertical", drawn=[[0.2], [0.9]],
               data_format="channels_first")


def moves():
    def move(class_name, count, **config):
        for fill in FILLS:
            for interpolation in ("nearest", "bilinear"):
                yield case(f"{fill}, {interpolation}", class_name, count=count, fill_mode=fill,
                           interpolation=interpolation, fill_value=0.25, **config)
        yield case("channels first", class_name, (2, 2, 5, 4), count=count, data_format="channels_first", **config)
        yield case("large", class_name, (2, 7, 6, 1), count=count, fill_mode="constant", **config)

    yield from move("RandomRotation", 1, factor=0.3)
    yield case("both positive", "RandomRotation", factor=[0.1, 0.2], count=1)
    yield case("quarter turn", "RandomRotation", (2, 4, 4, 1), factor=[0.25, 0.5], drawn=[[0], [1]], interpolation="nearest")
    yield from move("RandomTranslation", 2, height_factor=0.4, width_factor=0.3)
    yield case("bounds", "RandomTranslation", height_factor=[-0.2, 0.7], width_factor=0, count=2)
    yield from move("RandomZoom", 2, height_factor=0.4, width_factor=0.3)
    yield case("both alike", "RandomZoom", height_factor=[-0.5, -0.2], count=1)
    yield from move("RandomShear", 3, x_factor=0.4, y_factor=0.3)
    yield case("x alone", "RandomShear", x_factor=[0.1, 0.6], count=3)


def colours():
    def colour(name, class_name, shape=(2, 4, 5, 3), **config):
        return case(name, class_name, shape, high=config.get("value_range", (0, 255))[1], **config)

    for factor in (0.5, [0.2, 0.9], [0.7, 0.7]):
        yield colour(f"{factor}", "RandomContrast", factor=factor)
    yield colour("unit", "RandomContrast", factor=[0.5, 0.5], value_range=[0, 1])
    yield colour("channels first", "RandomContrast", (2, 3, 4, 5), factor=[0.5, 0.5], data_format="channels_first")
    for factor in (0.4, [-0.1, 0.3], [-0.9, -0.8]):
        yield colour(f"{factor}", "RandomBrightness", factor=factor)
    yield colour("unit", "RandomBrightness", factor=0.5, value_range=[0, 1])
    yield colour("from -1", "RandomBrightness", factor=0.5, value_range=[-1, 1])
    # TensorFlow has no gradient of the conversion from hue, saturation and value.
    for factor in (0.5, [0.2, 0.8], [0.0, 0.0], [0.5, 0.5]):
        yield colour(f"{factor}", "RandomSaturation", factor=factor, has_gradient=False)
    yield colour("unit", "RandomSaturation", factor=[0.4, 0.9], value_range=[0, 1], has_gradient=False)
    yield colour("channels first", "RandomSaturation", (2, 3, 4, 5), factor=[0.3, 0.6], value_range=[0, 1],
                 data_format="channels_first", has_gradient=False)
    for factor in (0.5, [0.2, 0.8], 1.0):
        yield colour(f"{factor}", "RandomHue", factor=factor, count=2, has_gradient=False)
    yield colour("unit", "RandomHue", factor=[0.1, 0.9], value_range=[0, 1], count=2, has_gradient=False)
    yield colour("channels first", "RandomHue", (2, 3, 4, 5), factor=0.7, count=2, has_gradient=False,
                 data_format="channels_first")


def shades():
    def shade(name, class_name, shape=(2, 4, 5, 3), **config):
        return case(name, class_name, shape, high=config.get("value_range", (0, 255))[1], **config)

    yield shade("half", "RandomInvert", factor=[0.4, 0.8], count=2)
    yield shade("unit", "RandomInvert", (3, 2, 4, 1), value_range=[0, 1], count=2)
    yield shade("half", "RandomGrayscale", drawn=[[0.3], [0.7]])
    yield shade("channels first", "RandomGrayscale", (2, 3, 4, 5), factor=1.0, data_format="channels_first")
    yield shade("some", "RandomColorDegeneration", factor=0.7)
    yield shade("unit", "RandomColorDegeneration", factor=[0.2, 0.9], value_range=[0, 1])
    yield shade("blurred", "RandomSharpness", factor=[0.1, 0.3])
    yield shade("any", "RandomSharpness", (2, 3, 4, 2), factor=1.0, value_range=[0, 1])
    yield shade("channels first", "RandomSharpness", (2, 2, 4, 5), factor=1.0, data_format="channels_first")
    yield shade("all", "Solarization", count=2)
    yield shade("some", "Solarization", addition_factor=[0.1, 0.3], threshold_factor=[0.2, 0.8], count=2)
    yield shade("unit", "Solarization", addition_factor=0.2, threshold_factor=0.5, value_range=[0, 1], count=2)
    yield shade("few", "RandomPosterization", factor=[1, 6], drawn=[[0.1], [0.9]], has_gradient=False)
    yield shade("unit", "RandomPosterization", factor=[3, 5], drawn=[[0.1], [0.9]], value_range=[0, 1], has_gradient=False)
    yield shade("all", "RandomColorJitter", (2, 3, 4, 3), brightness_factor=0.3, contrast_factor=[0.2, 0.4],
                saturation_factor=[0.3, 0.6], hue_factor=0.4, count=5, has_gradient=False)
    yield shade("some", "RandomColorJitter", (2, 3, 4, 3), brightness_factor=0.3, contrast_factor=0.4, value_range=[0, 1],
                count=2)


def blurs():
    yield case("3 pixels", "RandomGaussianBlur", (2, 5, 6, 2), factor=[0.4, 0.8], value_range=[0, 1], count=3)
    yield case("5 pixels", "RandomGaussianBlur", (2, 5, 6, 3), high=255, kernel_size=5, sigma=[0.3, 0.9], count=3)
    yield case("channels first", "RandomGaussianBlur", (2, 3, 4, 5), value_range=[0, 1], sigma=[0.5, 1.0],
               drawn=[[0.9, 0.1, 0.2], [0.9, 0.2, 0.8]], data_format="channels_first")


def distortions():
    def distort(name, shape=(2, 7, 6, 2), side=(7, 6), size=1, **config):
        fields = rounded(rng(name).normal(0, size, (shape[0], *side, 2)))
        return case(name, "RandomElasticTransform", shape, count=3, fields=fields, **{"value_range": [0, 1], **config})

    for fill in FILLS:
        for interpolation in ("nearest", "bilinear"):
            yield distort(f"{fill}, {interpolation}", size=12, scale=[0.9, 1.0], fill_mode=fill, interpolation=interpolation,
                          fill_value=0.25, factor=[1.0, 1.0])
    for interpolation in ("nearest", "bilinear"):
        yield case(interpolation, "RandomPerspective", (2, 7, 6, 2), count=10, scale=0.8, factor=[1.0, 1.0],
                   interpolation=interpolation, fill_value=0.25)
    yield case("one of two", "RandomPerspective", (2, 2, 5, 6), scale=0.3, data_format="channels_first",
               drawn=[[0.5, chance, *np.linspace(0.1, 0.9, 8)] for chance in (0.4, 0.6)])
    yield distort("smoothed", (2, 28, 28, 1), (28, 28), scale=[0.8, 1.0], factor=[1.0, 1.0])
    yield distort("one of two", (2, 24, 28, 1), (24, 28), drawn=[[0.5, 0.4, 0.9], [0.5, 0.6, 0.0]])
    yield distort("bytes", (2, 41, 45, 1), (41, 45), high=255, value_range=[0, 255], factor=[1.0, 1.0], scale=[0.9, 1.0])
    yield distort("channels first", (2, 2, 22, 25), (22, 25), factor=[1.0, 1.0], scale=[0.9, 1.0],
                  data_format="channels_first")


OPERATIONS = {"random_shear": 3, "random_translation": 2, "random_rotation": 1, "random_posterization": 1, "solarization": 2,
              "auto_contrast": 0, "equalization": 0, "random_brightness": 1, "random_color_degeneration": 1,
              "random_contrast": 1, "random_sharpness": 1}


def operations():
    """Of one image each: Keras draws the same operations for all images of a batch."""
    def augment(name, first, second, shape=(1, 6, 7, 3), **config):
        drawn = np.concatenate([[(first + 0.5) / 11, (second + 0.5) / 11], rng(name).uniform(0, 1, 13)])
        return case(name, "RandAugment", shape, drawn=[drawn], high=config.get("value_range", (0, 255))[1], **config)

    for i in range(11):
        yield augment(f"{i} and {i * 3 % 11}", i, i * 3 % 11)
    yield augment("twice", 0, 0, factor=[0.2, 0.9])
    yield augment("unit", 2, 5, value_range=[0, 1])
    yield augment("nearest", 1, 8, interpolation="nearest", factor=[0.1, 0.4])
    yield augment("grey", 4, 5, (1, 6, 7, 1))
    yield augment("channels first", 0, 3, (1, 3, 6, 7), data_format="channels_first")


def more_augmentations():
    yield from shades()
    yield from blurs()
    yield from distortions()
    yield from operations()


def boxes():
    def erase(name, shape=(4, 5, 6, 3), **config):
        return case(name, "RandomErasing", shape, count=6, **config)

    yield erase("value", fill_value=0.5, scale=[0.1, 0.5], factor=[0.9, 1.0])
    yield erase("three values", fill_value=[0.5, 0.25, 1], scale=[0.3, 0.5], value_range=[0, 1], factor=[0.5, 0.7])
    yield erase("noise", normal=True, scale=0.5, value_range=[0, 1])
    yield erase("noise of bytes", normal=True, high=255, scale=[0.2, 0.6])
    yield erase("channels first", (2, 1, 6, 5), fill_value=0.5, scale=[0.3, 0.8], data_format="channels_first")


def augmentations():
    yield from flips()
    yield from moves()
    yield from colours()
    yield from boxes()


def random_crops():
    def crop(name, shape, drawn, **config):
        return {**case(name, "RandomCrop", shape, drawn=drawn, **config), "drawn": array(np.float32(drawn).ravel())}

    for drawn in ([[0, 0]], [[0.999, 0.999]], [[0.4, 0.7]]):
        yield crop(f"{drawn}", (2, 6, 7, 2), drawn, height=4, width=3)
    yield crop("channels first", (2, 2, 6, 7), [[0.4, 0.7]], height=4, width=3, data_format="channels_first")
    for height, width in ((6, 4), (9, 4), (4, 9), (3, 7)):
        golden = case(f"{height}x{width}", "RandomCrop", (2, 6, 7, 2), drawn=np.zeros((1, 0)), height=height, width=width)
        yield {key: value for key, value in golden.items() if key != "drawn"}


def mixings():
    for class_name, config in (("MixUp", {"alpha": 0.4}), ("CutMix", {"factor": 0.7}),
                               ("CutMix", {"data_format": "channels_first"})):
        name = f"{class_name} {config}"
        random = rng(name)
        x = rounded(random.uniform(0, 1, (4, 5, 6, 2)))
        labels = np.eye(3, dtype="float32")[[0, 1, 2, 1]]
        weight = np.float32([0.9, 0.1, 0.5, 0])
        order = np.array([2, 0, 1, 3])
        drawn = np.round(random.uniform(0, 1, (4, 3)), 3).astype("float32")
        columns = [drawn[:, 1], drawn[:, 2]]

        def uniform(shape, minval=0.0, maxval=1.0, **options):
            return tf.constant(0.5) if shape == () else tf.constant(columns.pop(0))

        layer = getattr(keras.layers, class_name)(**config)
        with mock.patch.multiple(draws, uniform=uniform, beta=lambda *a, **k: tf.constant(weight),
                                 shuffle=lambda *a, **k: tf.constant(order)):
            mixed = layer({"images": tf.constant(x), "labels": tf.constant(labels)}, training=True)
        yield {"name": name, "keras": {"class_name": class_name, "config": config}, "images": array(x),
               "labels": array(labels), "weight": array(weight), "order": array(order), "drawn": array(drawn),
               "mixed_images": array(mixed["images"]), "mixed_labels": array(mixed["labels"])}


def chains():
    """AugMix, of which Keras's choices and its numbers of other distributions are given too."""
    def chain(name, *names, shape=(2, 6, 7, 3), high=255, **config):
        random = rng(name)
        known = list(OPERATIONS) if config.get("all_ops", True) else list(OPERATIONS)[:7]
        x = rounded(random.uniform(0, high, shape))
        cotangent = rounded(random.normal(0, 1, shape))
        shares, weight = np.float32([0.5, 0.125, 0.375])[:config["num_chains"]], np.float32(0.25)
        drawn, used = [], []
        for chosen in names:
            place = known.index(chosen) if chosen else len(known)
            drawn.append(np.full((shape[0], 1), (place + 0.5) / (len(known) + 1)))
            for each in known:
                numbers = np.round(random.uniform(0, 1, (shape[0], OPERATIONS[each])), 3)
                drawn.append(numbers)
                used += [numbers] if each == chosen else []
        layer = keras.layers.AugMix(**config)
        source = tf.constant(x)
        others = {"gamma": lambda **options: tf.constant(shares), "beta": lambda **options: tf.constant(weight)}
        uniform = Drawn(np.concatenate([np.zeros((shape[0], 0)), *used], axis=1).astype("float32"))
        with replaced(uniform, **others), mock.patch("random.choice", side_effect=names), tf.GradientTape() as tape:
            tape.watch(source)
            output = layer(source, training=True)
            total = tf.reduce_sum(output * cotangent)
        assert not uniform.columns, name
        return {"name": f"AugMix, {name}", "keras": {"class_name": "AugMix", "config": config}, "input": array(x),
                "drawn": array(np.concatenate(drawn, axis=1).astype("float32")), "cotangent": array(cotangent),
                "weight": array(np.full(shape[0], weight)), "shares": array(np.tile(shares / shares.sum(), (shape[0], 1))),
                "output": array(output), "input_gradient": array(tape.gradient(total, source))}

    yield chain("two of each", "random_shear", "random_translation", "random_rotation", "random_brightness",
                num_chains=2, chain_depth=2)
    yield chain("none among them", None, "random_contrast", "solarization", None, "random_sharpness", None,
                num_chains=3, chain_depth=2, factor=[0.2, 0.6])
    yield chain("values", "random_posterization", "auto_contrast", "equalization", shape=(1, 6, 7, 2), high=1,
                num_chains=3, chain_depth=1, all_ops=False, value_range=[0, 1])
    yield chain("colours", "random_color_degeneration", "random_rotation", num_chains=1, chain_depth=2,
                interpolation="nearest")
    yield chain("channels first", "random_translation", "solarization", shape=(2, 3, 6, 7), num_chains=2, chain_depth=1,
                data_format="channels_first")


KINDS = [augmentations, more_augmentations, random_crops, mixings, chains]
