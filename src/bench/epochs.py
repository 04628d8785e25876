"""Times training epochs of the five CNNs, Cornu and Keras in turn, so that both meet the same machine.

    ./mvnw -q compile
    python src/bench/epochs.py --rounds 3 --out results/latest/epochs.csv

Every run is a process of its own that trains --epochs epochs (batch 128, a fifth held back for
validation) and reports the seconds of the last, training and validation together. Printed at the end:
the median of each model's ratios Cornu / Keras; below 1 Cornu is faster. Needs
src/test/python/requirements.txt, and a machine that does nothing else.
"""
import argparse
import csv
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def cornu(number, epochs):
    with tempfile.TemporaryDirectory() as folder:
        arguments = f"train {number} --epochs {epochs} --out {folder}/results --models-dir {folder}/models"
        subprocess.run(["./mvnw", "-q", "exec:java", f"-Dexec.args={arguments}"], cwd=ROOT, check=True,
                       stdout=subprocess.DEVNULL)
        history, = Path(folder).rglob("history.csv")
        with history.open() as file:
            return float(list(csv.DictReader(file))[-1]["seconds"])


def keras(number, epochs):
    command = [sys.executable, __file__, "--keras", str(number), "--epochs", str(epochs)]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()[-1])


def train_keras(number, epochs):
    """Runs in a process of its own; prints the seconds of the last epoch."""
    from keras_mnist import ROOT, cnn, keras, mnist

    class Clock(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch, logs=None):
            self.start = time.perf_counter()

        def on_epoch_end(self, epoch, logs=None):
            self.seconds = time.perf_counter() - self.start

    images, labels = mnist(ROOT / "src/main/resources/org/cornu/data/mnist")[0]
    clock, model = Clock(), cnn(number)
    model.compile(keras.optimizers.Adam(1e-3), "categorical_crossentropy", metrics=["accuracy"])
    model.fit(images, labels, batch_size=128, epochs=epochs, validation_split=0.2, verbose=0, callbacks=[clock])
    print(clock.seconds)


def main():
    numbers = lambda text: [int(part) for part in text.split(",")]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=numbers, default=[1, 2, 3, 4, 5])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--out", type=Path, default=ROOT / "results/latest/epochs.csv")
    parser.add_argument("--keras", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.keras:
        return train_keras(args.keras, args.epochs)

    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text("round,model,cornu_seconds,keras_seconds,ratio\n")
    ratios = {number: [] for number in args.models}
    for turn in range(1, args.rounds + 1):
        for number in args.models:
            ours, theirs = cornu(number, args.epochs), keras(number, args.epochs)
            ratios[number].append(ours / theirs)
            row = f"{turn},{number},{ours:.3f},{theirs:.3f},{ours / theirs:.3f}"
            print(row, flush=True)
            with args.out.open("a") as file:
                file.write(row + "\n")
    for number, found in ratios.items():
        print(f"model {number}: median ratio {statistics.median(found):.3f} of {len(found)}")


if __name__ == "__main__":
    main()
