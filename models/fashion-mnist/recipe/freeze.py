"""Freezes the trained models: ONNX files, validation figures and family.json: python3 freeze.py --work FOLDER."""

import argparse
import csv
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from torch.nn import functional as F

import data
import export
import manifest
import networks
from paths import FAMILY
from plan import models
from train import load_trained, predict

COLUMNS = ["model", "network", "parameters", "macs", "seed", "distilled", "epochs", "minutes",
           "validation_accuracy", "validation_nll", "temperature", "export_difference"]
CHECKED_IMAGES = 500


def fit_temperature(logits, labels):
    """The divisor of the logits that minimises the negative log likelihood."""
    grid = np.arange(0.3, 4.0, 0.01)
    return grid[np.argmin([F.cross_entropy(logits / t, labels).item() for t in grid])]


def training_minutes(log):
    with log.open() as file:
        return sum(float(row["seconds"]) for row in csv.DictReader(file)) / 60


def freeze_model(model, work, family, validation):
    """Writes one ONNX file and its training log; returns its row of the validation table."""
    network, epochs = load_trained(model, work)
    images, labels = validation
    logits, labels = predict(network, images), torch.from_numpy(labels)
    written = export.to_onnx(network, model.id, manifest.description(model, network, epochs))
    difference = export.check_equal(written, logits[:CHECKED_IMAGES], images[:CHECKED_IMAGES])
    onnx.save(written, str(family / f"{model.id}.onnx"))
    log = work / f"{model.id}.csv"
    shutil.copyfile(log, family / "recipe" / "log" / log.name)
    return dict(zip(COLUMNS, (
        model.id, model.network, networks.parameters(network), networks.macs(network), model.seed,
        int(model.distilled), epochs, f"{training_minutes(log):.1f}",
        f"{(logits.argmax(1) == labels).float().mean().item():.4f}",
        f"{F.cross_entropy(logits, labels).item():.4f}", f"{fit_temperature(logits, labels):.2f}",
        f"{difference:.1e}")))


def freeze(work, family, items=None):
    """Freezes all models of the plan into a family folder."""
    (family / "recipe" / "log").mkdir(parents=True, exist_ok=True)
    _, validation = data.load_train_validation(items)
    rows = [freeze_model(model, work, family, validation) for model in models()]
    with (family / "recipe" / "log" / "validation.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    manifest.write(family, rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder with the checkpoints of run.py")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    freeze(arguments.work, FAMILY)


if __name__ == "__main__":
    main()
