"""From the rows of benchmark.csv to its table and chart."""
import statistics
from collections import defaultdict
from dataclasses import dataclass, field

COLUMNS = ["round", "what", "model", "library", "value", "unit"]
MODELS = ["1", "2", "3", "4", "5"]


def all_of(target):
    return dict.fromkeys(MODELS, target)


# Label, the rows' "what", whose rows are divided by whose, and the targets of the ratio by model.
PAIRS = [
    ("epoch", "epoch", "Cornu", "Keras", {"1": 0.5, "2": 0.5, "3": 0.85, "4": 0.85, "5": 0.7}),
    ("epoch, mixed_bfloat16", "epoch", "Cornu mixed_bfloat16", "Keras", {"3": 0.62, "4": 0.62, "5": 0.5}),
    ("epoch, both mixed_bfloat16", "epoch", "Cornu mixed_bfloat16", "Keras mixed_bfloat16", {}),
    ("peak memory of it", "peak memory", "Cornu", "Keras", all_of(0.6)),
    ("training step", "step", "Cornu", "Keras", {}),
    ("start to first step", "first step", "Cornu", "Keras", {"1": 0.6}),
    ("one image: Predictor, predict", "one image", "Cornu Predictor", "Keras predict", all_of(0.01)),
    ("one image: Predictor, tf.function", "one image", "Cornu Predictor", "Keras tf.function", {"1": 0.2, "2": 0.2}),
    ("one image: Predictor in one thread, tf.function", "one image", "Cornu Predictor, one thread",
     "Keras tf.function", {"1": 0.2, "2": 0.2}),
    ("one image: the same, both in one thread", "one image", "Cornu Predictor, one thread",
     "Keras tf.function, one thread", {"1": 0.2, "2": 0.2}),
    ("one image: Model, predict", "one image", "Cornu Model", "Keras predict", {}),
    ("predict 10,000", "predict", "Cornu", "Keras", all_of(0.6)),
    ("predict 10,000, Keras batch 256", "predict", "Cornu", "Keras, batch 256", all_of(0.6)),
    ("evaluate 10,000", "evaluate", "Cornu", "Keras", all_of(0.6)),
    ("evaluate 10,000, Keras batch 256", "evaluate", "Cornu", "Keras, batch 256", all_of(0.6)),
]
SHARE_TARGET = 0.75


@dataclass
class Line:
    """One line of the table; each list has a number a round, and ratios has none for the share of the peak."""
    label: str
    model: str
    unit: str
    ours: list
    theirs: list
    ratios: list = field(default_factory=list)
    target: float = None

    def meets_target(self):
        if self.ratios:
            return statistics.median(self.ratios) <= self.target
        return statistics.median(self.ours) >= self.target

    def target_text(self):
        if self.target is None:
            return ""
        return f"{'≤' if self.ratios else '≥'} {self.target:g}, {'met' if self.meets_target() else 'missed'}"


def step_operations(batch_size=128):
    """Floating-point operations of a training step of model 3: two, a product and a sum, for each multiplication
    of its convolutions and dense layers, forward, for the weights' gradient and for the input's gradient, which
    the first layer has no use for. Pooling, activations, loss and optimizer are left out."""
    first = 26 * 26 * 32 * (3 * 3 * 1)
    others = 24 * 24 * 32 * (3 * 3 * 32) + (12 * 12 * 32) * 128 + 128 * 10
    return 2 * batch_size * (2 * first + 3 * others)


def lines(rows):
    """The lines of the table, from the rows of the CSV file. A ratio is of two numbers of one round."""
    found, units = defaultdict(dict), {}
    for row in rows:
        found[row["what"], row["model"], row["library"]][row["round"]] = float(row["value"])
        units[row["what"]] = row["unit"]
    table = []
    for label, what, ours, theirs, targets in PAIRS:
        for model in MODELS:
            a, b = found[what, model, ours], found[what, model, theirs]
            if rounds := a.keys() & b.keys():
                ratios = [a[turn] / b[turn] for turn in sorted(rounds)]
                table.append(Line(label, model, units[what], [*a.values()], [*b.values()], ratios, targets.get(model)))
    shares = [share(found, library) for library in ("Cornu", "Keras")]
    if all(shares):
        table.append(Line("share of matmul's peak", "3", "", *shares, target=SHARE_TARGET))
    return table


def share(found, library):
    """What part of matmul's operations a second model 3's training step reaches, round by round."""
    steps, peaks = found["step", "3", library], found["matmul", "", library]
    return [step_operations() / steps[turn] / (1e9 * peaks[turn]) for turn in sorted(steps.keys() & peaks.keys())]


def spread(values):
    """Least, median, greatest."""
    return " ".join(number(value) for value in (min(values), statistics.median(values), max(values)))


def number(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def markdown(table):
    head = ["| what | model | unit | Cornu: min median max | Keras: min median max | ratio: min median max | target |",
            "| --- | ---: | --- | ---: | ---: | ---: | --- |"]
    return head + [f"| {line.label} | {line.model} | {line.unit} | {spread(line.ours)} | {spread(line.theirs)} | "
                   f"{spread(line.ratios) if line.ratios else ''} | {line.target_text()} |" for line in table]


def chart(table, file):
    """Bars of the median ratios, from their least to their greatest, beside 1 and the targets."""
    from matplotlib.figure import Figure
    bars = [line for line in table if line.ratios]
    places = range(len(bars))
    medians = [statistics.median(line.ratios) for line in bars]
    reach = [[median - min(line.ratios) for median, line in zip(medians, bars)],
             [max(line.ratios) - median for median, line in zip(medians, bars)]]
    colors = {label: f"C{i % 10}" for i, label in enumerate(dict.fromkeys(line.label for line in bars))}

    figure = Figure(figsize=(9, 1.5 + 0.22 * len(bars)), layout="constrained")
    axes = figure.subplots()
    axes.barh(places, medians, xerr=reach, color=[colors[line.label] for line in bars], alpha=0.75, capsize=2)
    axes.axvline(1, color="black", linewidth=1)
    for place, median, line in zip(places, medians, bars):
        if line.target is not None:
            axes.plot([line.target] * 2, [place - 0.45, place + 0.45], color="black", linewidth=2)
        beyond = max([*line.ratios, line.target or 0])
        axes.annotate(number(median), (beyond, place), (5, 0), textcoords="offset points", va="center", fontsize=8)
    axes.set_yticks(places, [f"{line.label}, model {line.model}" for line in bars], fontsize=8)
    axes.set_ylim(len(bars) - 0.4, -0.6)
    axes.set_xlim(0, 1.1 * max([1, *(ratio for line in bars for ratio in line.ratios)]))
    axes.set_xlabel("Cornu / Keras; below 1 Cornu needs less (thick ticks: targets)")
    figure.savefig(file, dpi=120)
