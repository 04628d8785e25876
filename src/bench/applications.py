"""Nets of keras.applications, which Keras writes: a training step and an answer of Cornu's beside Keras's, by turns.

    python src/bench/applications.py

32 images of 96 x 96, an optimizer Adam, weights as they are drawn. Every measurement is a process of its own; after
each, a row is added to applications.csv in --out; at the end comes the table, applications.md. See
docs/benchmarks.md. Needs Linux, a JDK, src/bench/requirements.txt, and for numbers worth keeping a machine that does
nothing else.
"""
import argparse
import os
import statistics
import tempfile
from collections import defaultdict
from pathlib import Path

import measuring

COLUMNS = ["round", "net", "what", "library", "seconds"]
NETS = ["MobileNetV2", "ResNet50"]
SIZE, BATCH_SIZE, CLASSES = 96, 32, 10
ROUNDS = 3


def write(name, file):
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    keras.utils.set_random_seed(1)
    getattr(keras.applications, name)(weights=None, input_shape=(SIZE, SIZE, 3), classes=CLASSES).save(file)


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
                found, = measuring.measure([*commands[library], "stored", stored[net], "--do", what,
                                            "--size", SIZE, "--batch-size", BATCH_SIZE])
                measuring.add_row(file, [turn, net, what, library, f"{found['value']:.6g}"])


def table(rows):
    """Medians of the rounds in milliseconds, and of their ratios, in Markdown."""
    seconds = defaultdict(dict)
    for row in rows:
        seconds[row["net"], row["what"]][row["library"], row["round"]] = float(row["seconds"])
    text = ["| net | what | Cornu, ms | Keras, ms | Cornu / Keras: each round | median |",
            "| --- | --- | ---: | ---: | ---: | ---: |"]
    for (net, what), found in seconds.items():
        rounds = sorted({turn for _, turn in found})
        cornu, keras = ([found[library, turn] for turn in rounds] for library in ("Cornu", "Keras"))
        ratios = [one / other for one, other in zip(cornu, keras)]
        text.append(f"| {net} | {what} | {1e3 * statistics.median(cornu):.0f} | {1e3 * statistics.median(keras):.0f} "
                    f"| {' '.join(f'{ratio:.2f}' for ratio in ratios)} | {statistics.median(ratios):.2f} |")
    return text


def report(file):
    """Writes the table beside the CSV file."""
    measuring.write_report(file, "Nets of keras.applications", [*table(measuring.read_rows(file)), ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--nets", default=",".join(NETS), help="names of keras.applications, by commas")
    parser.add_argument("--out", type=Path, default=measuring.ROOT / "results/benchmark")
    parser.add_argument("--table", type=Path, metavar="CSV", help="measures nothing, makes the table anew")
    args = parser.parse_args()
    file = args.table or args.out / "applications.csv"
    if not args.table:
        measure(file, args.rounds, args.nets.split(","))
    report(file)


if __name__ == "__main__":
    main()
