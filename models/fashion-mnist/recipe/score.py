"""Scores every frozen model on the test split, once: python3 score.py --work FOLDER."""

import argparse
import csv
import json
import subprocess
import sys
from pathlib import Path

import data
from paths import FAMILY, sha256
from plan import find
from train import load_trained, predict


def require_frozen(family):
    """The test split is opened only for models, margin and recipe that are committed, and only if never opened."""
    if (family / "recipe" / "log" / "test-scores.csv").exists():
        sys.exit("the test split has been scored already")
    changes = subprocess.run(["git", "status", "--porcelain", "--", "."], cwd=family, check=True,
                             capture_output=True, text=True).stdout
    if changes:
        sys.exit(f"commit these files first:\n{changes}")


def write_csv(path, rows):
    with path.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def score(work, family, images, labels):
    """Writes the number of correct images per model, and every model's class for every image."""
    classes = {}
    for entry in json.loads((family / "family.json").read_text())["models"]:
        if sha256(family / entry["file"]) != entry["sha256"]:
            sys.exit(f"{entry['file']} is not the file that family.json names")
        network, _ = load_trained(find(entry["id"]), work)
        classes[entry["id"]] = predict(network, images).argmax(1).numpy()
    log = family / "recipe" / "log"
    write_csv(log / "test-scores.csv", [("model", "correct", "items")] + [
        (name, int((predicted == labels).sum()), len(labels)) for name, predicted in classes.items()])
    write_csv(log / "test-classes.csv", [("index", "label", *classes)] + [
        (index, label, *row) for index, (label, row) in enumerate(zip(labels, zip(*classes.values())))])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder with the checkpoints of run.py")
    arguments = parser.parse_args()
    require_frozen(FAMILY)
    score(arguments.work, FAMILY, *data.load_test())


if __name__ == "__main__":
    main()
