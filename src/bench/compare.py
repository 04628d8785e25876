"""Measures Cornu and Keras by turns, so that both meet the same machine, and reports their ratios.

    pip install -r src/bench/requirements.txt
    python src/bench/compare.py

Every measurement is a process of its own; after each, a row is added to benchmark.csv in --out. At the end
come the table, benchmark.md, and the chart, benchmark.png. docs/benchmarks.md says what is measured, and how.
Needs Linux, a JDK, and for numbers worth keeping a machine that does nothing else.
"""
import argparse
from pathlib import Path

import measuring
from ratios import COLUMNS, chart, lines, markdown

ROUNDS = 3
FEWEST_IMAGES = 16000
ONE_THREAD = ", one thread"
KERAS_IN_ONE_THREAD = "Keras tf.function" + ONE_THREAD
MODELS = [1, 2, 3, 4, 5]


def by_turns(*arguments):
    return [("Cornu", arguments), ("Keras", arguments)]


def fit(model, images):
    return by_turns("fit", model, *images)


def bfloat16(model, images):
    """Of the models with a convolution that reads more than a picture's one channel."""
    mixed = "fit", model, *images, "--dtype-policy", "mixed_bfloat16"
    return [(f"{library} mixed_bfloat16", mixed) for library in ("Cornu", "Keras")] if model >= 3 else []


def step(model, images):
    return by_turns("step", model, *images) if model == 3 else []


def one_image(model, images):
    def calls(by, count):
        return "one-image", model, "--by", by, "--calls", count
    predictor, function = calls("Predictor", 2000), calls("tf.function", 2000)
    return [("Cornu Predictor", predictor), ("Keras predict", calls("predict", 150)),
            ("Cornu Model", calls("Model", 2000)), ("Keras tf.function", function),
            ("Cornu Predictor" + ONE_THREAD, (*predictor, "--threads-per-op", 1)),
            (KERAS_IN_ONE_THREAD, function)]


def test_set(model, images):
    found = []
    for verb in "predict", "evaluate":
        arguments = "test-set", model, "--do", verb
        found += by_turns(*arguments) + [("Keras, batch 256", (*arguments, "--batch-size", 256))]
    return found


def first_step(model, images):
    return by_turns("first-step", model) if model == 1 else []


def matmul(model, images):
    return by_turns("matmul")


# By name; one process measures both epoch and memory.
KINDS = {"epoch": fit, "memory": fit, "bfloat16": bfloat16, "step": step, "one-image": one_image, "test-set": test_set,
         "first-step": first_step, "matmul": matmul}


def turns(kinds, models, images):
    """The measurements of one round: (model, library, arguments), each once."""
    found = []
    for kind in dict.fromkeys(KINDS[name] for name in kinds):
        for model in [""] if kind is matmul else models:
            found += [(model, library, arguments) for library, arguments in kind(model, images)]
    return found


def measure(file, rounds, wanted):
    commands = {"Cornu": measuring.compile_cornu(), "Keras": measuring.KERAS}
    measuring.start_rows(file, COLUMNS)
    for turn in range(1, rounds + 1):
        # Every other round backwards: none is always the first.
        for model, library, arguments in wanted if turn % 2 else reversed(wanted):
            command = commands[library.replace(",", "").split()[0]]
            threads = {"TF_NUM_INTRAOP_THREADS": "1"} if library == KERAS_IN_ONE_THREAD else {}
            for found in measuring.measure([*command, *arguments], **threads):
                row = turn, found["what"], model, library, f"{found['value']:.6g}", found["unit"]
                measuring.add_row(file, row)


def report(file):
    """Writes the table and the chart beside the CSV file."""
    found = lines(measuring.read_rows(file))
    chart(found, file.with_suffix(".png"))
    measuring.write_report(file, "Cornu beside Keras", [*markdown(found), ""])


def kinds(text):
    found = list(KINDS) if text == "all" else text.split(",")
    if unknown := set(found) - set(KINDS):
        raise argparse.ArgumentTypeError(f"needs all or some of {','.join(KINDS)}, got {','.join(unknown)}")
    return found


def models(text):
    found = [int(part) for part in text.split(",")]
    if not set(found) <= set(MODELS):
        raise argparse.ArgumentTypeError(f"needs some of 1,2,3,4,5, got {text}")
    return found


def images(text):
    """So many that an epoch without its last fifth has steps to measure."""
    if int(text) < FEWEST_IMAGES:
        raise argparse.ArgumentTypeError(f"needs {FEWEST_IMAGES} or more, got {text}")
    return int(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--what", type=kinds, default="all", help=f"all, or some of {','.join(KINDS)}")
    parser.add_argument("--models", type=models, default=MODELS, help="such as 1,3")
    parser.add_argument("--images", type=images,
                        help=f"to train on in place of 60000, for a trial; {FEWEST_IMAGES} or more")
    parser.add_argument("--out", type=Path, default=measuring.ROOT / "results/benchmark")
    parser.add_argument("--table", type=Path, metavar="CSV", help="measures nothing, makes table and chart anew")
    args = parser.parse_args()
    file = args.table or args.out / "benchmark.csv"
    if not args.table:
        trained = ["--images", args.images] if args.images else []
        measure(file, args.rounds, turns(args.what, args.models, trained))
    report(file)


if __name__ == "__main__":
    main()
