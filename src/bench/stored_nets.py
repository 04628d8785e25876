"""Nets that Keras writes: a training step and an answer of Cornu's beside Keras's, by turns.

    python src/bench/stored_nets.py

Two of keras.applications over images of 96 x 96, an LSTM(128) over 100 and 1,000 steps of 128 numbers, and a block of
a transformer, 4 heads over 256 steps of 128 numbers: each behind it a softmax of ten classes, weights as they are
drawn, batches of 32, an optimizer Adam. Every measurement is a process of its own; after each, a row is added to
stored_nets.csv in --out; at the end comes the table, stored_nets.md. See docs/benchmarks.md. Needs Linux, a JDK,
src/bench/requirements.txt, and for numbers worth keeping a machine that does nothing else.
"""
import argparse
import os
import statistics
import tempfile
from collections import defaultdict
from pathlib import Path

import measuring

COLUMNS = ["round", "net", "what", "library", "seconds", "mebibytes"]
BATCH_SIZE, CLASSES = 32, 10
ROUNDS = 3


def application(name):
    return lambda keras, shape: getattr(keras.applications, name)(weights=None, input_shape=shape, classes=CLASSES)


def lstm(keras, shape):
    return keras.Sequential([keras.Input(shape), keras.layers.LSTM(128), keras.layers.Dense(CLASSES, "softmax")])


def transformer(keras, shape):
    layers = keras.layers
    x = keras.Input(shape)
    attended = layers.LayerNormalization()(x + layers.MultiHeadAttention(num_heads=4, key_dim=32)(x, x))
    wide = layers.Dense(512, "relu")(attended)
    given = layers.LayerNormalization()(attended + layers.Dense(shape[-1])(wide))
    return keras.Model(x, layers.Dense(CLASSES, "softmax")(layers.GlobalAveragePooling1D()(given)))


NETS = {
    "MobileNetV2": (application("MobileNetV2"), (96, 96, 3)),
    "ResNet50": (application("ResNet50"), (96, 96, 3)),
    "LSTM-100": (lstm, (100, 128)),
    "LSTM-1000": (lstm, (1000, 128)),
    "transformer": (transformer, (256, 128)),
}


def write(name, file):
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    keras.utils.set_random_seed(1)
    make, shape = NETS[name]
    make(keras, shape).save(file)


def measure(file, rounds, nets):
    commands = {"Cornu": measuring.compile_cornu(), "Keras": measuring.KERAS}
    measuring.start_rows(file, COLUMNS)
    with tempfile.TemporaryDirectory() as folder:
        stored = {net: Path(folder, net + ".keras") for net in nets}
        for net, path in stored.items():
            write(net, path)
        wanted = [(net, what, library) for net in nets for what in ("step", "predict") for library in commands]
        for turn in range(1, rounds + 1):
            # Every other round backwards: none is always the first.
            for net, what, library in wanted if turn % 2 else reversed(wanted):
                shape = ",".join(map(str, NETS[net][1]))
                found = measuring.measure([*commands[library], "stored", stored[net], "--do", what,
                                           "--shape", shape, "--batch-size", BATCH_SIZE])
                measuring.add_row(file, [turn, net, what, library, *(f"{each['value']:.6g}" for each in found)])


def table(rows):
    """Medians of the rounds in milliseconds and mebibytes, and of the ratios of times, in Markdown."""
    seconds, mebibytes = defaultdict(dict), defaultdict(dict)
    for row in rows:
        seconds[row["net"], row["what"]][row["library"], row["round"]] = float(row["seconds"])
        mebibytes[row["net"], row["what"]][row["library"], row["round"]] = float(row["mebibytes"])
    text = ["| net | what | Cornu, ms | Keras, ms | Cornu / Keras: each round | median | Cornu, MiB | Keras, MiB |",
            "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"]

    def resident(library, *of):
        return round(statistics.median(each for (which, _), each in mebibytes[of].items() if which == library))

    for (net, what), found in seconds.items():
        rounds = sorted({turn for _, turn in found})
        cornu, keras = ([found[library, turn] for turn in rounds] for library in ("Cornu", "Keras"))
        ratios = [one / other for one, other in zip(cornu, keras)]
        text.append(f"| {net} | {what} | {1e3 * statistics.median(cornu):.0f} | {1e3 * statistics.median(keras):.0f} "
                    f"| {' '.join(f'{ratio:.2f}' for ratio in ratios)} | {statistics.median(ratios):.2f} "
                    f"| {resident('Cornu', net, what)} | {resident('Keras', net, what)} |")
    return text


def report(file):
    """Writes the table beside the CSV file."""
    measuring.write_report(file, "Nets that Keras writes", [*table(measuring.read_rows(file)), ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--nets", default=",".join(NETS), help="some of them, by commas")
    parser.add_argument("--out", type=Path, default=measuring.ROOT / "results/benchmark")
    parser.add_argument("--table", type=Path, metavar="CSV", help="measures nothing, makes the table anew")
    args = parser.parse_args()
    file = args.table or args.out / "stored_nets.csv"
    if not args.table:
        measure(file, args.rounds, args.nets.split(","))
    report(file)


if __name__ == "__main__":
    main()
