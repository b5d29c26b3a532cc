"""Writes what the family commits besides answers: tails, the static student in single precision (into the work folder), logs."""

import argparse
import csv
import shutil
from pathlib import Path

import torch

import export
import plan
from paths import FAMILY
from train import Material, load_trained

ABOUT = "Derived from sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0). Changed: "
PARTS = {
    "teacher-tail": "mean pooling and a linear head for 24 kinds of WordNet definitions, fitted on 1,000 labels.",
    "one-layer-tail": "layers 1 to 5 removed; the first layer tuned on the teacher's answers to 32,000 texts, stored in half precision.",
    "static-64": "word vectors of 64 dimensions, started from the model's vectors of single tokens, tuned on the teacher's answers."}


def freeze(work, family):
    """Tails and static student of seed 1, and the logs and validation figures of all models of the plan."""
    material = Material(work)
    export.teacher_tail(family / "teacher-tail.onnx", material.head, ABOUT + PARTS["teacher-tail"])
    network, _ = load_trained(plan.find("one-layer"), material)
    export.layer_tail(family / "one-layer-tail.onnx", work / "minilm.onnx", network, ABOUT + PARTS["one-layer-tail"])
    network, _ = load_trained(plan.find("static-64"), material)
    export.static(work / "static-64.onnx", network, ABOUT + PARTS["static-64"])
    log = family / "recipe" / "log"
    log.mkdir(exist_ok=True)
    rows = [("model", "kind", "seed", "labels", "validation")]
    for model in plan.models():
        shutil.copyfile(work / f"{model.id}.csv", log / f"{model.id}.csv")
        rows.append((model.id, model.kind, model.seed, model.labels, f"{load_trained(model, material)[1]:.4f}"))
    with (log / "validation.csv").open("w", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder of texts, ids and checkpoints")
    torch.set_num_threads(1)
    freeze(parser.parse_args().work, FAMILY)


if __name__ == "__main__":
    main()
