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


OPTIONS = {"": {}, ", expand_nested": {"expand_nested": True}, ", show_trainable": {"show_trainable": True},
           ", both": {"expand_nested": True, "show_trainable": True}}


def functional_summaries():
    """Of the nets in functional/nets.py, each as it is before it is compiled."""
    for net in nets.cases(Words(keras)):
        keras.backend.clear_session()
        model = net(Words(keras))[0]
        nested = any(hasattr(layer, "layers") for layer in model.layers)
        for name, options in OPTIONS.items():
            if nested or not options.get("expand_nested"):
                yield summary(net.__name__ + name, model, **options)
