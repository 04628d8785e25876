"""An epoch of the five CNNs of org.cornu.zoo in PyTorch, to set beside Cornu's on the same machine.

    python src/bench/pytorch_mnist.py --models 1,3 --data device

As `org.cornu.bench.Measure fit` does, it trains on 48,000 images in batches of 128, validates on 12,000, and takes the
seconds of the last epoch: as it comes and by torch.compile, each on the first GPU, or the processor where there is
none. Images are NHWC in memory (channels_last); like TensorFlow, a GPU may multiply in TF32. With `--data fed` a
DataLoader makes the batches, with `--data device` all images lie on the device as bytes.

Prints lines of JSON: {"what": "epoch", "value": 1.31, "unit": "s", "model": 1, "compiled": false, "data": "fed", ...}.
Needs PyTorch 2 and NumPy.
"""
import argparse
import json
import time

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from mnist_files import FOLDER, idx

SPLIT = 48000
UNITS = 32 * 12 * 12


def cnn(number):
    """The five models, layer for layer; the softmax is in the loss."""
    if number in (1, 2):
        body = [nn.Conv2d(1, 32, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
        return nn.Sequential(*body, *([nn.Linear(UNITS, 128), nn.ReLU(), nn.Linear(128, 10)] if number == 2 else
                                      [nn.Linear(UNITS, 10)]))
    # Keras's momentum is the share that stays, PyTorch's the share that comes.
    norm = lambda kind, width: [kind(width, eps=1e-3, momentum=0.01)] if number == 5 else []
    drop = lambda rate: [nn.Dropout(rate)] if number == 4 else []
    return nn.Sequential(nn.Conv2d(1, 32, 3), *norm(nn.BatchNorm2d, 32), nn.ReLU(),
                         nn.Conv2d(32, 32, 3), *norm(nn.BatchNorm2d, 32), nn.ReLU(),
                         nn.MaxPool2d(2), *drop(0.25), nn.Flatten(),
                         nn.Linear(UNITS, 128), *norm(nn.BatchNorm1d, 128), *drop(0.5), nn.ReLU(),
                         nn.Linear(128, 10), *norm(nn.BatchNorm1d, 10))


def initialized(net):
    """With Keras's first weights: Glorot's uniform ones, biases of 0."""
    for layer in net:
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
    return net


def pixels(images):
    """Bytes (n, 28, 28) as floats (n, 1, 28, 28) in [0, 1], NHWC in memory."""
    return (images.unsqueeze(1).float() * (1 / 255)).contiguous(memory_format=torch.channels_last)


def resident(images, labels, batch_size, shuffle):
    """Batches of what lies on the device."""
    count = len(labels)
    order = torch.randperm(count, device=labels.device) if shuffle else torch.arange(count, device=labels.device)
    for rows in order.split(batch_size):
        yield pixels(images[rows]), labels[rows]


def fed(images, labels, batch_size, shuffle, device):
    """Batches of what lies in memory, by the usual loader."""
    loader = DataLoader(TensorDataset(images, labels), batch_size, shuffle, pin_memory=device.type == "cuda")
    for some, their in loader:
        yield pixels(some.to(device, non_blocking=True)), their.to(device, non_blocking=True)


def run(net, loss, batches, optimizer, device):
    """Mean loss and accuracy over batches; trains where there is an optimizer. They are read at the end alone."""
    sums, count = torch.zeros(2, device=device), 0
    net.train(optimizer is not None)
    with torch.set_grad_enabled(optimizer is not None):
        for images, labels in batches:
            outputs = net(images)
            value = loss(outputs, labels)
            if optimizer is not None:
                optimizer.zero_grad()
                value.backward()
                optimizer.step()
            right = (outputs.detach().argmax(1) == labels).sum().float()
            sums += torch.stack([value.detach() * len(labels), right])
            count += len(labels)
    return [float(each) / count for each in sums]


def measure(number, compiled, args, train, held, device):
    torch.manual_seed(1)
    torch.compiler.reset()  # else what earlier nets left counts against this one
    net = initialized(cnn(number)).to(device, memory_format=torch.channels_last)
    stepped = torch.compile(net) if compiled else net
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, eps=1e-7)
    loss = nn.CrossEntropyLoss()
    batches = (lambda part, shuffle: resident(*part, args.batch_size, shuffle)) if args.data == "device" else (
        lambda part, shuffle: fed(*part, args.batch_size, shuffle, device))
    for _ in range(args.epochs):
        start = time.perf_counter()
        run(stepped, loss, batches(train, True), optimizer, device)
        held_loss, accuracy = run(stepped, loss, batches(held, False), None, device)  # waits for the device
        seconds = time.perf_counter() - start
    print(json.dumps({"what": "epoch", "value": seconds, "unit": "s", "model": number, "compiled": compiled,
                      "data": args.data, "batch_size": args.batch_size, "epochs": args.epochs,
                      "val_loss": held_loss, "val_accuracy": accuracy, "torch": torch.__version__,
                      "device": torch.cuda.get_device_name() if device.type == "cuda" else "cpu"}), flush=True)


def main():
    numbers = lambda text: [int(part) for part in text.split(",")]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=numbers, default=[1, 2, 3, 4, 5])
    parser.add_argument("--data", choices=["fed", "device"], default="fed")
    parser.add_argument("--batch-size", type=int, default=128)
    parser.add_argument("--epochs", type=int, default=2)
    args = parser.parse_args()

    torch.set_float32_matmul_precision("high")
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    images = torch.from_numpy(idx(FOLDER / "train-images-idx3-ubyte.gz").copy())
    labels = torch.from_numpy(idx(FOLDER / "train-labels-idx1-ubyte.gz").astype("int64"))
    if args.data == "device":
        images, labels = images.to(device), labels.to(device)
    train, held = (images[:SPLIT], labels[:SPLIT]), (images[SPLIT:], labels[SPLIT:])
    for number in args.models:
        for compiled in (False, True):
            measure(number, compiled, args, train, held, device)


if __name__ == "__main__":
    main()
