"""Layers of attention, forward and backward, with each option and mask.

What a layer gives is flattened, one value behind the other, so that one cotangent is for all. A mask that travels
lies at a value of "inputs"; one that a call names is in "masks".
"""
import keras
import numpy as np
import tensorflow as tf
from keras.src import backend

from goldens.arrays import array, initial, named, rng, rounded

LISTED = ["query_mask", "value_mask"]


def flat(values):
    values = values if isinstance(values, (list, tuple)) else [values]
    return tf.concat([tf.reshape(value, (tf.shape(value)[0], -1)) for value in values], 1)


def called(layer, values, masks, call, training):
    if isinstance(layer, keras.layers.Attention):
        mask = {"mask": [masks.get(name) for name in LISTED]} if masks else {}
        return layer(values, **mask, **call, training=training)
    key = {"key": values[2]} if len(values) > 2 else {}
    return layer(values[0], values[1], **key, **masks, **call, training=training)


def attention_case(name, class_name, shapes, travelling=(), masks=(), call=None, **config):
    random = rng(name)
    call = call or {}
    layer = getattr(keras.layers, class_name)(**config)
    sources = [tf.Variable(rounded(random.normal(0, 1, shape))) for shape in shapes]
    travelling = list(travelling) + [None] * (len(shapes) - len(travelling))
    masks = dict(masks)

    def values():
        read = [source + 0 for source in sources]
        for value, mask in zip(read, travelling):
            if mask is not None:
                backend.set_keras_mask(value, tf.constant(np.asarray(mask, bool)))
        return read

    def asked(training):
        bools = {key: tf.constant(np.asarray(mask, bool)) for key, mask in masks.items()}
        return called(layer, values(), bools, call, training)

    asked(False)
    for variable in layer.weights:
        variable.assign(initial(random, variable))
    given = asked(False)
    output = flat(given)
    first = given[0] if isinstance(given, (list, tuple)) else given
    mask = backend.get_keras_mask(first)
    case = {"name": name, "keras": {"class_name": class_name, "config": config}, "call": call,
            "inputs": [array(source) for source in sources],
            "travelling": [None if each is None else array(np.float32(each)) for each in travelling],
            "masks": [{"name": key, **array(np.float32(each))} for key, each in masks.items()],
            "weights": paths(layer, layer.weights), "output": array(output),
            "mask": None if mask is None else array(np.float32(mask))}
    if config.get("dropout"):
        return case
    cotangent = rounded(random.normal(0, 1, output.shape))
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(flat(asked(True)) * cotangent) + sum(layer.losses)
    trained = layer.trainable_weights
    gradients = tape.gradient(total, [*sources, *(variable.value for variable in trained)])
    case["cotangent"] = array(cotangent)
    case["input_gradients"] = [array(gradient) for gradient in gradients[:len(sources)]]
    case["weight_gradients"] = [{"name": each["name"], **array(gradient)} for each, gradient
                                in zip(paths(layer, trained), gradients[len(sources):])]
    return case


def paths(layer, variables):
    """Names within the layer: query/kernel."""
    values = named(variables)
    for value, variable in zip(values, variables):
        value["name"] = variable.path[len(layer.name) + 1:]
    return values


def bits(name, *shape):
    """Of each row one at least is true."""
    values = rng(name).uniform(size=shape) < 0.6
    values[..., 0] = True
    return values


QUERY, VALUE = (2, 4, 5), (2, 3, 6)
OURS = [[1, 1, 0, 1], [0, 1, 1, 0]]
THEIRS = [[1, 0, 1], [0, 1, 1]]
OTHERS = [[1, 1, 1], [0, 1, 1]]
CAUSAL = {"use_causal_mask": True}
SCORES = {"return_attention_scores": True}


def heads():
    def case(name, *shapes, **options):
        return attention_case(f"multi_head_attention, {name}", "MultiHeadAttention", shapes or (QUERY, VALUE),
                              **{"num_heads": 2, "key_dim": 3, **options})
    key = (2, 3, 4)
    yield case("query and value")
    yield case("query, value and key", QUERY, VALUE, key)
    yield case("one head of size 1", num_heads=1, key_dim=1)
    yield case("value_dim", value_dim=4)
    yield case("no bias", use_bias=False)
    yield case("output_shape", output_shape=7)
    yield case("output_shape of two axes", output_shape=(2, 3))
    yield case("gate", use_gate=True, value_dim=4)
    yield case("gate, no bias", use_gate=True, use_bias=False)
    yield case("causal", call=CAUSAL)
    yield case("causal, more values", (2, 3, 5), (2, 4, 5), call=CAUSAL)
    yield case("window", (2, 5, 4), (2, 5, 4), sliding_window=2)
    yield case("window, causal", (2, 5, 4), (2, 5, 4), sliding_window=2, call=CAUSAL)
    yield case("scores", call=SCORES)
    yield case("scores, causal", call=CAUSAL | SCORES)
    yield case("attention mask", masks={"attention_mask": bits("a", 2, 4, 3)})
    yield case("attention mask for all of the query", masks={"attention_mask": bits("b", 2, 1, 3)})
    yield case("attention mask for each head", masks={"attention_mask": bits("c", 2, 2, 4, 3)})
    yield case("attention mask that leaves out all", masks={"attention_mask": np.zeros((2, 4, 3))})
    yield case("attention mask that leaves out all, scores", masks={"attention_mask": np.zeros((2, 4, 3))}, call=SCORES)
    yield case("attention mask, causal, scores", masks={"attention_mask": bits("d", 2, 4, 3)}, call=CAUSAL | SCORES)
    yield case("query's mask travels", travelling=[OURS])
    yield case("query's mask travels, scores", travelling=[OURS], call=SCORES)
    yield case("value's mask travels", travelling=[None, THEIRS])
    yield case("key's mask travels", QUERY, VALUE, key, travelling=[None, None, THEIRS])
    yield case("all masks travel", QUERY, VALUE, key, travelling=[OURS, THEIRS, OTHERS])
    yield case("masks travel, causal, attention mask", travelling=[OURS, THEIRS],
               masks={"attention_mask": bits("e", 2, 4, 3)}, call=CAUSAL)
    yield case("value_mask", masks={"value_mask": THEIRS})
    yield case("value_mask and key_mask", QUERY, VALUE, key, travelling=[None, OTHERS],
               masks={"value_mask": THEIRS, "key_mask": OTHERS})
    yield case("key_mask without a key", masks={"key_mask": THEIRS})
    yield case("window, mask", (2, 5, 4), (2, 5, 4), sliding_window=3, masks={"attention_mask": bits("f", 2, 5, 5)})
    wide, value = (2, 2, 3, 4), (2, 2, 3, 5)
    yield case("two axes", wide, value)
    yield case("two axes, more values", wide, (2, 3, 2, 5))
    yield case("two axes, scores", wide, value, call=SCORES)
    yield case("two axes, mask", wide, value, masks={"attention_mask": bits("g", 2, 2, 3, 2, 3)}, call=SCORES)
    yield case("axis 2", wide, (2, 2, 4, 5), attention_axes=2)
    yield case("axis -2, scores", wide, (2, 2, 4, 5), attention_axes=(-2,), call=SCORES)
    yield case("axis 1", wide, (2, 4, 3, 5), attention_axes=(1,))
    yield case("axis 1, causal", wide, (2, 4, 3, 5), attention_axes=(1,), call=CAUSAL)
    yield case("axis 1, mask", wide, (2, 4, 3, 5), attention_axes=(1,), masks={"attention_mask": bits("h", 2, 2, 4)})
    yield case("output_shape, two axes", wide, value, output_shape=(2, 3))
    yield case("dropout", dropout=0.4)
    yield case("dropout, mask", dropout=0.4, masks={"attention_mask": np.zeros((2, 4, 3))})
    yield case("activity regularizer", activity_regularizer="l2")


def groups():
    def case(name, *shapes, **options):
        return attention_case(f"group_query_attention, {name}", "GroupQueryAttention", shapes or (QUERY, (2, 3, 5)),
                              **{"head_dim": 3, "num_query_heads": 4, "num_key_value_heads": 2, **options})
    yield case("two of two")
    yield case("one for all", num_key_value_heads=1)
    yield case("one each", num_key_value_heads=4)
    yield case("key", QUERY, (2, 3, 5), (2, 3, 4))
    yield case("no bias", use_bias=False)
    yield case("gate", use_gate=True)
    yield case("causal", call=CAUSAL)
    yield case("causal, scores", call=CAUSAL | SCORES)
    yield case("window, causal", (2, 5, 4), (2, 5, 4), sliding_window=2, call=CAUSAL)
    yield case("attention mask", masks={"attention_mask": bits("i", 2, 4, 3)})
    yield case("attention mask, scores", masks={"attention_mask": bits("j", 2, 4, 3)}, call=SCORES)
    yield case("masks travel", travelling=[OURS, THEIRS])
    yield case("query_mask and value_mask", masks={"query_mask": OURS, "value_mask": THEIRS})
    yield case("dropout", dropout=0.4)
    yield case("activity regularizer", activity_regularizer="l2")
    yield case("activity regularizer, scores", activity_regularizer="l2", call=SCORES)


def plain(class_name, short, more):
    def case(name, *shapes, **options):
        return attention_case(f"{short}, {name}", class_name, shapes or (QUERY, (2, 3, 5)), **options)
    yield case("query and value")
    yield case("query, value and key", QUERY, VALUE, (2, 3, 5))
    yield case("causal", call=CAUSAL)
    yield case("scores", call=SCORES)
    yield case("scores, causal, masks travel", travelling=[OURS, THEIRS], call=CAUSAL | SCORES)
    yield case("query's mask travels", travelling=[OURS])
    yield case("value's mask travels", travelling=[None, THEIRS])
    yield case("key's mask travels", QUERY, VALUE, (2, 3, 5), travelling=[None, None, THEIRS])
    yield case("value's mask leaves out all", travelling=[None, [[0, 0, 0], [1, 0, 0]]])
    yield case("masks", masks={"query_mask": OURS, "value_mask": THEIRS})
    yield case("query_mask", masks={"query_mask": OURS})
    yield case("value_mask, another travels", travelling=[OURS, OTHERS], masks={"value_mask": THEIRS})
    yield case("four axes", (2, 2, 4, 5), (2, 2, 3, 5))
    yield case("four axes, causal", (2, 2, 4, 5), (2, 2, 3, 5), call=CAUSAL)
    yield case("dropout", dropout=0.4)
    yield case("activity regularizer", activity_regularizer="l2")
    yield case("activity regularizer, scores", activity_regularizer="l2", call=SCORES)
    for options in more:
        yield case(", ".join(f"{key} {value}" for key, value in options.items()), **options)


def attention():
    yield from heads()
    yield from groups()
    yield from plain("Attention", "attention", [
        {"use_scale": True}, {"score_mode": "concat"}, {"score_mode": "concat", "use_scale": True}])
    yield from plain("AdditiveAttention", "additive_attention", [{"use_scale": False}])


def reversible_embedding():
    """Numbers to vectors, and these to logits."""
    def case(name, **config):
        random = rng(name)
        layer = keras.layers.ReversibleEmbedding(7, 4, **config)
        x = random.integers(0, 7, (3, 5)).astype("int32")
        layer.build(x.shape)
        for variable in layer.weights:
            variable.assign(initial(random, variable))
        source = tf.Variable(rounded(random.normal(0, 1, (3, 5, 4))))
        with tf.GradientTape() as tape:
            vectors = layer(x)
            logits = layer(keras.layers.Multiply()([vectors, source + 0]), reverse=True)
            cotangent = rounded(random.normal(0, 1, logits.shape))
            total = tf.reduce_sum(logits * cotangent)
        gradients = tape.gradient(total, [source, *(variable.value for variable in layer.weights)])
        return {"name": f"reversible_embedding, {name}",
                "keras": {"class_name": "ReversibleEmbedding", "config": {"input_dim": 7, "output_dim": 4, **config}},
                "tokens": array(x), "factors": array(source), "weights": named(layer.weights),
                "vectors": array(vectors), "output": array(logits), "cotangent": array(cotangent),
                "factors_gradient": array(gradients[0]),
                "weight_gradients": [{"name": variable.name, **array(tf.convert_to_tensor(gradient))}
                                     for variable, gradient in zip(layer.weights, gradients[1:])]}
    yield case("tied")
    yield case("untied", tie_weights=False)
    yield case("cap", logit_soft_cap=2.0)
    yield case("untied, cap, mask", tie_weights=False, logit_soft_cap=0.5, mask_zero=True)
    yield case("float32", reverse_dtype="float32")


KINDS = [attention, reversible_embedding]
