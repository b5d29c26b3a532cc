#!/usr/bin/python3
"""Writes the reference values of the calibration tests, one JSON file per statistic, beside this script.

Needs SciPy and mpmath (made with Debian 12's python3-scipy 1.10.1 and python3-mpmath 1.2.1).
Nothing here shares a formula with the code under test: temperatures come from a search for the lowest value with 40 digits
(the code looks for the root of the slope), which SciPy's own search has to agree with; the errors of a calibrated model come
from all the answers that it can give, each with its exact probability (the code draws them).
"""
import bisect
import itertools
import json
import math
from pathlib import Path

import mpmath
import numpy as np
from scipy import optimize, special

HERE = Path(__file__).resolve().parent
FLOOR, LOWEST, HIGHEST, BINS = 1e-15, .01, 100., 15
EDGES = [(i + 1) / BINS for i in range(BINS)]
mpmath.mp.dps = 40


def write(name, cases):
    (HERE / f"{name}.json").write_text(json.dumps(cases, indent=1) + "\n")
    print(name, len(cases))


def singles(values):
    """The nearest single-precision numbers, which is what is recorded."""
    return [float(np.float32(v)) for v in values]


# --- expected calibration error ---------------------------------------------------------------------------------
def error_of(confidences, correct):
    """The textbook's sum: share of the bin, times the distance between its accuracy and its mean confidence."""
    members = [[] for _ in range(BINS)]
    for confidence, right in zip(confidences, correct):
        members[bisect.bisect_left(EDGES, confidence)].append((confidence, right))
    return math.fsum(len(m) / len(confidences) * abs(math.fsum(r for _, r in m) / len(m) - math.fsum(c for c, _ in m) / len(m))
                     for m in members if m)


def calibration_error():
    rng = np.random.default_rng(11)
    cases = [([.8], [True]), ([.8], [False]), ([1.0, 1.0], [True, True]), ([0.0, 0.0, 1.0], [True, False, False]),
             (list(rng.uniform(.3, 1, 40)), [True] * 40), (list(rng.uniform(.3, 1, 40)), [False] * 40),
             ([.2] * 20, [i % 5 == 0 for i in range(20)]),
             # On every edge, just below and just above it.
             ([v for e in EDGES[:-1] for v in (e, math.nextafter(e, 0), math.nextafter(e, 1))], [i % 2 == 0 for i in range(42)]),
             (c := list(rng.beta(8, 1, 500)), list(rng.uniform(size=500) < np.array(c) ** 2))]
    write("calibration-error", [{"confidences": list(map(float, c)), "correct": list(map(bool, r)), "error": error_of(c, r)} for c, r in cases])


def calibration_null():
    rng = np.random.default_rng(12)
    cases = []
    for confidences in ([.7], [.5] * 12, list(rng.uniform(.5, 1, 12)), [.99] * 6 + [.6] * 6, list(rng.beta(8, 1, 14))):
        confidences = list(map(float, confidences))
        outcomes = []
        for correct in itertools.product((True, False), repeat=len(confidences)):
            chance = math.prod(c if right else 1 - c for c, right in zip(confidences, correct))
            outcomes.append((round(error_of(confidences, correct), 12), chance))
        outcomes.sort()
        mean = math.fsum(e * p for e, p in outcomes)
        deviation = math.sqrt(math.fsum((e - mean) ** 2 * p for e, p in outcomes))
        below = list(itertools.accumulate(p for _, p in outcomes))
        # Between these two the 95 % quantile of 1,000 draws lies but once in 10,000 or more: 4 standard errors are 2.8 points of probability.
        low, high = (outcomes[min(bisect.bisect_left(below, q), len(below) - 1)][0] for q in (.95 - .028, .95 + .028))
        cases.append({"confidences": confidences, "mean": mean, "deviation": deviation, "low": low, "high": high})
    write("calibration-null", cases)


# --- likelihood, Brier score, temperature -----------------------------------------------------------------------
def temperature_of(rows, labels):
    logs = np.log(np.maximum(rows, FLOOR))

    def rough(x):
        return -np.mean(special.log_softmax(logs / math.exp(x), axis=1)[np.arange(len(labels)), labels])

    exact_logs = [[mpmath.log(max(p, FLOOR)) for p in row] for row in rows.tolist()]

    def exact(x):
        inverse = mpmath.exp(-x)
        return mpmath.fsum(mpmath.log(mpmath.fsum(mpmath.exp((v - row[y]) * inverse) for v in row)) for row, y in zip(exact_logs, labels))

    low, high = mpmath.log(LOWEST), mpmath.log(HIGHEST)
    if abs(exact(low) - exact(high)) < mpmath.mpf(10) ** -30:
        return 1.0
    ratio = (mpmath.sqrt(5) - 1) / 2
    left, right = high - ratio * (high - low), low + ratio * (high - low)
    at_left, at_right = exact(left), exact(right)
    while high - low > mpmath.mpf(10) ** -13:
        # Equal values are found where both underflow: the lowest then lies, or might as well lie, below.
        if at_left <= at_right:
            high, right, at_right = right, left, at_left
            left = high - ratio * (high - low)
            at_left = exact(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + ratio * (high - low)
            at_right = exact(right)
    found = float(mpmath.exp((low + high) / 2))
    for bound in (LOWEST, HIGHEST):
        if abs(found / bound - 1) < 1e-9:
            return bound
    result = optimize.minimize_scalar(rough, bounds=(math.log(found) - 1, math.log(found) + 1), method="bounded", options={"xatol": 1e-10})
    assert abs(result.x - math.log(found)) < 1e-6, (result.x, math.log(found))
    return found


def case(name, probabilities, labels):
    rows = np.array([singles(row) for row in probabilities])
    labels = [int(y) for y in labels]
    predicted = rows.argmax(1)
    truth = np.eye(rows.shape[1])[labels]
    confidences = rows.max(1).tolist()
    return {"name": name, "probabilities": rows.ravel().tolist(), "labels": labels, "predicted": predicted.tolist(),
            "clipped": int(sum(rows[i, y] < FLOOR for i, y in enumerate(labels))),
            "negativeLogLikelihood": math.fsum(-math.log(max(rows[i, y], FLOOR)) for i, y in enumerate(labels)) / len(labels),
            "brier": math.fsum(((rows - truth) ** 2).ravel().tolist()) / len(labels),
            "ece": error_of(confidences, (predicted == labels).tolist()),
            "temperature": temperature_of(rows, labels)}


def simulated(rng, items, classes, spread, temperature):
    """Labels drawn from the probabilities, which are then stated for another temperature than the true one."""
    logits = rng.normal(0, spread, (items, classes))
    labels = [rng.choice(classes, p=p) for p in special.softmax(logits, axis=1)]
    return special.softmax(logits * temperature, axis=1), labels


def calibration():
    rng = np.random.default_rng(13)
    all_right, _ = simulated(rng, 30, 4, 2, 1)
    all_wrong, _ = simulated(rng, 30, 4, 2, 1)
    over, over_labels = simulated(rng, 150, 10, 3, 2.5)
    under, under_labels = simulated(rng, 150, 3, 3, .4)
    two, two_labels = simulated(rng, 120, 2, 2, 1)
    rounded, rounded_labels = simulated(rng, 60, 5, 3, 3)
    rounded = np.round(rounded, 6)
    rounded[0] = np.eye(5)[(rounded_labels[0] + 1) % 5]
    write("calibration", [
        case("one item, right", [[.7, .2, .1]], [0]),
        case("one item, wrong, the true class second", [[.6, .39, .01]], [1]),
        case("one item, wrong, the true class last", [[.7, .2, .1]], [2]),
        case("all right", all_right, all_right.argmax(1)),
        case("all wrong, the true class last", all_wrong, all_wrong.argmin(1)),
        case("all wrong, the true class second", all_wrong, np.argsort(all_wrong, axis=1)[:, -2]),
        case("uniform", [[.2] * 5] * 20, [i % 5 for i in range(20)]),
        case("certain and wrong once", [[1, 0]] * 24, [0] * 23 + [1]),
        case("too sure", over, over_labels),
        case("not sure enough", under, under_labels),
        case("calibrated, two classes", two, two_labels),
        case("six decimals, one true class rounded to zero", rounded, rounded_labels)])


if __name__ == "__main__":
    calibration_error()
    calibration_null()
    calibration()
