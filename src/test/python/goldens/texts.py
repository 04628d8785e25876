"""What a layer makes of whole texts, odd ones too."""
import keras
import numpy as np
import tensorflow as tf

from goldens.arrays import array

TEXTS = [
    "The quick, brown fox!", "", "   ", "fox... FOX_fox? fox-y", "  Größe\tÄPFEL\nfox\u00a0the\u3000the ",
    "naïve “quoted” café", "🦊 fox 👩‍👩‍👧", "a.b,c;d:e [f]{g}~h`i^j\\k/l|m<n>o=p+q*r&s%t$u#v\"w'x@y(z)",
    "\x0bthe\x0c\rfox\x85the\u2028fox", "e\u0301 é É", "[UNK] unk", "\ufeffthe fox", "the\x00fox", "the the quick fox the fox"]
VOCABULARY = ["the", "fox", "brown", "größe", "Größe", "ÄPFEL", "quick", "the quick", "quick brown", "the quick brown", "é",
              "f", "o", " ", "🦊", "Ä", "a", "unk", "The"]


def layer(config):
    """JSON has no tuples."""
    ngrams = config.get("ngrams")
    more = {"ngrams": tuple(ngrams)} if isinstance(ngrams, list) else {}
    return keras.layers.TextVectorization(**{**config, **more})


def described(config):
    return {"class_name": "TextVectorization", "config": config}


def written(x):
    return {"shape": [len(x), len(x[0])], "data": [text for row in x for text in row]}


def texts():
    """By a vocabulary that is given."""
    def case(name, x=None, **config):
        config = {"vocabulary": VOCABULARY, **config}
        x = [[text] for text in TEXTS] if x is None else x
        output = np.asarray(layer(config)(tf.constant(x)))
        return {"name": name, "keras": described(config), "input": written(x), "output": array(output),
                "output_dtype": str(output.dtype)}

    yield case("int")
    yield case("special tokens", vocabulary=["", "[UNK]", *VOCABULARY])
    for length in (3, 40):
        yield case(f"length {length}", output_sequence_length=length)
    for standardize in ("lower", "strip_punctuation", None):
        yield case(f"standardize {standardize}", standardize=standardize)
        yield case(f"characters, standardize {standardize}", standardize=standardize, split="character")
    yield case("characters", split="character")
    for ngrams in (1, 2, 3, [2], [3, 1], [2, 2]):
        yield case(f"ngrams {ngrams}", ngrams=ngrams)
    yield case("ngrams of characters", ngrams=2, split="character", output_sequence_length=9)
    tokens = [["the", "Fox!", ""], ["größe", "the quick", "sky"]]
    yield case("not split", tokens, split=None)
    yield case("not split, length 2", tokens, split=None, output_sequence_length=2)
    yield case("not split, length 5", tokens, split=None, output_sequence_length=5)
    yield case("not split, ngrams", tokens, split=None, ngrams=2)
    yield case("not split, count", tokens, split=None, output_mode="count")
    yield case("empty texts alone", [[""], [" ! "]], output_mode="count")
    for mode in ("multi_hot", "count"):
        yield case(mode, output_mode=mode)
        yield case(f"{mode}, padded", output_mode=mode, max_tokens=25, pad_to_max_tokens=True)
    weights = [0.25 * (i + 1) for i in range(len(VOCABULARY))]
    yield case("tf_idf", output_mode="tf_idf", idf_weights=weights)
    yield case("tf_idf, padded", output_mode="tf_idf", idf_weights=weights, max_tokens=25, pad_to_max_tokens=True)
    yield case("tf_idf, special tokens", output_mode="tf_idf", vocabulary=["[UNK]", *VOCABULARY], idf_weights=[7, *weights],
               ngrams=2)


def text_adapting():
    """By a vocabulary that is found; get_vocabulary() loses zero bytes."""
    known = [text for text in TEXTS if "\0" not in text]
    for config in ({}, {"max_tokens": 6}, {"max_tokens": 6, "output_mode": "multi_hot"}, {"output_mode": "tf_idf"},
                   {"output_mode": "tf_idf", "ngrams": 2, "max_tokens": 90, "pad_to_max_tokens": True},
                   {"split": "character"}, {"split": "character", "standardize": None, "output_mode": "count"},
                   {"ngrams": 2}, {"ngrams": [2, 3]}, {"split": None}, {"standardize": "lower"},
                   {"standardize": "strip_punctuation"}, {"standardize": None}):
        made = layer(config)
        made.adapt(np.array(known))
        x = [[text] for text in known]
        yield {"name": f"{config}", "keras": described(config), "data": written(x), "vocabulary": made.get_vocabulary(),
               "output": array(np.asarray(made(tf.constant(x))))}


KINDS = [texts, text_adapting]
