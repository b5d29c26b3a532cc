"""Trains one model of the plan, or prepares texts and teacher: python3 train.py --work FOLDER (--prepare | --model ID | --lineage-labels N)."""

import argparse
import csv
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import data
import plan
import teacher
from networks import Bert, Static, predict, pretrained

WARM_UP, LAST_RATE = 0.06, 0.02
TABLES = ("word", "position", "kind")


def rate(progress):
    """A short rise, then a straight fall."""
    return min(1, progress / WARM_UP) * max(LAST_RATE, 1 - progress)


class Material:
    """What training needs: the corpus, what the teacher said of its texts, and the package's weights."""

    def __init__(self, work):
        self.work, self.corpus = work, data.Corpus(work)
        stored = np.load(work / "teacher.npz")
        self.vectors, self.logits = torch.from_numpy(stored["vectors"]), torch.from_numpy(stored["logits"])
        self.head = {"weight": stored["weight"], "bias": stored["bias"]}
        self.weights = pretrained(work / "minilm.onnx")

    def accuracy(self, network):
        answers = predict(network, self.corpus, self.corpus.validation).argmax(1)
        return float((answers == self.corpus.classes[self.corpus.validation]).mean())

    def label_loss(self, network, items):
        return F.cross_entropy(network(*self.corpus.batch(items)), torch.from_numpy(self.corpus.classes[items]))

    def teacher_loss(self, network, items, cosine):
        """KL to the teacher's soft answers at temperature 1 (Hinton, Vinyals, Dean 2015), and its sentence vectors where they fit."""
        vectors = network.embed(*self.corpus.batch(items))
        loss = F.kl_div(F.log_softmax(network.classify(vectors), 1), F.softmax(self.logits[items], 1), reduction="batchmean")
        return loss + cosine * (1 - F.cosine_similarity(vectors, self.vectors[items], dim=1)).mean() if cosine else loss


def optimise(network, name, material, items, updates, batch, peak, decay, loss, seed, frozen, checks, best):
    """Runs `updates` updates; looks at validation items `checks` times; returns rows of the log. `best`: the best of these counts."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    for part, value in network.named_parameters():
        value.requires_grad = part.split(".")[0] not in frozen
    trained = [value for value in network.parameters() if value.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=peak, weight_decay=decay)
    started, total, rows, top, batches = time.monotonic(), 0.0, [], (0.0, None), []
    marks = {round(updates * (check + 1) / checks) for check in range(checks)}
    for update in range(1, updates + 1):
        network.train()
        batches = batches or material.corpus.shuffled(items, batch, random)
        for group in optimizer.param_groups:
            group["lr"] = peak * rate(update / updates)
        value = loss(network, batches.pop())
        optimizer.zero_grad(set_to_none=True)
        value.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        total += value.item()
        if update in marks:
            accuracy = material.accuracy(network)
            rows.append([update, f"{total / update:.4f}", f"{accuracy:.4f}", f"{time.monotonic() - started:.0f}"])
            print(name, *rows[-1], flush=True)
            if best and accuracy > top[0]:
                top = (accuracy, {part: value.clone() for part, value in network.state_dict().items()})
    if top[1] is not None:
        network.load_state_dict(top[1])
    return rows


def static_start(material, classes, dropout):
    """Model2Vec: the teacher's vectors of single tokens, reduced by their principal axes, weighted by rarity in the texts."""
    words = np.load(material.work / "words.npy")
    words = words - words.mean(0)
    _, _, axes = np.linalg.svd(words.T @ words)
    counts = np.bincount(np.concatenate([material.corpus.ids[item] for item in material.corpus.pool[:plan.TEXTS]]),
                         minlength=len(words)) + 0.3
    weight = 1e-3 / (1e-3 + counts / counts.sum())  # Arora, Liang, Ma 2017
    network = Static(classes, plan.STATIC_WIDTH, dropout)
    network.word.weight.data.copy_(torch.from_numpy((words @ axes[:plan.STATIC_WIDTH].T).astype(np.float32)))
    network.weight.data.copy_(torch.from_numpy((weight / weight.mean()).astype(np.float32)))
    corpus = material.corpus
    labelled = corpus.pool[:plan.LABELS]
    vectors = np.zeros((len(corpus.classes), plan.STATIC_WIDTH), np.float32)
    chosen = np.concatenate([labelled, corpus.validation])
    vectors[chosen] = predict(network, corpus, chosen, "embed")
    head = teacher.best_head(vectors, corpus, labelled, corpus.validation, classes, (2, 8, 30))
    network.head.weight.data.copy_(torch.from_numpy(head["weight"]))
    network.head.bias.data.copy_(torch.from_numpy(head["bias"]))
    return network


def labelled_items(model, material):
    """The labelled definitions of a model: everybody's first thousand; a lineage control draws its own from the whole pool."""
    pool = material.corpus.pool
    if model.kind != "lineage":
        return pool[:model.labels]
    return np.random.default_rng((plan.SHUFFLE_SEED, model.seed)).choice(pool, model.labels, replace=False)


def train(model, material):
    """The trained network of a model and the rows of its log."""
    classes = len(data.CLASSES)
    torch.manual_seed(model.seed)
    if model.kind == "one-layer":
        network = Bert(1, classes).load(material.weights, material.head)
        return network, optimise(
            network, model.id, material, material.corpus.pool[:plan.TEXTS], plan.STUDENT_UPDATES, plan.STUDENT_BATCH, plan.STUDENT_RATE,
            0.01, lambda net, items: material.teacher_loss(net, items, plan.COSINE_WEIGHT), model.seed, TABLES, 4, best=False)
    if model.kind == "static":
        network = static_start(material, classes, plan.STATIC_DROPOUT)
        return network, optimise(
            network, model.id, material, material.corpus.pool[:plan.TEXTS], plan.STATIC_CONTROL_UPDATES, plan.STATIC_BATCH,
            plan.STATIC_RATE, 0.0, lambda net, items: material.teacher_loss(net, items, 0), model.seed, (), plan.STATIC_EPOCHS, best=False)
    if model.kind == "static-control":
        network = static_start(material, classes, plan.STATIC_CONTROL_DROPOUT)
        settings = plan.STATIC_CONTROL_UPDATES, plan.CONTROL_BATCH, plan.STATIC_CONTROL_RATE, ()
    elif model.kind == "random":
        network = Bert(1, classes, plan.CONTROL_DROPOUT)
        settings = plan.STUDENT_UPDATES, plan.CONTROL_BATCH, plan.RANDOM_RATE, ()
    else:
        network = Bert(1, classes, plan.CONTROL_DROPOUT).load(material.weights, material.head)
        settings = plan.STUDENT_UPDATES, plan.CONTROL_BATCH, plan.CONTROL_RATE, TABLES
    updates, batch, peak, frozen = settings
    return network, optimise(
        network, model.id, material, labelled_items(model, material), updates, batch, peak, 0.01, material.label_loss, model.seed, frozen,
        plan.CONTROL_CHECKS, best=True)


def train_and_store(model, material):
    """Trains a model unless its checkpoint is there; the checkpoint appears last."""
    checkpoint = material.work / f"{model.id}.pt"
    if checkpoint.exists():
        return
    network, rows = train(model, material)
    with (material.work / f"{model.id}.csv").open("w", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows([["update", "loss", "validation_accuracy", "seconds"], *rows])
    kept = {name: value for name, value in network.state_dict().items()
            if not (isinstance(network, Bert) and name.split(".")[0] in ("word", "position") and model.kind != "random")}
    partial = checkpoint.with_suffix(".tmp")
    torch.save({"state": kept, "validation": material.accuracy(network)}, partial)
    partial.replace(checkpoint)


def load_trained(model, material):
    """The trained network of a model, and its accuracy on validation items."""
    stored = torch.load(material.work / f"{model.id}.pt")
    classes = len(data.CLASSES)
    if model.kind in ("static", "static-control"):
        network = Static(classes, plan.STATIC_WIDTH)
        network.load_state_dict(stored["state"])
    else:
        network = Bert(1, classes).load(material.weights, material.head)
        network.load_state_dict(stored["state"], strict=model.kind == "random")
    return network.eval(), stored["validation"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    job = parser.add_mutually_exclusive_group(required=True)
    job.add_argument("--prepare", action="store_true", help="fit the teacher's head and store what it says of the texts")
    job.add_argument("--model", nargs="+", help="ids of models to train, one after the other")
    job.add_argument("--lineage-labels", action="store_true", help="try how many labels a lineage control needs")
    parser.add_argument("--work", type=Path, required=True, help="folder of texts, ids and checkpoints, outside the repository")
    arguments = parser.parse_args()
    torch.set_num_threads(1)  # two processes share a machine better than one process with two threads
    if arguments.prepare:
        teacher.prepare(arguments.work, data.Corpus(arguments.work), len(data.CLASSES))
        return
    material = Material(arguments.work)
    if arguments.lineage_labels:
        for labels in plan.LINEAGE_CHOICES:
            train_and_store(plan.Model(f"lineage-trial-{labels}", "lineage", 100, labels), material)
        return
    for name in arguments.model:
        train_and_store(plan.find(name), material)


if __name__ == "__main__":
    main()
