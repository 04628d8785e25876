"""Measures what a training step of several workers on this machine is made of, and what it takes beside one worker's.

    python src/bench/workers.py

Each worker has cores of its own: 2 workers on 2 cores have one each, 4 share them by twos. Of every step:

    compute  what a worker needs for its share of the batch, others beside it that it does not wait for
    reduce   adding up so many numbers as the net has weights, when all workers begin at once
    wait     the rest: for the slowest, and for what cannot overlap

Every measurement is a round of processes of their own; after each, a row is added to workers.csv in --out; at the end
comes the table, workers.md. Needs Linux with taskset, a JDK, and for numbers worth keeping a machine that does nothing else.
"""
import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import measuring

COLUMNS = ["round", "model", "workers", "what", "seconds"]
BATCH_SIZE, IMAGES = 128, 25600
MODELS, WORKERS, ROUNDS = [1, 2, 3, 4, 5], [1, 2, 4], 3


def ports(number):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    found = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return found


def together(command, workers):
    """Runs a process for each worker, all at once; the mean of what they print."""
    cores = sorted(os.sched_getaffinity(0))
    addresses = [f"127.0.0.1:{port}" for port in ports(workers)]
    processes, errors = [], tempfile.TemporaryFile("w+")
    for task in range(workers):
        own = cores[task * len(cores) // workers:][:max(1, len(cores) // workers)]
        config = {"cluster": {"worker": addresses}, "task": {"type": "worker", "index": task}}
        processes.append(subprocess.Popen(
            ["taskset", "-c", ",".join(map(str, own)), *map(str, command)], text=True, stdout=subprocess.PIPE,
            stderr=errors,
            env={"TF_CPP_MIN_LOG_LEVEL": "3", **os.environ, "TF_CONFIG": json.dumps(config)}))
    printed = [process.communicate()[0] for process in processes]
    if any(process.returncode for process in processes):
        errors.seek(0)
        sys.exit(errors.read())
    return statistics.mean(json.loads(out)["value"] for out in printed)


def measure(file, rounds, models, numbers):
    cornu = measuring.compile_cornu()
    measuring.start_rows(file, COLUMNS)
    for turn in range(1, rounds + 1):
        for model in models:
            # Every other round backwards: none is always the first.
            for workers in numbers if turn % 2 else reversed(numbers):
                share = BATCH_SIZE // workers
                runs = {"compute": ["step", model, "--batch-size", share, "--images", IMAGES // workers]}
                if workers > 1:
                    runs["step"] = ["step", model, "--cluster", "--batch-size", BATCH_SIZE, "--images", IMAGES]
                    runs["reduce"] = ["reduce", model]
                for what, arguments in runs.items():
                    seconds = together([*cornu, *arguments], workers)
                    measuring.add_row(file, [turn, model, workers, what, f"{seconds:.6g}"])


def table(rows):
    """Medians of the rounds in milliseconds, and of each round's ratio to one worker with all cores, in Markdown."""
    found = defaultdict(dict)
    for row in rows:
        found[row["model"], row["workers"]][row["what"], row["round"]] = 1e3 * float(row["seconds"])
    text = ["| model | workers | step, ms | compute | reduce | wait | step / one worker's: each round | median |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for (model, workers), values in found.items():
        rounds = sorted({turn for _, turn in values})
        alone = found[model, "1"]
        steps = [values.get(("step", turn), values["compute", turn]) for turn in rounds]
        computes = [values["compute", turn] for turn in rounds]
        reduces = [values.get(("reduce", turn), 0) for turn in rounds]
        waits = [step - compute - reduce for step, compute, reduce in zip(steps, computes, reduces)]
        ratios = [step / alone["compute", turn] for step, turn in zip(steps, rounds)]
        parts = " | ".join(f"{statistics.median(each):.1f}" for each in (steps, computes, reduces, waits))
        text.append(f"| {model} | {workers} | {parts} | {' '.join(f'{ratio:.2f}' for ratio in ratios)} "
                    f"| {statistics.median(ratios):.2f} |")
    return text


def report(file):
    """Writes the table beside the CSV file."""
    measuring.write_report(file, "Workers on one machine", [*table(measuring.read_rows(file)), ""])


def numbers(text):
    return [int(part) for part in text.split(",")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--models", type=numbers, default=MODELS, help="such as 1,3")
    parser.add_argument("--workers", type=numbers, default=WORKERS, help="such as 1,2; 1 among them")
    parser.add_argument("--out", type=Path, default=measuring.ROOT / "results/benchmark")
    parser.add_argument("--table", type=Path, metavar="CSV", help="measures nothing, makes the table anew")
    args = parser.parse_args()
    if 1 not in args.workers:
        parser.error("--workers needs 1 among them, to compare with")
    file = args.table or args.out / "workers.csv"
    if not args.table:
        measure(file, args.rounds, args.models, args.workers)
    report(file)


if __name__ == "__main__":
    main()
