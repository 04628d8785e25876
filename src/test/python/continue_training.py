"""Goes on training a .keras file in real Keras: one leg of a training that Java begins and ends.

    KERAS_BACKEND=jax python src/test/python/continue_training.py IN OUT --samples 6000 --test-samples 10000

Loads the model (a warning is an error), prints its loss and accuracy on test images, trains one
epoch without shuffling on the training images from --skip on, saves it, and prints loss and
accuracy again. Prints JSON.
"""
import argparse
import json
import os
import sys
import warnings
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

import keras

from keras_mnist import ROOT, mnist


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--samples", type=int, required=True, help="training images")
    parser.add_argument("--skip", type=int, default=0, help="training images left out before them")
    parser.add_argument("--test-samples", type=int, required=True, help="test images")
    parser.add_argument("--batch-size", type=int, default=128)
    args = parser.parse_args()

    (images, labels), (test_images, test_labels) = mnist(ROOT / "src/main/resources/org/cornu/data/mnist")
    test = test_images[:args.test_samples], test_labels[:args.test_samples]
    rows = slice(args.skip, args.skip + args.samples)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = keras.models.load_model(args.source)
    # Batches of one size: Keras 3.0 takes a short last one for as much as the others.
    before = model.evaluate(*test, batch_size=250, verbose=0)
    model.fit(images[rows], labels[rows], batch_size=args.batch_size, shuffle=False, verbose=0)
    after = model.evaluate(*test, batch_size=250, verbose=0)
    model.save(args.target)
    print(json.dumps({"backend": keras.backend.backend(), "before": before, "after": after,
                      "steps": int(model.optimizer.iterations.numpy())}))


if __name__ == "__main__":
    main()
