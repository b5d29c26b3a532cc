"""Reads WordNet's nouns, splits them by a hash, and makes batches of token ids."""

import hashlib
import re
from pathlib import Path

import numpy as np
import torch

from paths import WORDNET
from plan import LENGTH, SALT, SHUFFLE_SEED, TEST_SHARE, VALIDATION_SHARE

# Lexicographer files 4 to 28, lexnames(5WN); 3 (Tops) and 16 (motive) have some fifty definitions each and are left out.
NAMES = {4: "act", 5: "animal", 6: "artifact", 7: "attribute", 8: "body", 9: "cognition", 10: "communication", 11: "event",
         12: "feeling", 13: "food", 14: "group", 15: "location", 17: "object", 18: "person", 19: "phenomenon", 20: "plant",
         21: "possession", 22: "process", 23: "quantity", 24: "relation", 25: "shape", 26: "state", 27: "substance", 28: "time"}
CLASSES = sorted(NAMES)


def share(text):
    """A number from 0 to 1 that depends on the text alone."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) / 2 ** 32


def definitions():
    """(synset, lexicographer file, definition) of every noun: the gloss up to its first example."""
    for line in WORDNET.read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue  # the licence
        head, gloss = line.split(" | ", 1)
        offset, kind = head.split(" ", 2)[:2]
        yield offset, int(kind), re.split(r';\s*"', gloss.strip())[0].strip().strip(";").strip()


def items():
    """(synset, class, split, definition): one item for each definition that names one class; repeated ones count once."""
    every = list(definitions())
    kinds = {}
    for _, kind, text in every:
        kinds.setdefault(text.lower(), set()).add(kind)
    seen = set()
    for offset, kind, text in every:
        key = text.lower()
        if kind in NAMES and text and len(kinds[key]) == 1 and key not in seen:
            seen.add(key)
            place = share(f"{SALT}/{offset}")
            split = "test" if place < TEST_SHARE else "validation" if place < TEST_SHARE + VALIDATION_SHARE else "pool"
            yield offset, CLASSES.index(kind), split, text


class Corpus:
    """Token ids, classes and splits of all items; `pool` is shuffled, its first items are the labelled ones."""

    def __init__(self, work):
        rows = [line.rstrip("\n").split("\t") for line in (work / "items.tsv").open(encoding="utf-8")]
        self.classes = np.array([int(row[1]) for row in rows])
        self.ids = [np.array(line.split(), np.int64) for line in (work / "ids.txt").open()]
        self.lengths = np.array([len(ids) for ids in self.ids])
        split = np.array([row[2] for row in rows])
        random = np.random.default_rng(SHUFFLE_SEED)
        self.test, self.validation, self.pool = (
            random.permutation(np.flatnonzero(split == name)) for name in ("test", "validation", "pool"))

    def batch(self, chosen, length=None):
        """Ids and mask, padded to the longest of the batch or to a length."""
        length = length or int(self.lengths[chosen].max())
        ids, mask = np.zeros((len(chosen), length), np.int64), np.zeros((len(chosen), length), np.float32)
        for row, item in enumerate(chosen):
            ids[row, :self.lengths[item]] = self.ids[item]
            mask[row, :self.lengths[item]] = 1
        return torch.from_numpy(ids), torch.from_numpy(mask)

    def shuffled(self, chosen, size, random):
        """Batches of items of like length in random order: padding would cost half of the time."""
        order = chosen[np.argsort(self.lengths[chosen] + random.random(len(chosen)), kind="stable")]
        batches = [order[start:start + size] for start in range(0, len(order), size)]
        random.shuffle(batches)
        return batches

    def by_length(self, chosen, size=256):
        """(places in `chosen`, items) in batches of like length."""
        order = np.argsort(self.lengths[chosen], kind="stable")
        return [(order[start:start + size], chosen[order[start:start + size]]) for start in range(0, len(order), size)]


def write_items(work):
    """items.tsv and texts.txt of a work folder."""
    rows = list(items())
    with (work / "items.tsv").open("w", encoding="utf-8", newline="\n") as target:
        target.writelines(f"{offset}\t{label}\t{split}\t{text}\n" for offset, label, split, text in rows)
    (work / "texts.txt").write_text("".join(f"{row[3]}\n" for row in rows), encoding="utf-8", newline="\n")
    return len(rows)
