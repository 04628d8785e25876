"""Convolutions that go through sequences, over one to three axes: as goldens.recurrent has the other layers."""
from goldens.recurrent import keras_layer, recurrent_case

SHAPES = {1: (2, 3, 7, 2), 2: (2, 3, 5, 4, 2), 3: (2, 3, 4, 3, 5, 2)}


def layer(rank, **config):
    return keras_layer(f"ConvLSTM{rank}D", **{"filters": 3, "kernel_size": 2, **config})


def case(rank, name, shape=None, masked=False, states=(), **config):
    return recurrent_case(f"ConvLSTM{rank}D, {name}", layer(rank, **config), shape or SHAPES[rank], masked, states)


def channels_first(rank):
    batch, steps, *sizes, channels = SHAPES[rank]
    return batch, steps, channels, *sizes


def of_each_rank(rank):
    yield case(rank, "plain")
    yield case(rank, "sequences", return_sequences=True)
    yield case(rank, "same, sequences and states", padding="same", return_sequences=True, return_state=True)
    yield case(rank, "window of 3, same", padding="same", kernel_size=3)
    yield case(rank, "strides", strides=2, kernel_size=3)
    yield case(rank, "strides, same", strides=2, padding="same", return_sequences=True)
    yield case(rank, "dilation", dilation_rate=2)
    yield case(rank, "dilation, same", dilation_rate=2, padding="same", return_sequences=True)
    yield case(rank, "backwards", go_backwards=True, return_sequences=True)
    yield case(rank, "no bias", use_bias=False)
    state = (2, *(size - 1 for size in SHAPES[rank][2:-1]), 3)
    yield case(rank, "first states", states=[state] * 2, return_state=True)
    yield case(rank, "masked", (4, 5) + SHAPES[rank][2:], masked=True, return_state=True)


def channels_come_first(rank):
    shape = channels_first(rank)
    yield case(rank, "channels first", shape, data_format="channels_first")
    yield case(rank, "channels first, same, states", shape, data_format="channels_first", padding="same",
               return_sequences=True, return_state=True)
    state = (2, 3, *(size - 1 for size in shape[3:]))
    yield case(rank, "channels first, first states", shape, data_format="channels_first", states=[state] * 2)


def of_images():
    yield case(2, "another window each way", kernel_size=[3, 2], strides=[1, 2], padding="same")
    yield case(2, "hard sigmoid", recurrent_activation="hard_sigmoid", activation="relu")
    yield case(2, "one step", (2, 1, 5, 4, 2), return_sequences=True)
    yield case(2, "20 steps", (2, 20, 3, 3, 1), padding="same", return_sequences=True)
    yield case(2, "unrolled", unroll=True, return_sequences=True)
    masked = {"shape": (4, 5, 3, 3, 2), "masked": True}
    yield case(2, "masked, sequences", return_sequences=True, **masked)
    yield case(2, "masked, backwards", go_backwards=True, **masked)
    yield case(2, "masked, zeros", return_sequences=True, zero_output_for_mask=True, **masked)
    for sequences in (False, True):
        yield recurrent_case(f"convolutions both ways, sequences {sequences}", keras_layer(
            "Bidirectional", layer=layer(2, padding="same", return_sequences=sequences)), SHAPES[2])
    yield recurrent_case("convolutions over each of several sequences", keras_layer(
        "TimeDistributed", layer=layer(1)), (2, 2, 3, 5, 2))


def recurrent_convolutions():
    for rank in SHAPES:
        yield from of_each_rank(rank)
        yield from channels_come_first(rank)
    yield from of_images()
