"""How Cornu's time and memory grow with the data, the batch, the net's width and the threads.

    python src/bench/growth.py

Trains two epochs without validation, in processes of their own, and takes the seconds of the last. After each a row
is added to growth.csv in --out; at the end come the tables, growth.md. See docs/benchmarks.md. Needs Linux, a JDK,
src/bench/requirements.txt, and for numbers worth keeping a machine that does nothing else.
"""
import argparse
import statistics
from collections import defaultdict
from pathlib import Path

import measuring

COLUMNS = ["round", "growth", "at", "net", "images", "batch_size", "threads", "seconds", "peak_mib"]
MNIST = 60000
BATCH_SIZE = 128
ROUNDS = 3
TITLES = {
    "data": "images",
    "batch": "images a batch",
    "width": "filters a convolution",
    "threads": "threads of an op",
}


def trainings():
    """What to train: growth, at, net, images, batch size, threads ("" for TensorFlow's own choice)."""
    for images in 6000, 24000, 60000, 120000, 240000:
        yield "data", images, "1", images, BATCH_SIZE, ""
    for size in 1, 8, 32, 128, 512, 4096:
        # Fewer images where a step has little to do, so that each takes seconds.
        yield "batch", size, "1", min(2000 * size, MNIST), size, ""
    for filters in 8, 16, 32, 64, 128:
        yield "width", filters, f"wide{filters}", 6400, BATCH_SIZE, ""
    for threads in 1, 2, 4:
        yield "threads", threads, "1", MNIST, BATCH_SIZE, threads


def train(cornu, net, images, batch_size, threads):
    """Seconds of the second epoch, and the process's peak memory in MiB."""
    command = [*cornu, "fit", net, "--epochs", 2, "--images", images, "--batch-size", batch_size, "--validation", 0]
    environment = {"TF_NUM_INTRAOP_THREADS": str(threads)} if threads else {}
    return [found["value"] for found in measuring.measure(command, **environment)]


def measure(file, rounds, wanted):
    cornu = measuring.compile_cornu()
    measuring.start_rows(file, COLUMNS)
    for turn in range(1, rounds + 1):
        for training in wanted:
            seconds, peak = train(cornu, *training[2:])
            measuring.add_row(file, [turn, *training, f"{seconds:.6g}", f"{peak:.1f}"])


def tables(rows):
    """A table for each kind of growth, in Markdown: medians of the rounds."""
    times, peaks, nets = defaultdict(list), defaultdict(list), {}
    for row in rows:
        key = row["growth"], int(row["at"])
        times[key].append(1e6 * float(row["seconds"]) / int(row["images"]))
        peaks[key].append(float(row["peak_mib"]))
        nets[row["growth"]] = "model 3 of other widths" if row["net"].startswith("wide") else f"model {row['net']}"
    text = []
    for growth, net in nets.items():
        text += [f"## {TITLES[growth].capitalize()}: {net}", "",
                 f"| {TITLES[growth]} | us an image: min median max | peak memory, MiB: median |",
                 "| ---: | ---: | ---: |"]
        for key in sorted(key for key in times if key[0] == growth):
            spread = [min(times[key]), statistics.median(times[key]), max(times[key])]
            text.append(f"| {key[1]:,} | {' '.join(f'{time:.1f}' for time in spread)} | "
                        f"{statistics.median(peaks[key]):,.0f} |")
        text.append("")
    return text


def report(file):
    """Writes the tables beside the CSV file."""
    measuring.write_report(file, "How Cornu grows", tables(measuring.read_rows(file)))


def kinds(text):
    found = text.split(",")
    if unknown := set(found) - set(TITLES):
        raise argparse.ArgumentTypeError(f"needs some of {','.join(TITLES)}, got {','.join(unknown)}")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--what", type=kinds, default=list(TITLES), help=f"some of {','.join(TITLES)}")
    parser.add_argument("--out", type=Path, default=measuring.ROOT / "results/benchmark")
    parser.add_argument("--table", type=Path, metavar="CSV", help="measures nothing, makes the tables anew")
    args = parser.parse_args()
    file = args.table or args.out / "growth.csv"
    if not args.table:
        measure(file, args.rounds, [training for training in trainings() if training[0] in args.what])
    report(file)


if __name__ == "__main__":
    main()
