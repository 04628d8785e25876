"""One measurement of Keras in a process of its own: the twin of org.cornu.bench.Measure.

    python src/bench/keras_measure.py fit 3
    python src/bench/keras_measure.py one-image 1 --by tf.function --calls 1000

Prints lines of JSON: {"what": "epoch", "value": 9.31, "unit": "s"}. Needs src/test/python/requirements.txt.
"""
import argparse
import json
import statistics
import sys
import time
from pathlib import Path

from keras_mnist import ROOT, cnn, keras, mnist, np, tf

WARM_UP_STEPS = 100
TEST_SET_RUNS = 5
STORED_WARM_UP, STORED_RUNS = 4, 20
MATMUL_SIZE, MATMUL_CHAIN, MATMUL_RUNS = 2048, 4, 12


class Epochs(keras.callbacks.Callback):
    """Knows how long the last epoch took; has no hook for batches, which would slow them down."""

    def on_epoch_begin(self, epoch, logs=None):
        self.start = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds = time.perf_counter() - self.start


class Steps(keras.callbacks.Callback):
    """Notes when training steps end."""

    def __init__(self):
        super().__init__()
        self.ends = []

    def on_train_batch_end(self, batch, logs=None):
        self.ends.append(time.perf_counter())


class FirstStep(keras.callbacks.Callback):
    """Ends the process after the first training step."""

    def on_train_batch_end(self, batch, logs=None):
        show("first step", time.time(), "s since 1970")
        sys.exit()


def show(what, value, unit):
    print(json.dumps({"what": what, "value": value, "unit": unit}), flush=True)


def train_set():
    return mnist(ROOT / "src/main/resources/org/cornu/data/mnist")[0]


def test_set():
    return mnist(ROOT / "src/main/resources/org/cornu/data/mnist")[1]


def compiled(number):
    model = cnn(number)
    model.compile(keras.optimizers.Adam(1e-3), "categorical_crossentropy", metrics=["accuracy"])
    return model


def median_seconds(warm_up, runs, work):
    seconds = []
    for _ in range(warm_up + runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds[warm_up:])


def show_peak_memory():
    """The most memory that this process ever held, as Linux counts it."""
    status = Path("/proc/self/status").read_text().splitlines()
    peak, = [line for line in status if line.startswith("VmHWM:")]
    show("peak memory", int(peak.split()[1]) / 1024, "MiB")


def fit(args):
    """The seconds of the last epoch, and the process's peak memory."""
    keras.config.set_dtype_policy(args.dtype_policy)
    images, labels = train_set()
    epochs, model = Epochs(), compiled(args.model)
    model.fit(images[:args.images], labels[:args.images], batch_size=args.batch_size, epochs=args.epochs,
              validation_split=args.validation, verbose=0, callbacks=[epochs])
    show("epoch", epochs.seconds, "s")
    show_peak_memory()


def step(args):
    """The median seconds of a warm training step."""
    images, labels = train_set()
    steps = Steps()
    compiled(args.model).fit(images[:args.images], labels[:args.images], batch_size=args.batch_size, verbose=0,
                             callbacks=[steps])
    # Without the last step, which may have fewer images.
    ends = steps.ends[WARM_UP_STEPS - 1:-1]
    show("step", statistics.median(end - start for start, end in zip(ends, ends[1:])), "s")


def first_step(args):
    """The time of day when the first training step has ended."""
    images, labels = train_set()
    compiled(args.model).fit(images, labels, batch_size=args.batch_size, validation_split=args.validation, verbose=0,
                             callbacks=[FirstStep()])


def one_image(args):
    """The median microseconds of the answer to one image, by model.predict or by a tf.function of the model."""
    image, model = test_set()[0][:1], compiled(args.model)
    if args.by == "predict":
        call = lambda: model.predict(image, verbose=0)
    else:
        tensor = tf.constant(image)
        function = tf.function(lambda x: model(x, training=False),
                               input_signature=[tf.TensorSpec(image.shape, tf.float32)])
        call = lambda: function(tensor).numpy()
    show("one image", 1e6 * median_seconds(args.calls, args.calls, call), "us")


def whole_test_set(args):
    """The median seconds of predict or evaluate of the test images."""
    images, labels = test_set()
    model = compiled(args.model)
    if args.verb == "predict":
        work = lambda: model.predict(images, batch_size=args.batch_size, verbose=0)
    else:
        work = lambda: model.evaluate(images, labels, batch_size=args.batch_size, verbose=0)
    show(args.verb, median_seconds(1, TEST_SET_RUNS, work), "s")


def stored(args):
    """The median seconds of a step, or of an answer, of one batch by a stored net, and the process's peak memory."""
    model = keras.models.load_model(args.file)
    model.compile(keras.optimizers.Adam(1e-3), "sparse_categorical_crossentropy")
    shape = [int(size) for size in args.shape.split(",")]
    inputs = np.random.default_rng(1).random((args.batch_size, *shape), dtype=np.float32)
    classes = np.arange(args.batch_size) % 10
    if args.verb == "predict":
        work = lambda: model.predict_on_batch(inputs)
    else:
        work = lambda: model.train_on_batch(inputs, classes)
    show(args.verb, median_seconds(STORED_WARM_UP, STORED_RUNS, work), "s")
    show_peak_memory()


def matmul(args):
    """How many billions of floating-point operations a second large matmuls reach."""
    @tf.function
    def chain(factor):
        product = factor
        for _ in range(MATMUL_CHAIN):
            product = tf.matmul(product, factor)
        return product[:1, :1]

    entries = np.random.default_rng(1).standard_normal((MATMUL_SIZE, MATMUL_SIZE)) / MATMUL_SIZE ** 0.5
    factor = tf.constant(entries, tf.float32)
    best = float("inf")
    for _ in range(MATMUL_RUNS):
        start = time.perf_counter()
        chain(factor).numpy()
        best = min(best, time.perf_counter() - start)
    show("matmul", 1e-9 * MATMUL_CHAIN * 2 * MATMUL_SIZE ** 3 / best, "GFLOP/s")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)

    def command(name, work, **options):
        added = commands.add_parser(name, description=work.__doc__)
        added.set_defaults(work=work)
        if work is stored:
            added.add_argument("file")
        elif work is not matmul:
            added.add_argument("model", type=int, choices=range(1, 6))
        for option, settings in options.items():
            added.add_argument("--" + option.replace("_", "-"), **settings)

    images, validation = dict(type=int, default=60000), dict(type=float, default=0.2)
    batch_size = dict(type=int, default=128)
    command("fit", fit, epochs=dict(type=int, default=2), images=images, batch_size=batch_size, validation=validation,
            dtype_policy=dict(default="float32"))
    command("step", step, images=images, batch_size=batch_size)
    command("first-step", first_step, batch_size=batch_size, validation=validation)
    command("one-image", one_image, by=dict(choices=["predict", "tf.function"], required=True),
            calls=dict(type=int, required=True))
    # Keras's own default, where none is given.
    command("test-set", whole_test_set, do=dict(dest="verb", choices=["predict", "evaluate"], required=True),
            batch_size=dict(type=int))
    command("stored", stored, do=dict(dest="verb", choices=["predict", "step"], required=True),
            shape=dict(required=True), batch_size=dict(type=int, required=True))
    command("matmul", matmul)
    args = parser.parse_args()
    args.work(args)


if __name__ == "__main__":
    main()
