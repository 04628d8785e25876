"""Loads a SavedModel that Cornu exported in real Python TensorFlow, and writes what it predicts.

    python src/test/python/check_saved_model.py models/model3 images.f32 --shape 1000,28,28,1 \\
        --input image --output probabilities --out probabilities.json

The images are raw float32, little endian, row-major. The model is loaded twice, by
tf.saved_model.load and by keras.layers.TFSMLayer; the two must agree, and each must answer a batch
of 1, of 7 and of all images alike. The output file holds {"shape", "data"} under "saved_model" and
under "tfsm_layer". Exits with status 1 and one line if anything is not as it should be.
"""
import argparse
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf

SIGNATURE = "serving_default"
TOLERANCE = 1e-5  # kernels may add in another order for another batch size


def need(condition, message):
    if not condition:
        sys.exit(f"check_saved_model: {message}")


def read_images(path, shape):
    need(path.is_file(), f"{path}: no such file")
    values = np.fromfile(path, "<f4")
    need(values.size == np.prod(shape),
         f"{path}: needs {np.prod(shape)} floats for {shape}, has {values.size}")
    return values.reshape(shape)


def check_signature(loaded, args):
    need(SIGNATURE in loaded.signatures,
         f"needs the signature {SIGNATURE}, has {list(loaded.signatures)}")
    signature = loaded.signatures[SIGNATURE]
    inputs, outputs = signature.structured_input_signature[1], signature.structured_outputs
    for kind, tensors, name in (("input", inputs, args.input), ("output", outputs, args.output)):
        for key, tensor in tensors.items():
            print(f"{kind} {key}: {tensor.dtype.name} {tensor.shape}")
        need(list(tensors) == [name], f"needs one {kind}, {name}; has {list(tensors)}")
        tensor = tensors[name]
        need(tensor.dtype == tf.float32, f"{kind} {name}: needs float32, is {tensor.dtype.name}")
        need(tensor.shape.rank and tensor.shape[0] is None,
             f"{kind} {name}: needs a free batch size, has shape {tensor.shape}")
    image = tuple(inputs[args.input].shape[1:])
    need(image == args.shape[1:], f"input {args.input}: needs images {args.shape[1:]}, has {image}")
    return signature


def predict(way, call, images, output):
    """All images at once, after the first one and the first seven gave the same rows."""
    answers = {}
    for count in (len(images), 1, 7):
        answer = call(tf.constant(images[:count]))
        need(list(answer) == [output], f"{way}: needs output {output}, has {list(answer)}")
        rows = answer[output].numpy()
        need(rows.shape[0] == count, f"{way}: {count} images gave shape {rows.shape}")
        need(np.isfinite(rows).all(), f"{way}: {count} images gave values that are not finite")
        answers[count] = rows
    whole = answers[len(images)]
    for count, rows in answers.items():
        agree(f"{way}, batch {count} and batch {len(images)}", rows, whole[:count])
    return whole


def agree(what, one, other):
    need(one.shape == other.shape, f"{what}: shapes differ, {one.shape} and {other.shape}")
    apart = float(np.max(np.abs(one - other)))
    need(apart <= TOLERANCE, f"{what}: differ by {apart:.3g}, more than {TOLERANCE:g}")


def as_json(rows):
    return {"shape": rows.shape, "data": [float(str(value)) for value in rows.ravel()]}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shape = lambda text: tuple(int(part) for part in text.split(","))
    parser.add_argument("model", type=Path, help="folder of the SavedModel")
    parser.add_argument("images", type=Path, help="raw float32 images")
    parser.add_argument("--shape", type=shape, required=True, help="shape of the images, n,h,w,c")
    parser.add_argument("--input", required=True, help="name of the one input")
    parser.add_argument("--output", required=True, help="name of the one output")
    parser.add_argument("--out", type=Path, required=True, help="JSON file to write")
    args = parser.parse_args()

    need(args.shape[0] >= 7, f"needs 7 images or more, got {args.shape[0]}")
    images = read_images(args.images, args.shape)
    need((args.model / "saved_model.pb").is_file(), f"{args.model}: no saved_model.pb in it")
    loaded = tf.saved_model.load(str(args.model))
    signature = check_signature(loaded, args)
    call = lambda x: signature(**{args.input: x})
    direct = predict("tf.saved_model.load", call, images, args.output)
    layer = keras.layers.TFSMLayer(str(args.model), call_endpoint=SIGNATURE)
    through_keras = predict("keras.layers.TFSMLayer", layer, images, args.output)
    agree("tf.saved_model.load and keras.layers.TFSMLayer", direct, through_keras)

    partial = args.out.with_name(args.out.name + ".partial")
    both = {"saved_model": as_json(direct), "tfsm_layer": as_json(through_keras)}
    partial.write_text(json.dumps(both))
    partial.replace(args.out)
    print(f"{len(images)} images, {direct.shape[1:]} each, alike in both ways: {args.out}")


if __name__ == "__main__":
    main()
