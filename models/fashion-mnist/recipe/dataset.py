"""Writes data/test.npz, the unchanged test split in the form the suite reads; the same input gives the same bytes."""

import numpy as np

import data
from paths import FAMILY, TEST_FILE, sha256


def main():
    images, labels = data.load_test()
    target = FAMILY / TEST_FILE
    target.parent.mkdir(exist_ok=True)
    # numpy stamps every member 1980-01-01, so the archive is reproducible.
    np.savez_compressed(target, input=images[:, None], label=labels)
    print(sha256(target), target.name)


if __name__ == "__main__":
    main()
