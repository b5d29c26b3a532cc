"""The networks: a BERT of some layers with mean pooling and a linear head, and static word vectors."""

import math

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional as F

CLS, SEP = 101, 102
WIDTH, INNER, HEADS, VOCABULARY, POSITIONS = 384, 1536, 12, 30_522, 512
LAYER_PARTS = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "output": "attention.output.dense",
    "norm1": "attention.output.LayerNorm", "inner": "intermediate.dense", "outer": "output.dense", "norm2": "output.LayerNorm"}


def pretrained(path):
    """The weights of the package's graph under their BERT names; matrices of MatMul have none and are found by the bias added after."""
    graph = onnx.load(path).graph
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    weights = {name: value for name, value in constants.items() if name.endswith((".weight", ".bias"))}
    producers = {node.output[0]: node for node in graph.node}
    for node in graph.node:
        if node.op_type != "Add":
            continue
        for bias, product in (node.input, reversed(node.input)):
            maker = producers.get(product)
            if bias in constants and bias.endswith(".bias") and maker is not None and maker.op_type == "MatMul":
                if maker.input[1] in constants:
                    weights[bias[:-len("bias")] + "weight"] = constants[maker.input[1]].T
    return {name: torch.tensor(np.array(value)) for name, value in weights.items()}


class Layer(nn.Module):
    """One post-norm transformer layer, Devlin et al. 2019."""

    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

    def forward(self, x, bias):
        batch, length, _ = x.shape

        def split(part):
            return part(x).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        scores = split(self.query) @ split(self.key).transpose(2, 3) / math.sqrt(WIDTH // HEADS) + bias
        context = (torch.softmax(scores, -1) @ split(self.value)).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.output(context))
        return self.norm2(x + self.outer(F.gelu(self.inner(x))))


class Bert(nn.Module):
    """`layers` layers, mean of the last states, linear head."""

    def __init__(self, layers, classes, dropout=0.0):
        super().__init__()
        self.word, self.position = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.kind, self.norm = nn.Parameter(torch.zeros(WIDTH)), nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.head, self.dropout = nn.Linear(WIDTH, classes), nn.Dropout(dropout)
        for part in self.modules():
            if isinstance(part, (nn.Linear, nn.Embedding)):
                nn.init.normal_(part.weight, std=0.02)
            if isinstance(part, nn.Linear):
                nn.init.zeros_(part.bias)

    def load(self, weights, head):
        """Takes tables and first layers of the package's model, and a head."""
        def copy(target, name):
            target.weight.data.copy_(weights[name + ".weight"])
            if getattr(target, "bias", None) is not None:
                target.bias.data.copy_(weights[name + ".bias"])

        copy(self.word, "embeddings.word_embeddings")
        copy(self.position, "embeddings.position_embeddings")
        copy(self.norm, "embeddings.LayerNorm")
        self.kind.data.copy_(weights["embeddings.token_type_embeddings.weight"][0])
        for number, layer in enumerate(self.layers):
            for part, name in LAYER_PARTS.items():
                copy(getattr(layer, part), f"encoder.layer.{number}.{name}")
        self.head.weight.data.copy_(torch.from_numpy(head["weight"]))
        self.head.bias.data.copy_(torch.from_numpy(head["bias"]))
        return self

    def embed(self, ids, mask):
        """The sentence vectors, [batch, 384]."""
        x = self.dropout(self.norm(self.word(ids) + self.position.weight[:ids.shape[1]] + self.kind))
        bias = (1 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)

    def forward(self, ids, mask):
        return self.classify(self.embed(ids, mask))

    def classify(self, vectors):
        return self.head(self.dropout(vectors))


class Static(nn.Module):
    """The weighted mean of word vectors without [CLS] and [SEP], linear head."""

    def __init__(self, classes, width, dropout=0.0):
        super().__init__()
        self.word, self.weight = nn.Embedding(VOCABULARY, width), nn.Parameter(torch.ones(VOCABULARY))
        self.head, self.dropout = nn.Linear(width, classes), nn.Dropout(dropout)

    def embed(self, ids, mask):
        kept = mask * (ids != CLS) * (ids != SEP)
        weighted = self.word(ids) * (self.weight[ids] * kept)[:, :, None]
        return weighted.sum(1) / kept.sum(1, keepdim=True).clamp(min=1)

    def forward(self, ids, mask):
        return self.classify(self.embed(ids, mask))

    def classify(self, vectors):
        return self.head(self.dropout(vectors))


@torch.no_grad()
def predict(network, corpus, chosen, part="forward"):
    """What the network, or its `embed`, gives for items, in their order."""
    network.eval()
    rows = None
    for places, batch in corpus.by_length(chosen):
        values = getattr(network, part)(*corpus.batch(batch)).numpy()
        rows = np.zeros((len(chosen), values.shape[1]), np.float32) if rows is None else rows
        rows[places] = values
    return rows
