#!/usr/bin/python3
"""Writes metrics.json beside this script: the values of the metrics of quality, five cases and more of each.

Needs scikit-learn and SciPy (made with Debian 12's python3-sklearn 1.2.1 and python3-scipy 1.10.1). What they do not have is computed
here by the definition alone: places of ranked items by trying every order of tied ones, edits by a recursion without a table of rows,
token F1 by the official script of SQuAD 2.0 (normalize_answer, compute_f1).
"""
import collections
import functools
import itertools
import json
import re
import string
import warnings
from pathlib import Path

import numpy as np
from scipy import stats
from sklearn import metrics

HERE = Path(__file__).resolve().parent
rng = np.random.default_rng(31)
cases = []


def add(metric, name, value, **columns):
    plain = {key: [float(str(value)) for value in column.ravel()] if getattr(column, "dtype", None) == np.float32
             else np.asarray(column).ravel().tolist() for key, column in columns.items()}
    cases.append({"metric": metric, "name": name, **plain, "value": None if value is None else float(value)})


# --- classes ----------------------------------------------------------------------------------------------------
def probabilities(items, classes, spread=2.0):
    logits = rng.normal(0, spread, (items, classes))
    rows = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    return np.round(rows, 6).astype(np.float32)


def classes():
    labels = rng.integers(0, 4, 60)
    noisy = np.where(rng.uniform(size=60) < .3, rng.integers(0, 4, 60), labels)
    for name, truth, given in [
            ("some wrong", labels, noisy), ("perfect", labels, labels), ("all wrong", labels, (labels + 1) % 4),
            ("one item", labels[:1], labels[:1]), ("one class nearly absent", np.r_[np.zeros(59, int), 3], np.zeros(60, int)),
            ("an answer that is no label", np.zeros(6, int), np.array([0, 0, 2, 0, 5, 0]))]:
        add("accuracy", name, metrics.accuracy_score(truth, given), labels=truth, predicted=given)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            add("macro-f1", name, metrics.f1_score(truth, given, average="macro"), labels=truth, predicted=given)

    rows = probabilities(60, 10)
    labels = rng.integers(0, 10, 60)
    sure = np.full((10, 10), .01, np.float32)
    sure[np.arange(10), np.arange(10)] = .91
    rounded = np.round(probabilities(40, 6), 1)
    rounded[:, 0] += 1 - rounded.sum(1)
    rounded = np.abs(rounded).astype(np.float32)
    for name, truth, given, first in [
            ("two of ten", labels, rows, 2), ("five of ten", labels, rows, 5), ("perfect", np.arange(10), sure, 2),
            ("all tied", np.arange(10), np.full((10, 10), .1, np.float32), 3), ("many tied", rng.integers(0, 6, 40), rounded, 3),
            ("all wrong", np.full(10, 9), np.tile(np.array([.3, .2, .2, .1, .1, .05, .03, .01, .01, 0], np.float32), (10, 1)), 9),
            ("as many as there are but one", labels, rows, 9)]:
        add(f"accuracy@{first}", name, metrics.top_k_accuracy_score(truth, given, k=first, labels=np.arange(given.shape[1])),
            labels=truth, predicted=given.argmax(1), probabilities=given)
    for name, truth, given in [
            ("ten classes", labels, rows), ("two classes", rng.integers(0, 2, 30), probabilities(30, 2)),
            ("uniform", np.arange(10), np.full((10, 10), .1, np.float32)), ("sure", np.arange(10), sure),
            ("one class nearly absent", np.r_[np.zeros(29, int), 1], probabilities(30, 2))]:
        exact = given.astype(float)
        loss = -np.mean([np.log(exact[i, y]) for i, y in enumerate(truth)])
        add("perplexity", name, np.exp(loss), labels=truth, predicted=given.argmax(1), probabilities=given)
    for name, scores in [("grades", [.5, 1, 0, .25]), ("one", [3]), ("large", [1e9, 1e9 + 1, 1e9 + 2]), ("negative", [-2, -4]), ("zero", [0, 0])]:
        add("score", name, np.mean(scores), scores=scores)


# --- strengths --------------------------------------------------------------------------------------------------
def strengths():
    truth = rng.integers(0, 2, 80)
    given = rng.normal(truth, 1.5)
    rare = np.r_[1, np.zeros(49, int)]
    two = probabilities(50, 2)
    two_truth = (rng.uniform(size=50) < two[:, 1]).astype(int)
    for name, labels, numbers in [
            ("without ties", truth, given), ("rounded to tie", truth, np.round(given)), ("all tied", truth, np.full(80, .5)),
            ("perfect", truth, truth * 2.0 - 7), ("all wrong", truth, -truth.astype(float)),
            ("one item of class 1", rare, np.r_[.6, rng.uniform(size=49)]), ("one item of class 0", 1 - rare, np.r_[.6, rng.uniform(size=49)]),
            ("two items", [0, 1], [.4, .4])]:
        for metric, function in (("auc", metrics.roc_auc_score), ("average-precision", metrics.average_precision_score)):
            add(metric, name, function(labels, numbers), truths=np.asarray(labels, float), numbers=numbers)
    for metric, function in (("auc", metrics.roc_auc_score), ("average-precision", metrics.average_precision_score)):
        add(metric, "probabilities of two classes", function(two_truth, two[:, 1]), labels=two_truth, predicted=two.argmax(1), probabilities=two)
        add(metric, "all of one class", None, truths=[1.0, 1.0, 1.0], numbers=[.1, .2, .3])


# --- numbers ----------------------------------------------------------------------------------------------------
def numbers():
    truth = rng.normal(20, 5, 70)
    given = truth + rng.normal(.5, 2, 70)
    for name, truths, own in [
            ("some error", truth, given), ("perfect", truth, truth), ("all tied", truth, np.full(70, 20.0)), ("one item", [2.0], [5.5]),
            ("far off", truth, truth + 1e6), ("large numbers", truth * 1e12, given * 1e12), ("one outlier", np.zeros(50), np.r_[np.zeros(49), 1e4])]:
        add("mae", name, metrics.mean_absolute_error(truths, own), truths=truths, numbers=own)
        add("rmse", name, np.sqrt(metrics.mean_squared_error(truths, own)), truths=truths, numbers=own)
    grades = np.round(truth / 5)
    for name, truths, own in [
            ("some error", truth, given), ("perfect", truth, truth), ("the other way round", truth, -truth ** 3), ("graded pairs", grades, given),
            ("both with ties", grades, np.round(given / 5)), ("two items", [1.0, 2.0], [3.0, 1.0]),
            ("nearly all tied", truth, np.r_[np.zeros(69), 1])]:
        add("spearman", name, stats.spearmanr(truths, own).statistic, truths=truths, numbers=own)
    add("spearman", "all tied", None, truths=truth, numbers=np.full(70, 20.0))
    add("spearman", "all true ones tied", None, truths=np.full(70, 20.0), numbers=truth)


# --- rankings ---------------------------------------------------------------------------------------------------
def orders(own):
    """Every order of a query's items that its numbers allow."""
    groups = [[i for i in range(len(own)) if own[i] == number] for number in sorted(set(own), reverse=True)]
    for parts in itertools.product(*(itertools.permutations(group) for group in groups)):
        yield [i for part in parts for i in part]


def reciprocal(relevance, first):
    return next((1 / (place + 1) for place, r in enumerate(relevance[:first]) if r > 0), 0)


def recalled(relevance, first):
    return sum(r > 0 for r in relevance[:first]) / sum(r > 0 for r in relevance)


def ranked(function, queries, first):
    return np.mean([np.mean([function([truth[i] for i in order], first) for order in orders(own)]) for truth, own in queries])


def gains(queries, first):
    return np.mean([metrics.ndcg_score([truth], [own], k=first) for truth, own in queries])


def rankings():
    def drawn(count, items, decimals):
        queries = []
        for _ in range(count):
            truth = np.maximum(0, rng.integers(-2, 4, items)).astype(float)
            truth[rng.integers(items)] = 2
            queries.append((truth.tolist(), np.round(rng.normal(truth, 1), decimals).tolist()))
        return queries

    alike = [([0., 1., 0., 2., 0., 0.], [1.] * 6), ([3., 0., 0., 0.], [0.] * 4)]
    for name, queries, first in [
            ("without ties", drawn(8, 6, 9), 3), ("with ties", drawn(8, 6, 0), 3), ("more than there are", drawn(5, 5, 0), 40),
            ("the first alone", drawn(9, 6, 0), 1), ("all tied", alike, 2), ("all tied, more than there are", alike, 10),
            ("perfect", [([0., 1., 2.], [.1, .2, .3]), ([1., 0.], [5., 4.])], 2), ("all wrong", [([0., 0., 1.], [3., 2., 1.])] * 3, 2),
            ("one relevant of many", [([0.] * 7 + [1.], [1.] * 5 + [0.] * 3)] * 2, 7)]:
        # The rows of queries stand mixed, as they may in a file.
        rows = [(place, q, t, n) for q, (truth, own) in enumerate(queries) for place, (t, n) in enumerate(zip(truth, own))]
        rows.sort()
        columns = {"queries": [f"q{q}" for _, q, _, _ in rows], "truths": [t for *_, t, _ in rows], "numbers": [n for *_, n in rows]}
        add(f"ndcg@{first}", name, gains(queries, first), **columns)
        add(f"mrr@{first}", name, ranked(reciprocal, queries, first), **columns)
        add(f"recall@{first}", name, ranked(recalled, queries, first), **columns)
    lost = [([0., 0., 0.], [1., 2., 3.]), ([1., 0., 1.], [1., 2., 2.])]
    columns = {"queries": ["a"] * 3 + ["b"] * 3, "truths": [t for q in lost for t in q[0]], "numbers": [n for q in lost for n in q[1]]}
    add("ndcg@2", "a query without anything relevant", gains(lost, 2), **columns)
    add("mrr@2", "a query without anything relevant", ranked(reciprocal, lost, 2), **columns)
    add("recall@2", "a query without anything relevant", None, **columns)


# --- texts ------------------------------------------------------------------------------------------------------
def normalised(text):
    text = "".join(c for c in text.lower() if c not in set(string.punctuation))
    return re.sub(r"\b(a|an|the)\b", " ", text, flags=re.UNICODE).split()


def token_f1(own, truth):
    own, truth = normalised(own), normalised(truth)
    same = sum((collections.Counter(own) & collections.Counter(truth)).values())
    if not own or not truth:
        return int(own == truth)
    if same == 0:
        return 0
    precision, recall = same / len(own), same / len(truth)
    return 2 * precision * recall / (precision + recall)


def edits(own, truth):
    @functools.lru_cache(None)
    def rest(i, j):
        if i == len(own) or j == len(truth):
            return len(own) - i + len(truth) - j
        if own[i] == truth[j]:
            return rest(i + 1, j + 1)
        return 1 + min(rest(i + 1, j), rest(i, j + 1), rest(i + 1, j + 1))

    return rest(0, 0)


def texts():
    words = "the a an cat sat on mat and saw Über straße 日本 dogs' \U0001F600 x-ray 3.5 $5".split()
    truths = [" ".join(rng.choice(words, rng.integers(1, 12))) for _ in range(25)]

    def noisy(text):
        kept = [w for w in text.split() if rng.uniform() > .15]
        return " ".join(w if rng.uniform() > .2 else str(rng.choice(words)) for w in kept)

    given = [noisy(t) for t in truths]
    for name, true, own in [
            ("some wrong", truths, given), ("perfect", truths, truths), ("all wrong", ["one two"] * 5, ["three", "four five six", "x", "y z", "0"]),
            ("empty answers", truths[:6], [""] * 6), ("longer than the true ones", ["cat"] * 3, ["the cat sat on the mat"] * 3),
            ("case, marks and articles", ["The cat!", "an apple.", "a", "U.S.A.", "naïve — yes"], ["the CAT", "Apple", "the", "usa", "Naïve - yes"]),
            ("one item", ["hello  world"], ["hello duck world"])]:
        add("exact-match", name, np.mean([o == t for o, t in zip(own, true)]), trueTexts=true, texts=own)
        add("token-f1", name, np.mean([token_f1(o, t) for o, t in zip(own, true)]), trueTexts=true, texts=own)
        add("wer", name, sum(edits(tuple(o.split()), tuple(t.split())) for o, t in zip(own, true)) / sum(len(t.split()) for t in true),
            trueTexts=true, texts=own)
        add("cer", name, sum(edits(o, t) for o, t in zip(own, true)) / sum(len(t) for t in true), trueTexts=true, texts=own)


if __name__ == "__main__":
    classes()
    strengths()
    numbers()
    rankings()
    texts()
    (HERE / "metrics.json").write_text("[\n" + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]\n")
    print(collections.Counter(case["metric"].split("@")[0] for case in cases))
