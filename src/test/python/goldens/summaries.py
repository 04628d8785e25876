"""What model.summary() prints."""
import keras
from keras import layers

from functional import nets
from functional.words import Words
from goldens.training import cnn


def in_order(model):
    """The same model with default names given from first layer to last."""
    keras.backend.clear_session()
    anew = []
    for layer in model.layers:
        config = layer.get_config()
        del config["name"]
        anew.append(type(layer).from_config(config))
    return keras.Sequential([keras.Input(model.input_shape[1:]), *anew])


def long_names():
    """Labels and shapes that do not fit their columns."""
    keras.backend.clear_session()
    return keras.Sequential([
        keras.Input((1026, 1026, 3)),
        layers.Conv2D(1024, 3, name="shape_in_two_lines"),
        layers.MaxPooling2D(16, name="label_of_thirty1"),
        layers.BatchNormalization(name="a_name_that_is_longer_than_the_column"),
        layers.Conv2D(8, 1, name="label_of_31_characters"),
        layers.Conv2D(8, 1, name="a_label_of_32_character"),
        layers.Conv2D(8, 1, name="a_name_of_31_characters_exactly", trainable=False),
        layers.Conv2D(8, 1, name="and_one_of_32_characters_exactly")])


def summary(name, model, **options):
    lines = []
    model.summary(print_fn=lines.append, **options)
    return {"name": name, "summary": "\n".join(lines).splitlines()}


def summaries():
    for number in range(1, 6):
        yield summary(f"model {number}", in_order(cnn(number)))
    yield summary("long names", long_names())


def row():
    """A functional model that is a row, of open sizes, with a Sequential in it, whose layers are frozen, and two outputs."""
    stem = keras.Sequential([keras.Input((None, None, 3)), layers.Dense(4, name="wide", trainable=False),
                             layers.BatchNormalization(name="norm", trainable=False)], name="stem")
    start = keras.Input((None, None, 3), name="start")
    early = stem(start)
    late = layers.Dense(2, name="a_head_with_a_name_that_is_much_too_long")(early)
    return keras.Model(start, [early, late], name="row")


def row_in_row():
    """The same up to its first output, as a layer of a Sequential."""
    model = row()
    inner = keras.Model(model.inputs, model.outputs[0], name="inner")
    return keras.Sequential([keras.Input((8, 8, 3)), layers.Dense(3, name="first"), inner], name="row_in_row")


def unused():
    """An input of whole numbers that nothing reads, and a layer that reads one value twice."""
    image, number = keras.Input((2,), name="image"), keras.Input((3,), dtype="int32", name="number")
    return keras.Model([image, number], layers.Dense(1000000, name="wide")(layers.Add(name="both")([image, image])))


def twice():
    """One value read twice by the only reader: no row."""
    start = keras.Input((2,), name="start")
    return keras.Model(start, layers.Dense(3, name="end")(layers.Add(name="both")([start, start])))


def one_size_then_another():
    """Two shared layers, one after the other, whose calls give other shapes."""
    small, large = keras.Input((4, 4, 1), name="small"), keras.Input((8, 8, 1), name="large")
    pool, flat = layers.MaxPooling2D(2, name="pool"), layers.Flatten(name="flat")
    ends = [flat(pool(small)), flat(pool(large))]
    return keras.Model([small, large], [layers.Concatenate(name="all")(ends), *ends])


OPTIONS = {"": {}, ", expand_nested": {"expand_nested": True}, ", show_trainable": {"show_trainable": True},
           ", both": {"expand_nested": True, "show_trainable": True}}
OWN = [row, row_in_row, unused, twice, one_size_then_another]


def functional_summaries():
    """Of the nets in functional/nets.py, as they are in a file, and of some that SummaryTest says in Java too."""
    for net in [*nets.cases(Words(keras)), *OWN]:
        keras.backend.clear_session()
        model = net() if net in OWN else net(Words(keras))[0]
        # From a config: a file does not tell how often a layer was called elsewhere, which Keras counts.
        model = type(model).from_config(model.get_config())
        nested = any(hasattr(layer, "layers") for layer in model.layers)
        for name, options in OPTIONS.items():
            if nested or not options.get("expand_nested"):
                yield summary(net.__name__ + name, model, **options)


KINDS = [summaries, functional_summaries]
