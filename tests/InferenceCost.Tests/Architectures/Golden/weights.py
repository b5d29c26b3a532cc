"""The seeded weights of built graphs, made a second time with numpy: hash of seed and name, then a counter (see NormalValues.cs)."""

import hashlib
import math

import numpy as np

SEED = 1
DEVIATION_OF_SUM = math.sqrt((65536.0 * 65536.0 - 1) / 3)


def mix(x):
    x = (x ^ (x >> np.uint32(16))) * np.uint32(0x7FEB352D)
    x = (x ^ (x >> np.uint32(15))) * np.uint32(0x846CA68B)
    return x ^ (x >> np.uint32(16))


def normal(name, shape, deviation, mean=0.0, seed=SEED):
    """The values of one tensor, float32, row-major."""
    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    first, second = np.frombuffer(digest[:8], "<u4")
    one = mix(np.arange(math.prod(shape), dtype=np.uint32) + first)
    two = mix(one ^ second)
    low, high = np.uint32(0xFFFF), np.uint32(16)
    total = (one & low) + (one >> high) + (two & low) + (two >> high)
    centred = (total.astype(np.int64) - 2 * 65535).astype(np.float32)
    return (centred * np.float32(deviation / DEVIATION_OF_SUM) + np.float32(mean)).reshape(shape)


def images(items, size):
    """Fixed images: the sine of 0.7 times the element's index."""
    count = items * 3 * size * size
    return np.sin(0.7 * np.arange(count, dtype=np.float64)).astype(np.float32).reshape(items, 3, size, size)
