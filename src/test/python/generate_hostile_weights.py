"""Makes weights files of keras.Sequential([Input((4,)), Dense(3)]) that no reader should trust.

    python src/test/python/generate_hostile_weights.py src/test/resources/org/cornu/saving/hostile

Each holds the kernel by a feature of HDF5 that reaches outside the file, never ends, or grows.
Written by h5py 3.16; needs src/test/python/requirements.txt.
"""
import sys
from pathlib import Path

import h5py
import numpy as np



def soft_link(file, vars):
    file["elsewhere"] = np.ones((4, 3), "f4")
    vars["0"] = h5py.SoftLink("/elsewhere")


def external_link(file, vars):
    vars["0"] = h5py.ExternalLink("/etc/hostname", "/kernel")


def external_storage(file, vars):
    vars.create_dataset("0", (4, 3), "f4", external=[("/etc/services", 0, h5py.h5f.UNLIMITED)])


def virtual_dataset(file, vars):
    layout = h5py.VirtualLayout((4, 3), "f4")
    layout[:] = h5py.VirtualSource("/tmp/other.h5", "kernel", (4, 3))
    vars.create_virtual_dataset("0", layout)


def group_in_itself(file, vars):
    vars["0"] = file["layers"]


def integers(file, vars):
    vars["0"] = np.ones((4, 3), "i4")


def text(file, vars):
    vars["0"] = "no kernel"


def huge(file, vars):
    """2.5 petabytes, of which no byte is stored."""
    vars.create_dataset("0", (25_000_000, 25_000_000), "f4", chunks=(1000, 1000))


def compressed(file, vars):
    """As it should be, but in compressed chunks: to be read or to be refused, never wrong."""
    vars.create_dataset("0", data=np.ones((4, 3), "f4"), chunks=(2, 3), compression="gzip")


def infinite(file, vars):
    vars["0"] = np.full((4, 3), np.inf, "f4")


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for make in (soft_link, external_link, external_storage, virtual_dataset, group_in_itself,
                 integers, text, huge, compressed, infinite):
        with h5py.File(folder / f"{make.__name__}.weights.h5", "w") as file:
            vars = file.create_group("layers/dense/vars")
            make(file, vars)
            vars["1"] = np.zeros(3, "f4")


if __name__ == "__main__":
    main()
