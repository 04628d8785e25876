"""What compare.py, growth.py and stored_nets.py share: processes that measure, the rows that they leave, and the machine."""
import csv
import datetime
import importlib.metadata
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KERAS = [sys.executable, str(ROOT / "src/bench/keras_measure.py")]


def java():
    home = os.environ.get("JAVA_HOME")
    return f"{home}/bin/java" if home else "java"


def compile_cornu():
    """Compiles Cornu and its benchmarks; returns the command that measures."""
    maven = ["./mvnw", "-q", "-Pbench", "test-compile", "exec:exec", "-Dexec.executable=echo",
             "-Dexec.classpathScope=test", "-Dexec.args=%classpath"]
    printed = subprocess.run(maven, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if printed.returncode:
        sys.exit(printed.stdout + "Cornu does not compile")
    return [java(), "-cp", printed.stdout.split()[-1], "org.cornu.bench.Measure"]


def measure(command, **environment):
    """Runs a process of its own to its end; returns what it found, as dictionaries of what, value and unit.

    A time of day becomes the seconds since the process was started.
    """
    words = [str(word) for word in command]
    start = time.time()
    process = subprocess.run(words, env={"TF_CPP_MIN_LOG_LEVEL": "3", **os.environ, **environment},
                             capture_output=True, text=True)
    if process.returncode:
        sys.exit(f"{process.stderr}\n{' '.join(words)}: exit status {process.returncode}")
    found = [json.loads(line) for line in process.stdout.splitlines()]
    for each in found:
        if each["unit"] == "s since 1970":
            each.update(value=each["value"] - start, unit="s")
    return found


def start_rows(file, columns):
    """A new CSV file with nothing but its head, and beside it a description of this machine."""
    if file.exists():
        sys.exit(f"{file} is there: move it away, or give another --out")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(",".join(columns) + "\n")
    file.with_suffix(".json").write_text(json.dumps(machine(), indent=2) + "\n")


def add_row(file, row):
    with file.open("a") as out:
        csv.writer(out, lineterminator="\n").writerow(row)
    print(*row, flush=True)


def read_rows(file):
    with file.open() as rows:
        return list(csv.DictReader(rows))


def machine():
    """What the numbers depend on, by name."""
    cpus = Path("/proc/cpuinfo").read_text()
    processor = re.search(r"model name\s*: (.*)", cpus)
    vector = [name for name in ("avx2", "avx512f", "avx512_bf16", "amx_bf16") if re.search(rf"\b{name}\b", cpus)]
    kibibytes = int(re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text()).group(1))
    pom = (ROOT / "pom.xml").read_text()
    jdk = subprocess.run([java(), "-version"], capture_output=True, text=True).stderr
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "processor": processor.group(1) if processor else os.uname().machine,
        "vector instructions": " ".join(vector),
        "cores": len(os.sched_getaffinity(0)),
        "memory": f"{kibibytes / 2 ** 20:.0f} GiB",
        "Cornu": re.search(r"<version>(.*?)</version>", pom).group(1) + commit(),
        "TensorFlow Java": re.search(r"<tensorflow.version>(.*?)<", pom).group(1),
        "JDK": re.search(r'version "(.*?)"', jdk).group(1),
        "Keras": version("keras"),
        "TensorFlow": version("tensorflow-cpu", "tensorflow"),
        "Python": sys.version.split()[0],
    }


def commit():
    found = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return f" ({found.stdout.strip()})" if found.returncode == 0 else ""


def version(*names):
    for name in names:
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            pass
    return "none"


def machine_table(file):
    """The description beside a CSV file, as lines of Markdown."""
    facts = json.loads(file.with_suffix(".json").read_text())
    return ["| | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in facts.items())]


def write_report(file, title, lines):
    """Writes and prints the table beside a CSV file, under a title and what the numbers depend on."""
    text = "\n".join([f"# {title}", "", *machine_table(file), "", *lines])
    file.with_suffix(".md").write_text(text)
    print(text)
