"""The teacher: the package's model unchanged, with a linear head fitted on the labelled definitions."""

import numpy as np
import torch
from torch.nn import functional as F

from networks import CLS, SEP, VOCABULARY, Bert, predict, pretrained
from plan import HEAD_STRENGTHS, LABELS, TEXTS

LAYERS = 6


def fit_head(vectors, labels, classes, strength, iterations=60):
    """Multinomial logistic regression by L-BFGS; returns weight [classes, width] and bias."""
    x, y = torch.from_numpy(vectors), torch.from_numpy(labels)
    weight = torch.zeros(classes, x.shape[1], requires_grad=True)
    bias = torch.zeros(classes, requires_grad=True)
    optimizer = torch.optim.LBFGS([weight, bias], max_iter=iterations, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        value = F.cross_entropy(x @ weight.T + bias, y) + (weight * weight).sum() / (2 * strength * len(y))
        value.backward()
        return value

    optimizer.step(loss)
    return weight.detach().numpy(), bias.detach().numpy()


def best_head(vectors, corpus, train, validation, classes, strengths=HEAD_STRENGTHS):
    """The head that is best on validation items; `vectors` are rows by item. Scaled and centred for the fit, then folded back."""
    centre, scale = vectors[train].mean(0), 1 / np.linalg.norm(vectors[train], axis=1).mean()
    best = None
    for strength in strengths:
        weight, bias = fit_head((vectors[train] - centre) * scale, corpus.classes[train], classes, strength)
        weight = weight * scale
        bias = bias - weight @ centre
        accuracy = ((vectors[validation] @ weight.T + bias).argmax(1) == corpus.classes[validation]).mean()
        if best is None or accuracy > best["validation"]:
            best = {"validation": accuracy, "strength": strength, "weight": weight.astype(np.float32), "bias": bias.astype(np.float32)}
    return best


def prepare(work, corpus, classes):
    """Stores teacher.npz (head, vectors and logits of the texts) and words.npy (the vector of every token alone)."""
    network = Bert(LAYERS, classes)
    network.load(pretrained(work / "minilm.onnx"), {"weight": np.zeros((classes, 384), np.float32), "bias": np.zeros(classes, np.float32)})
    chosen = np.concatenate([corpus.pool[:TEXTS], corpus.validation])
    vectors = np.zeros((len(corpus.classes), 384), np.float32)
    vectors[chosen] = predict(network, corpus, chosen, "embed")
    head = best_head(vectors, corpus, corpus.pool[:LABELS], corpus.validation, classes)
    logits = vectors @ head["weight"].T + head["bias"]
    print(f"teacher: C {head['strength']}, validation {head['validation']:.4f}", flush=True)
    more = best_head(vectors, corpus, corpus.pool[:TEXTS], corpus.validation, classes, (40,))
    print(f"the same with {TEXTS} labels: validation {more['validation']:.4f}", flush=True)
    network.eval()
    with torch.no_grad():
        words = [network.embed(torch.tensor([[CLS, word, SEP] for word in range(start, min(start + 512, VOCABULARY))]),
                               torch.ones(min(512, VOCABULARY - start), 3)).numpy() for start in range(0, VOCABULARY, 512)]
    np.save(work / "words.npy", np.concatenate(words))
    partial = work / "partial-teacher.npz"
    np.savez(partial, vectors=vectors, logits=logits.astype(np.float32), **head)
    partial.replace(work / "teacher.npz")
