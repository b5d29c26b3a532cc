"""Reads Fashion-MNIST, splits it, and makes augmented copies that depend on a seed alone."""

import gzip
from pathlib import Path

import numpy as np
import torch

from networks import PIXEL_MEAN, PIXEL_STD
from plan import SPLIT_SEED

SOURCE = Path("/usr/share/datasets/fashion-mnist")
VALIDATION_ITEMS = 5000
SHIFT = 2
COPY_SEED = 1000
SMOKE_ITEMS = 512


def read_idx(path):
    """Reads one gzip-compressed IDX file of bytes."""
    raw = gzip.decompress(path.read_bytes())
    dimensions = raw[3]
    shape = np.frombuffer(raw, ">i4", dimensions, 4)
    return np.frombuffer(raw, np.uint8, offset=4 + 4 * dimensions).reshape(shape)


def load_train_validation(items=None, source=SOURCE):
    """The 60,000 training images as (train images, labels), (validation images, labels); at most `items` of each."""
    images = read_idx(source / "train-images-idx3-ubyte.gz")
    labels = read_idx(source / "train-labels-idx1-ubyte.gz").astype(np.int64)
    order = np.random.default_rng(SPLIT_SEED).permutation(len(images))
    validation, train = order[:VALIDATION_ITEMS][:items], order[VALIDATION_ITEMS:][:items]
    return (images[train], labels[train]), (images[validation], labels[validation])


def load_test(source=SOURCE):
    return read_idx(source / "t10k-images-idx3-ubyte.gz"), read_idx(source / "t10k-labels-idx1-ubyte.gz")


def augment(images, seed, cutout=0):
    """Random horizontal flip, shift by up to SHIFT pixels, and optionally one square hole per image."""
    random = np.random.default_rng(seed)
    count, size, _ = images.shape
    padded = np.pad(images, ((0, 0), (SHIFT, SHIFT), (SHIFT, SHIFT)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
    down, right = random.integers(0, 2 * SHIFT + 1, (2, count))
    view = windows[np.arange(count), down, right]
    flipped = random.random(count) < 0.5
    view[flipped] = view[flipped, :, ::-1]
    if cutout:
        row, column = random.integers(-cutout // 2, size - cutout // 2, (2, count, 1, 1))
        y, x = np.arange(size)[:, None], np.arange(size)[None, :]
        view[(y >= row) & (y < row + cutout) & (x >= column) & (x < column + cutout)] = 0
    return view


def student_copy(images, number):
    """Copy `number` of the training images: the very views whose teacher logits are stored."""
    return augment(images, (COPY_SEED, number))


def normalise(images):
    """Bytes [N,28,28] to normalised floats [N,1,28,28]."""
    return (torch.from_numpy(images).unsqueeze(1).float() / 255 - PIXEL_MEAN) / PIXEL_STD


def random_test(items):
    """Noise in the form of a test split, for the smoke run."""
    random = np.random.default_rng(0)
    return random.integers(0, 256, (items, 28, 28), np.uint8), random.integers(0, 10, items, np.uint8)
