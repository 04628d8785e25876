"""Layers over sequences, images and volumes: convolutions, poolings, and what moves values.

Where the channels are first, no other axis of the output is as long as they: on TensorFlow, Keras 3 then adds the
bias along the last axis.
"""
import numpy as np

from goldens.arrays import rng
from goldens.layers import layer_case

FIRST = {"data_format": "channels_first"}
ANY_RANK = {1: (2, 8, 3), 2: (1, 5, 6, 3), 3: (1, 4, 3, 4, 2)}


def first(shape):
    return (shape[0], shape[-1], *shape[1:-1])


def cases(class_name, shape, *options, values=None, **common):
    for option in options:
        config = {**common, **option}
        actual = first(shape) if config.get("data_format") == "channels_first" else shape
        words = ", ".join(f"{key} {value}" for key, value in config.items())
        name = f"{class_name}, {words}".replace("None", "no")
        numbers = values and values(name, actual)
        yield layer_case(name, class_name, None if values else actual, values=numbers, **config)


def convolutions():
    steps = ANY_RANK[1]
    yield from cases("Conv1D", steps, {}, {"padding": "same"}, {"padding": "causal"}, {"strides": 2},
                     {"strides": 2, "padding": "same"}, {"dilation_rate": 2}, {"dilation_rate": 2, "padding": "same"},
                     {"dilation_rate": 3, "padding": "causal"}, {"strides": 2, "padding": "causal"},
                     {"use_bias": False}, {"activation": "relu"}, {"groups": 3}, {**FIRST, "padding": "same"},
                     filters=6, kernel_size=3)
    yield from cases("Conv2D", ANY_RANK[2], FIRST, {**FIRST, "strides": 2, "padding": "same"}, {**FIRST, "groups": 3},
                     filters=6, kernel_size=3)
    yield from cases("Conv3D", ANY_RANK[3], {}, {"padding": "same"}, {"strides": (1, 2, 1)},
                     {"strides": 2, "padding": "same"}, {"use_bias": False, "activation": "tanh"}, {"dilation_rate": (1, 1, 2)},
                     {"dilation_rate": (2, 1, 2), "padding": "same"}, filters=3, kernel_size=2)
    yield from cases("Conv3D", ANY_RANK[3], {"kernel_size": (3, 2, 1)}, filters=2)
    yield from cases("Conv3D", ANY_RANK[3], FIRST, filters=2, kernel_size=2)


def transposed():
    for rank, shape in {1: (2, 4, 3), 2: (1, 3, 4, 2), 3: (1, 2, 3, 2, 2)}.items():
        yield from cases(f"Conv{rank}DTranspose", shape, {}, {"padding": "same"}, {"strides": 2},
                         {"strides": 2, "padding": "same"}, {"strides": 3, "output_padding": 1},
                         {"strides": 3, "output_padding": 2, "padding": "same"}, {"use_bias": False, "activation": "tanh"},
                         filters=3, kernel_size=3)
        yield from cases(f"Conv{rank}DTranspose", shape, {}, {"strides": 4}, {"strides": 2, "padding": "same"},
                         filters=2, kernel_size=2)
    yield from cases("Conv2DTranspose", (1, 4, 3, 2), {"strides": (2, 1)}, {**FIRST, "strides": 2, "padding": "same"},
                     filters=2, kernel_size=(3, 2))


def depthwise():
    common = [{}, {"padding": "same"}, {"strides": 2}, {"strides": 2, "padding": "same"}, {"depth_multiplier": 2},
              {"dilation_rate": 2}, {"dilation_rate": 2, "padding": "same"}, {"strides": 2, "dilation_rate": 2},
              {"strides": 2, "dilation_rate": 2, "padding": "same"}, {"use_bias": False, "activation": "relu"},
              {**FIRST, "depth_multiplier": 2, "padding": "same"}]
    for rank, shape in {1: (2, 8, 2), 2: (1, 7, 6, 2)}.items():
        yield from cases(f"DepthwiseConv{rank}D", shape, *common, kernel_size=3)
        yield from cases(f"SeparableConv{rank}D", shape, *common, filters=3, kernel_size=3)
    yield from cases("DepthwiseConv2D", (1, 7, 6, 2), {"kernel_size": (3, 2)})


def distinct(name, shape):
    """A permutation has no ties, so that each window has one greatest element."""
    return rng(name).permutation(np.prod(shape)).reshape(shape) / 100 - 1.5


def poolings():
    options = {1: (2, 9, 2), 2: (1, 7, 8, 2), 3: (1, 5, 6, 4, 1)}
    for kind in ("Max", "Average"):
        for rank, shape in options.items():
            more = [] if rank == 2 else [{"pool_size": 3, "strides": 2}, {"pool_size": 3, "strides": 2, "padding": "same"},
                                         {"pool_size": 2, "strides": 1, "padding": "same"}, {"pool_size": 2}]
            yield from cases(f"{kind}Pooling{rank}D", shape, *more, {**FIRST, "pool_size": 2}, {**FIRST, "padding": "same", "pool_size": 3},
                             values=distinct)
            yield from cases(f"Global{kind}Pooling{rank}D", shape, {}, {"keepdims": True}, FIRST,
                             {**FIRST, "keepdims": True}, values=distinct)
            yield from cases(f"Adaptive{kind}Pooling{rank}D", shape, {"output_size": 2}, {"output_size": 3},
                             {**FIRST, "output_size": 4}, values=distinct)
        yield from cases(f"Adaptive{kind}Pooling2D", (2, 7, 8, 2), {"output_size": (3, 2)}, {"output_size": (7, 5)},
                         values=distinct)


def moving():
    for rank, shape in {1: (2, 5, 2), 2: (1, 5, 6, 2), 3: (1, 3, 4, 5, 1)}.items():
        pairs = (1, 2) if rank == 1 else tuple((1, i) for i in range(rank))
        both = [] if rank == 1 else [{"padding": tuple(range(rank))}, {**FIRST, "padding": 1}]
        yield from cases(f"ZeroPadding{rank}D", shape, {"padding": 2}, {"padding": pairs}, *both)
        both = [] if rank == 1 else [{"cropping": tuple(range(rank))}, {**FIRST, "cropping": 1}]
        yield from cases(f"Cropping{rank}D", shape, {"cropping": 1}, {"cropping": pairs}, *both)
        yield from cases(f"UpSampling{rank}D", shape, {"size": 2}, *([] if rank == 1 else [{**FIRST, "size": 2}]))
    for interpolation in ("bilinear", "bicubic", "lanczos3", "lanczos5"):
        yield from cases("UpSampling2D", (1, 4, 3, 2), {"size": (2, 3)}, interpolation=interpolation)
    yield from cases("Flatten", (2, 3, 4, 2), FIRST)
    yield from cases("Reshape", (2, 3, 4), {"target_shape": (12,)}, {"target_shape": (2, -1, 3)}, {"target_shape": (-1,)})
    yield from cases("Permute", (2, 3, 2, 4), {"dims": (2, 1, 3)}, {"dims": (3, 1, 2)})
    yield from cases("RepeatVector", (2, 3), {"n": 4})
    yield from cases("Identity", (2, 3), {})
    yield layer_case("Masking", "Masking", values=[[[1, 2], [0, 0], [0, 3]], [[0, 0], [0, 0], [1, 0]]])
    yield layer_case("Masking, mask_value 1", "Masking", values=[[[1, 2], [1, 1], [0, 3]]], mask_value=1.0)


def spectrograms():
    signal = (2, 11, 2)
    for mode in ("log", "magnitude", "psd", "real", "imag", "angle", "stft"):
        yield from cases("STFTSpectrogram", signal, {}, {"expand_dims": True}, frame_length=4, mode=mode)
    yield from cases("STFTSpectrogram", signal, {"padding": "same"}, {"padding": "same", "frame_step": 3}, {"fft_length": 12},
                     FIRST, {**FIRST, "expand_dims": True}, frame_length=5)


def spatial():
    yield from convolutions()
    yield from transposed()
    yield from depthwise()
    yield from poolings()
    yield from moving()
    yield from spectrograms()
