"""Scores every model of the plan on the test items, once, and writes its answers: python3 score.py --work FOLDER."""

import argparse
import csv
import gzip
import subprocess
import sys
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import plan
from networks import Bert, predict, pretrained
from paths import FAMILY
from teacher import LAYERS
from train import Material, load_trained


def require_frozen():
    """The test items are opened only for models, margin and recipe that are committed, and only once."""
    if (FAMILY / "recipe" / "log" / "test-scores.csv").exists():
        sys.exit("the test items have been scored already")
    changes = subprocess.run(
        ["git", "status", "--porcelain", "--", "."], cwd=FAMILY, check=True, capture_output=True, text=True).stdout
    if changes:
        sys.exit(f"commit these files first:\n{changes}")


def write_answers(path, logits):
    """Gzip-compressed `item,prediction,logprob`; the same answers give the same bytes."""
    highest, chosen = F.log_softmax(torch.from_numpy(logits), 1).max(1)
    lines = [f"{item},{prediction},{logprob:.3f}\n" for item, (prediction, logprob) in enumerate(zip(chosen.tolist(), highest.tolist()))]
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(("item,prediction,logprob\n" + "".join(lines)).encode())


def rounded(network):
    """The matrices as they are committed, in half precision."""
    with torch.no_grad():
        for layer in [*network.layers, network.head]:
            for part in layer.parameters():
                if part.numel() >= 4096:
                    part.copy_(part.half().float())
    return network


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder of texts, ids and checkpoints")
    work = parser.parse_args().work
    torch.set_num_threads(1)
    require_frozen()
    material = Material(work)
    corpus = material.corpus
    (FAMILY / "answers").mkdir(exist_ok=True)
    teacher = Bert(LAYERS, len(material.head["bias"])).load(pretrained(work / "minilm.onnx"), material.head)
    rows = [("model", "correct", "items")]
    for name, network in [("teacher", teacher)] + [(model.id, None) for model in plan.models()]:
        network = network or load_trained(plan.find(name), material)[0]
        logits = predict(rounded(network) if name == plan.PRIMARY else network, corpus, corpus.test)
        rows.append((name, int((logits.argmax(1) == corpus.classes[corpus.test]).sum()), len(corpus.test)))
        write_answers(FAMILY / "answers" / f"{name}.csv.gz", logits)
        print(*rows[-1], flush=True)
    with (FAMILY / "recipe" / "log" / "test-scores.csv").open("w", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main()
