"""Writes data/test.npz: the test items in their shuffled order, padded to one length; the same input gives the same bytes."""

import argparse
from pathlib import Path

import numpy as np

import data
from paths import FAMILY, TEST_FILE, sha256
from plan import LENGTH


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder of texts and ids")
    corpus = data.Corpus(parser.parse_args().work)
    ids, mask = corpus.batch(corpus.test, LENGTH)
    target = FAMILY / TEST_FILE
    target.parent.mkdir(exist_ok=True)
    # numpy stamps every member 1980-01-01, so the archive is reproducible.
    np.savez_compressed(
        target, input_ids=ids.numpy().astype(np.uint16), attention_mask=mask.numpy().astype(np.uint8),
        token_type_ids=np.zeros_like(ids.numpy(), np.uint8), label=corpus.classes[corpus.test].astype(np.uint8))
    print(sha256(target), target.name, len(corpus.test))


if __name__ == "__main__":
    main()
