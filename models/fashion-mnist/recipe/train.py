"""Trains one model of the plan, or stores the teacher's logits; a restart continues from the last finished epoch."""

import argparse
import copy
import csv
import math
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import data
import networks
from plan import COPIES, DISTILLATION_TEMPERATURE, LABEL_WEIGHT, TEACHER, find

TEACHER_CUTOUT = 8
WARM_UP = 0.2
AVERAGING = 0.998
LOG_COLUMNS = ["epoch", "train_loss", "validation_accuracy", "validation_nll", "seconds"]


def cosine(progress):
    return 0.5 * (1 + math.cos(math.pi * progress))


def learning_rate(model, epoch):
    """One cycle, linear up over the first fifth and cosine down to zero; a second cycle only falls."""
    if epoch > model.epochs:
        return model.second_rate * cosine((epoch - model.epochs) / model.second_epochs)
    progress = epoch / model.epochs
    if progress < WARM_UP:
        return model.peak_rate * progress / WARM_UP
    return model.peak_rate * cosine((progress - WARM_UP) / (1 - WARM_UP))


def make_optimizer(model, network):
    if model.optimizer == "sgd":
        return torch.optim.SGD(network.parameters(), model.peak_rate, momentum=0.9, nesterov=True,
                               weight_decay=model.weight_decay)
    return torch.optim.AdamW(network.parameters(), model.peak_rate, weight_decay=model.weight_decay)


def distillation_loss(logits, labels, teacher_logits):
    """Hinton's loss; the squared temperature keeps the two gradients on one scale."""
    soft = F.kl_div(F.log_softmax(logits / DISTILLATION_TEMPERATURE, 1),
                    F.softmax(teacher_logits / DISTILLATION_TEMPERATURE, 1), reduction="batchmean")
    return LABEL_WEIGHT * F.cross_entropy(logits, labels) \
        + (1 - LABEL_WEIGHT) * DISTILLATION_TEMPERATURE ** 2 * soft


class WeightAverage:
    """Exponential moving average of weights and BatchNorm statistics; this is the network that is evaluated."""

    def __init__(self, network):
        self.network = copy.deepcopy(network).eval()
        self.steps = 0

    @torch.no_grad()
    def update(self, network):
        self.steps += 1
        keep = min(AVERAGING, self.steps / (10 + self.steps))
        for mean, value in zip(self.network.state_dict().values(), network.state_dict().values()):
            if mean.is_floating_point():
                mean.lerp_(value, 1 - keep)


@torch.no_grad()
def predict(network, images, batch=500):
    """Logits of unaugmented or materialised images, in evaluation mode."""
    network.eval()
    return torch.cat([network(data.normalise(images[i:i + batch])) for i in range(0, len(images), batch)])


def evaluate(network, images, labels):
    logits, labels = predict(network, images), torch.from_numpy(labels)
    return (logits.argmax(1) == labels).float().mean().item(), F.cross_entropy(logits, labels).item()


def logits_path(work, number):
    return work / f"teacher-logits-{number}.npy"


def epoch_view(model, work, images, epoch):
    """The images of this epoch and, for a distilled model, the teacher's logits on exactly these images."""
    if model.is_teacher:
        return data.augment(images, (model.seed, epoch), TEACHER_CUTOUT), None
    number = epoch % COPIES
    soft = torch.from_numpy(np.load(logits_path(work, number))) if model.distilled else None
    return data.student_copy(images, number), soft


def train_epoch(model, network, average, optimizer, view, labels, soft, epoch):
    """One pass; order and views depend on seed and epoch alone, so both arms of a pair see the same batches."""
    order = torch.from_numpy(np.random.default_rng((model.seed, 7, epoch)).permutation(len(view)))
    batches = len(order) // model.batch
    network.train()
    total = 0.0
    for step in range(batches):
        chosen = order[step * model.batch:(step + 1) * model.batch]
        rate = learning_rate(model, epoch + (step + 1) / batches)
        for group in optimizer.param_groups:
            group["lr"] = rate
        logits = network(data.normalise(view[chosen.numpy()]))
        loss = F.cross_entropy(logits, labels[chosen]) if soft is None \
            else distillation_loss(logits, labels[chosen], soft[chosen])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        average.update(network)
        total += loss.item()
    return total / batches


def train(model, work, train_set, validation_set):
    """Trains to the last epoch of the plan; the result is the last checkpoint's averaged network."""
    torch.manual_seed(model.seed)
    network = networks.build(model.network).to(memory_format=torch.channels_last)
    average = WeightAverage(network)
    optimizer = make_optimizer(model, network)
    checkpoint, log, first = work / f"{model.id}.pt", work / f"{model.id}.csv", 0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        network.load_state_dict(state["network"])
        average.network.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        average.steps, first = state["steps"], state["epoch"]
    else:
        log.write_text(",".join(LOG_COLUMNS) + "\n")
    images, labels = train_set[0], torch.from_numpy(train_set[1])
    for epoch in range(first, model.total_epochs):
        start = time.monotonic()
        view, soft = epoch_view(model, work, images, epoch)
        loss = train_epoch(model, network, average, optimizer, view, labels, soft, epoch)
        accuracy, nll = evaluate(average.network, *validation_set)
        row = [epoch + 1, f"{loss:.4f}", f"{accuracy:.4f}", f"{nll:.4f}", f"{time.monotonic() - start:.1f}"]
        print(model.id, *row, flush=True)
        with log.open("a", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow(row)
        partial = checkpoint.with_suffix(".tmp")
        torch.save({"network": network.state_dict(), "average": average.network.state_dict(),
                    "optimizer": optimizer.state_dict(), "steps": average.steps, "epoch": epoch + 1}, partial)
        partial.replace(checkpoint)


def load_trained(model, work):
    """The averaged network of the last checkpoint and the number of epochs behind it."""
    state = torch.load(work / f"{model.id}.pt")
    network = networks.build(model.network)
    network.load_state_dict(state["average"])
    return network.eval(), state["epoch"]


def store_teacher_logits(work, images, number):
    """Stores the teacher's logits on one materialised copy, if absent; every student epoch on that copy reuses them."""
    if logits_path(work, number).exists():
        return
    network, _ = load_trained(find(TEACHER), work)
    logits = predict(network.to(memory_format=torch.channels_last), data.student_copy(images, number))
    partial = work / f"partial-{number}.npy"
    np.save(partial, logits.numpy())
    partial.replace(logits_path(work, number))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    job = parser.add_mutually_exclusive_group(required=True)
    job.add_argument("--model", help="id of the model to train")
    job.add_argument("--logits", type=int, metavar="COPY", help="copy on which the teacher is evaluated")
    parser.add_argument("--work", type=Path, required=True, help="folder of checkpoints and stored logits")
    parser.add_argument("--smoke", action="store_true", help="one epoch on few images")
    arguments = parser.parse_args()
    # One thread per process: two processes share a machine better than one process with two threads.
    torch.set_num_threads(1)
    train_set, validation_set = data.load_train_validation(data.SMOKE_ITEMS if arguments.smoke else None)
    if arguments.logits is not None:
        store_teacher_logits(arguments.work, train_set[0], arguments.logits)
        return
    model = find(arguments.model)
    train(replace(model, epochs=1, second_epochs=0) if arguments.smoke else model, arguments.work, train_set, validation_set)


if __name__ == "__main__":
    main()
