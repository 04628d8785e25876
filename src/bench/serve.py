"""Measures serve beside the same model behind FastAPI, and what memory it takes under load.

    python src/bench/serve.py                by turns; writes serve.csv and its table serve.md into --out
    python src/bench/serve.py --soak 3600    serve alone for an hour of 8 clients, and its memory meanwhile

Clients of wrk ask without a pause, each on its own connection, with MNIST's test images as Python's json writes
them, on the same machine. Beside requests a second stands the processor's time that a server takes for one, which
hardly depends on what else the machine does. Needs Linux, wrk, a JDK, and src/bench/requirements.txt.
"""
import argparse
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

import measuring
from mnist_files import FOLDER, idx

COLUMNS = ["round", "server", "clients", "samples", "requests_s", "p50_ms", "p99_ms", "cpu_ms", "errors"]
CLIENTS, SAMPLES, ROUNDS, SECONDS, BODIES = [1, 8, 32, 64], [1, 32], 3, 8, 64
TARGET = 5
APP = ["FastAPI", "FastAPI, 2 processes"]


def bodies(folder, samples):
    """A file of requests, a line each."""
    images = idx(FOLDER / "t10k-images-idx3-ubyte.gz")[..., None].astype("float32") / 255
    file = folder / f"bodies-{samples}.txt"
    with file.open("w") as out:
        for i in range(BODIES):
            some = images[i * samples:(i + 1) * samples]
            out.write(json.dumps({"instances": some.tolist()}) + "\n")
    return file


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@contextmanager
def started(command, port, body, **environment):
    """A server while it is needed; it has answered once."""
    log = tempfile.TemporaryFile("w+")
    process = subprocess.Popen(list(map(str, command)), stdout=log, stderr=log,
                               env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", **environment})
    try:
        for _ in range(3000):
            try:
                urllib.request.urlopen(urllib.request.Request(url(port), body.encode()), timeout=30).read()
                break
            except (urllib.error.URLError, ConnectionError):
                if process.poll() is not None:
                    log.seek(0)
                    sys.exit(log.read())
                time.sleep(0.1)
        else:
            sys.exit(f"{command[0]} did not answer at port {port}")
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def url(port):
    return f"http://127.0.0.1:{port}/v1/models/model1:predict"


def ask(port, clients, file, seconds):
    """What wrk tells of so many seconds."""
    lua = Path(__file__).with_name("serve.lua")
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "30s", "-s", lua, url(port), "--", file]
    ran = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if ran.returncode:
        sys.exit(f"wrk: {ran.stdout}{ran.stderr}")
    told = json.loads(ran.stdout.strip().splitlines()[-1])
    return {**told, "requests_s": told["requests"] / told["seconds"]}


def processor_seconds(process):
    """What a process, and those that it started, have taken so far."""
    found, waiting = 0, [process.pid]
    while waiting:
        pid = waiting.pop()
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        except FileNotFoundError:
            continue
        found += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        waiting += map(int, children.split())
    return found


def servers(cornu, model):
    """Commands by name, with what is in their environment."""
    uvicorn = [sys.executable, "-m", "uvicorn", "--app-dir", Path(__file__).parent, "serve_app:app",
               "--no-access-log", "--loop", "uvloop", "--http", "httptools", "--port"]
    return {
        "Cornu": lambda port: ([*cornu, "serve", model.parent, "--port", port], {}),
        APP[0]: lambda port: ([*uvicorn, port], {"MODEL": str(model)}),
        APP[1]: lambda port: ([*uvicorn, port, "--workers", 2], {"MODEL": str(model), "THREADS": "1"}),
    }


def measure(file, commands, files, args):
    measuring.start_rows(file, COLUMNS)
    for turn in range(1, args.rounds + 1):
        for name in commands if turn % 2 else reversed(commands):
            port = free_port()
            command, environment = commands[name](port)
            with started(command, port, first(files[args.samples[0]]), **environment) as process:
                ask(port, 8, files[1], args.seconds)  # warm
                for samples in args.samples:
                    for clients in args.clients:
                        before = processor_seconds(process)
                        told = ask(port, clients, files[samples], args.seconds)
                        took = 1e3 * (processor_seconds(process) - before) / max(1, told["requests"])
                        measuring.add_row(file, [turn, name, clients, samples, f"{told['requests_s']:.1f}",
                                                 f"{told['p50']:.2f}", f"{told['p99']:.2f}", f"{took:.3f}",
                                                 told["errors"]])


def first(file):
    with file.open() as lines:
        return next(lines).strip()


def report(rows):
    """Medians of the rounds, beside the better of the two apps."""
    found = defaultdict(list)
    for row in rows:
        found[row["server"], int(row["samples"]), int(row["clients"])].append(row)
    text = ["| samples | clients | Cornu: requests/s | p99, ms | processor, ms | FastAPI, the better: requests/s | p99, ms "
            "| processor, ms | times the requests | of its processor time | target |",
            "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |"]
    for samples, clients in sorted({key[1:] for key in found}):
        ours = found["Cornu", samples, clients]
        theirs = max((found[app, samples, clients] for app in APP), key=lambda each: median(each, "requests_s"))
        ratio = median(ours, "requests_s") / median(theirs, "requests_s")
        share = median(ours, "cpu_ms") / median(theirs, "cpu_ms")
        text.append(f"| {samples} | {clients} | {figures(ours)} | {figures(theirs)} | {ratio:.1f} | {share:.2f} | "
                    f"≥ {TARGET}, {'met' if ratio >= TARGET else 'missed'} |")
    return text


def figures(rows):
    return f"{median(rows, 'requests_s'):,.0f} | {median(rows, 'p99_ms'):.1f} | {median(rows, 'cpu_ms'):.2f}"


def median(rows, column):
    return statistics.median(float(row[column]) for row in rows)


def resident(process):
    """MiB in memory."""
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024


def soak(command, files, seconds):
    """Prints the memory as it goes."""
    port = free_port()
    with started(command(port)[0], port, first(files[1])) as process:
        ask(port, 8, files[1], 10)
        print("seconds, requests/s, p99 in ms, errors, MiB resident")
        print(f"0, , , , {resident(process):.0f}", flush=True)
        begin = time.time()
        part = max(1, seconds // 20)
        while time.time() - begin < seconds:
            told = ask(port, 8, files[1], part)
            print(f"{time.time() - begin:.0f}, {told['requests_s']:.0f}, {told['p99']:.1f}, {told['errors']}, "
                  f"{resident(process):.0f}", flush=True)


def numbers(text):
    return [int(each) for each in text.split(",")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=measuring.ROOT / "results/serve")
    parser.add_argument("--model", type=Path, help="a model1.keras; else one is trained for an epoch")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seconds", type=int, default=SECONDS, help="of each measurement")
    parser.add_argument("--clients", type=numbers, default=CLIENTS)
    parser.add_argument("--samples", type=numbers, default=SAMPLES)
    parser.add_argument("--soak", type=int, metavar="SECONDS", help="load serve alone for so long")
    args = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("needs wrk: apt-get install wrk")
    cornu = [*measuring.compile_cornu()[:-1], "org.cornu.cli.Main"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if not args.model:
            subprocess.run([*cornu, "train", "1", "--epochs", "1", "--out", folder / "run"], check=True)
        model = folder / "served/model1.keras"
        model.parent.mkdir()
        shutil.copy(args.model or folder / "run/models/model1.keras", model)
        files = {samples: bodies(folder, samples) for samples in {1, *args.samples}}
        commands = servers(cornu, model)
        if args.soak:
            soak(commands["Cornu"], files, args.soak)
            return
        file = args.out / "serve.csv"
        measure(file, commands, files, args)
        measuring.write_report(file, "serve beside FastAPI", report(measuring.read_rows(file)))


if __name__ == "__main__":
    main()
