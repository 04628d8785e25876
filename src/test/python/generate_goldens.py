"""Writes the numbers of real Keras 3 that Cornu's tests are held to.

    pip install -r src/test/python/requirements.txt
    CUDA_VISIBLE_DEVICES= python src/test/python/generate_goldens.py

The files in src/test/resources/org/cornu/goldens are written anew, one case a line: callbacks, layers, losses,
metrics, merging, merge_shapes, regularizers, constraints, optimizers, dense_training, cnn_steps, penalties,
summaries, functional_summaries, layer_orders, schedules, names, class_weights,
several, preprocessing, adapting, whole_images, augmentations, random_crops, mixings,
categories, category_adapting, words, word_adapting and
more_augmentations. Names of files may be given to write only those. Everything is
computed in float32 by Keras on the TensorFlow backend, on the processor,
and without XLA, except for grouped convolution: Keras hands that to XLA, its only way to run on a
processor.

Inputs and weights have three decimals. Results are written with the fewest digits that give back
the same float32. Arrays are flat, in row-major order.
"""
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"

from goldens.augmentations import augmentations, mixings, more_augmentations, random_crops
from goldens.callbacks import callbacks
from goldens.categories import categories, category_adapting
from goldens.class_weights import class_weights
from goldens.constraints import constraints
from goldens.layers import layers
from goldens.losses import losses
from goldens.merging import merge_shapes, merging
from goldens.metrics import metrics
from goldens.names import names
from goldens.orders import layer_orders
from goldens.penalties import penalties
from goldens.preprocessing import adapting, preprocessing, whole_images
from goldens.regularizers import regularizers
from goldens.schedules import schedules
from goldens.several import several
from goldens.summaries import functional_summaries, summaries
from goldens.training import cnn_steps, dense_training, optimizers
from goldens.words import word_adapting, words

GOLDENS = Path(__file__).resolve().parents[1] / "resources/org/cornu/goldens"


def write(name, cases):
    lines = ",\n".join(
        json.dumps(case, separators=(",", ":"), allow_nan=False) for case in cases)
    target = GOLDENS / f"{name}.json"
    partial = target.with_suffix(".partial")
    partial.write_text(f"[\n{lines}\n]\n")
    partial.replace(target)
    print(f"{target.name}: {lines.count(chr(10)) + 1} cases, {target.stat().st_size} bytes")


def main():
    kinds = [callbacks, layers, losses, metrics, merging, merge_shapes, regularizers, constraints, optimizers,
             dense_training, cnn_steps, penalties, summaries, functional_summaries, layer_orders, schedules, names,
             class_weights, several,
             preprocessing, adapting, whole_images, augmentations, random_crops, mixings,
             categories, category_adapting, words, word_adapting,
             more_augmentations]
    wanted = sys.argv[1:] or [kind.__name__ for kind in kinds]
    unknown = set(wanted) - {kind.__name__ for kind in kinds}
    if unknown:
        sys.exit(f"no such goldens: {', '.join(sorted(unknown))}")
    GOLDENS.mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        if kind.__name__ in wanted:
            write(kind.__name__, kind())


if __name__ == "__main__":
    main()
