#!/usr/bin/python3
"""Writes what each architecture answers at a small size, one JSON file per case, beside this script.

Needs NumPy and PyTorch (made with Debian 12's python3-numpy 1.24.2 and python3-torch 1.13.1). The networks are PyTorch's own modules
(MultiheadAttention, layer_norm, gelu, conv1d, linear), written down from the papers; nothing comes from the code under test but the names
and layouts of the weights. The weights are made here a second time, from seed and name, so no weight has to be stored.
"""
import hashlib
import json
import math
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

HERE = Path(__file__).resolve().parent
SEED = 5
DEVIATION = None  # of the case at hand
torch.manual_seed(0)
torch.set_grad_enabled(False)


# --- weights ----------------------------------------------------------------------------------------------------
def mix(x):
    """Chris Wellons' lowbias32."""
    x = (x ^ (x >> np.uint32(16))) * np.uint32(0x7FEB352D)
    x = (x ^ (x >> np.uint32(15))) * np.uint32(0x846CA68B)
    return x ^ (x >> np.uint32(16))


def normal(seed, name, first, count, deviation, mean=0.):
    """Elements first to first + count - 1 of the tensor of that name: sums of four 16-bit numbers out of two hashes of the index."""
    key = np.frombuffer(hashlib.sha256(f"{seed}:{name}".encode()).digest()[:8], dtype="<u4")
    one = mix(np.arange(first, first + count, dtype=np.uint32) + key[0])
    two = mix(one ^ key[1])
    low, high = np.uint32(0xFFFF), np.uint32(16)
    total = (one & low) + (one >> high) + (two & low) + (two >> high)
    centred = (total.astype(np.int64) - 2 * 65535).astype(np.float32)
    return centred * np.float32(deviation / math.sqrt((65536. ** 2 - 1) / 3)) + np.float32(mean)


def tensor(name, *shape, mean=0.):
    values = normal(SEED, name, 0, int(np.prod(shape)), DEVIATION, mean)
    return torch.from_numpy(values.reshape(shape).copy())


def linear(x, name, outputs, bias=True):
    """A linear layer whose matrix is stored as [inputs, outputs]."""
    product = x @ tensor(f"{name}.weight", x.shape[-1], outputs)
    return product + tensor(f"{name}.bias", outputs) if bias else product


def dense(x, name, outputs):
    """A linear layer whose matrix is stored as [outputs, inputs]."""
    return F.linear(x, tensor(f"{name}.weight", outputs, x.shape[-1]), tensor(f"{name}.bias", outputs))


def norm(x, name, epsilon):
    width = x.shape[-1]
    return F.layer_norm(x, (width,), tensor(f"{name}.weight", width, mean=1.), tensor(f"{name}.bias", width), epsilon)


def embedding(ids, name, rows, width):
    return F.embedding(ids, tensor(f"{name}.weight", rows, width))


def attention(query, key_value, names, heads, hidden=None, forbidden=None, key_bias=True):
    """torch.nn.MultiheadAttention with the weights of these names: query, key, value, projection."""
    width = query.shape[-1]
    layer = nn.MultiheadAttention(width, heads, batch_first=True).eval()
    matrices = [tensor(f"{name}.weight", width, width).T for name in names]
    biases = [tensor(f"{name}.bias", width) for name in names[:1]]
    biases += [tensor(f"{names[1]}.bias", width) if key_bias else torch.zeros(width)]
    biases += [tensor(f"{name}.bias", width) for name in names[2:]]
    layer.in_proj_weight.copy_(torch.cat(matrices[:3]))
    layer.in_proj_bias.copy_(torch.cat(biases[:3]))
    layer.out_proj.weight.copy_(matrices[3])
    layer.out_proj.bias.copy_(biases[3])
    return layer(query, key_value, key_value, key_padding_mask=hidden, attn_mask=forbidden, need_weights=True)[0]


# --- the BERT family --------------------------------------------------------------------------------------------
BERT = dict(query="attention.self.query", key="attention.self.key", value="attention.self.value", projection="attention.output.dense",
            norm1="attention.output.LayerNorm", inner="intermediate.dense", outer="output.dense", norm2="output.LayerNorm")
DISTILBERT = dict(query="attention.q_lin", key="attention.k_lin", value="attention.v_lin", projection="attention.out_lin",
                  norm1="sa_layer_norm", inner="ffn.lin1", outer="ffn.lin2", norm2="output_layer_norm")


def encoder(x, mask, prefix, names, h, epsilon):
    for index in range(h["layers"]):
        layer = f"{prefix}.{index}."
        parts = [layer + names[part] for part in ("query", "key", "value", "projection")]
        x = norm(x + attention(x, x, parts, h["heads"], hidden=mask == 0), layer + names["norm1"], epsilon)
        inner = F.gelu(linear(x, layer + names["inner"], h["intermediateSize"]))
        x = norm(x + linear(inner, layer + names["outer"], h["hiddenSize"]), layer + names["norm2"], epsilon)
    return x


def bert(h, input_ids, attention_mask, token_type_ids):
    width = h["hiddenSize"]
    x = embedding(input_ids, "bert.embeddings.word_embeddings", h["vocabularySize"], width)
    x = x + embedding(torch.arange(input_ids.shape[1]), "bert.embeddings.position_embeddings", h["positions"], width)
    x = x + embedding(token_type_ids, "bert.embeddings.token_type_embeddings", h.get("tokenTypes", 2), width)
    x = encoder(norm(x, "bert.embeddings.LayerNorm", 1e-12), attention_mask, "bert.encoder.layer", BERT, h, 1e-12)
    pooled = torch.tanh(dense(x[:, 0], "bert.pooler.dense", width))
    if "labels" in h:
        return dict(logits=dense(pooled, "classifier", h["labels"]))
    return dict(last_hidden_state=x, pooler_output=pooled)


def distilbert(h, input_ids, attention_mask):
    width = h["hiddenSize"]
    x = embedding(input_ids, "distilbert.embeddings.word_embeddings", h["vocabularySize"], width)
    x = x + embedding(torch.arange(input_ids.shape[1]), "distilbert.embeddings.position_embeddings", h["positions"], width)
    x = norm(x, "distilbert.embeddings.LayerNorm", 1e-12)
    x = encoder(x, attention_mask, "distilbert.transformer.layer", DISTILBERT, h, 1e-12)
    return dict(logits=dense(F.relu(dense(x[:, 0], "pre_classifier", width)), "classifier", h["labels"]))


def roberta(h, input_ids, attention_mask):
    width = h["hiddenSize"]
    words = (input_ids != 1).long()
    x = embedding(input_ids, "roberta.embeddings.word_embeddings", h["vocabularySize"], width)
    x = x + embedding(words.cumsum(1) * words + 1, "roberta.embeddings.position_embeddings", h["positions"], width)
    x = x + tensor("roberta.embeddings.token_type_embeddings.weight", 1, width)
    x = encoder(norm(x, "roberta.embeddings.LayerNorm", 1e-5), attention_mask, "roberta.encoder.layer", BERT, h, 1e-5)
    if "labels" in h:
        hidden = torch.tanh(dense(x[:, 0], "classifier.dense", width))
        return dict(logits=dense(hidden, "classifier.out_proj", h["labels"]))
    return dict(last_hidden_state=x, pooler_output=torch.tanh(dense(x[:, 0], "roberta.pooler.dense", width)))


# --- MobileBERT -------------------------------------------------------------------------------------------------
def no_norm(x, name):
    width = x.shape[-1]
    return x * tensor(f"{name}.weight", width, mean=1.) + tensor(f"{name}.bias", width)


def mobilebert(h, input_ids, attention_mask, token_type_ids):
    wide, inside, heads = h["hiddenSize"], h["bottleneckSize"], h["heads"]
    prefix = "mobilebert.embeddings."
    word = embedding(input_ids, prefix + "word_embeddings", h["vocabularySize"], h["embeddingSize"])
    nothing = torch.zeros_like(word[:, :1])
    three = torch.cat([torch.cat([word[:, 1:], nothing], 1), word, torch.cat([nothing, word[:, :-1]], 1)], 2)
    x = linear(three, prefix + "embedding_transformation", wide)
    x = x + embedding(torch.arange(input_ids.shape[1]), prefix + "position_embeddings", h["positions"], wide)
    x = no_norm(x + embedding(token_type_ids, prefix + "token_type_embeddings", 2, wide), prefix + "LayerNorm")
    for index in range(h["layers"]):
        layer = f"mobilebert.encoder.layer.{index}."
        entry = no_norm(linear(x, layer + "bottleneck.input.dense", inside), layer + "bottleneck.input.LayerNorm")
        shared = no_norm(linear(x, layer + "bottleneck.attention.dense", inside), layer + "bottleneck.attention.LayerNorm")
        parts = [linear(shared, layer + "attention.self.query", inside), linear(shared, layer + "attention.self.key", inside),
                 linear(x, layer + "attention.self.value", inside)]
        query, key, value = (part.unflatten(2, (heads, inside // heads)).transpose(1, 2) for part in parts)
        attended = by_heads(query, key, value, attention_mask)
        y = no_norm(linear(attended, layer + "attention.output.dense", inside) + entry, layer + "attention.output.LayerNorm")
        for network in [f"ffn.{number}." for number in range(h["feedForwards"] - 1)] + [""]:
            inner = F.relu(linear(y, layer + network + "intermediate.dense", h["intermediateSize"]))
            y = no_norm(linear(inner, layer + network + "output.dense", inside) + y, layer + network + "output.LayerNorm")
        x = no_norm(linear(y, layer + "output.bottleneck.dense", wide) + x, layer + "output.bottleneck.LayerNorm")
    if "labels" in h:
        return dict(logits=dense(x[:, 0], "classifier", h["labels"]))
    return dict(last_hidden_state=x, pooler_output=torch.tanh(dense(x[:, 0], "mobilebert.pooler.dense", wide)))


def by_heads(query, key, value, mask):
    """Attention, one sequence and one head at a time, over the words that are there."""
    result = torch.empty_like(value)
    for row, head in np.ndindex(*query.shape[:2]):
        there = mask[row] == 1
        scores = query[row, head] @ key[row, head][there].T / math.sqrt(query.shape[-1])
        result[row, head] = scores.softmax(1) @ value[row, head][there]
    return result.transpose(1, 2).flatten(2)


# --- GPT-2 ------------------------------------------------------------------------------------------------------
def gpt2(h, input_ids, attention_mask, position_ids=None, past=None):
    width, heads = h["hiddenSize"], h["heads"]
    words = tensor("transformer.wte.weight", h["vocabularySize"], width)
    length = input_ids.shape[1]
    before = attention_mask.shape[1] - length
    positions = torch.arange(length) if position_ids is None else position_ids
    x = F.embedding(input_ids, words) + embedding(positions, "transformer.wpe", h["positions"], width)
    later = torch.ones(length, before + length).triu(before + 1) > 0
    forbidden = later[None, None] | (attention_mask == 0)[:, None, None]
    outputs = {}
    for index in range(h["layers"]):
        layer = f"transformer.h.{index}."
        parts = linear(norm(x, layer + "ln_1", 1e-5), layer + "attn.c_attn", 3 * width).chunk(3, 2)
        query, key, value = (part.unflatten(2, (heads, width // heads)).transpose(1, 2) for part in parts)
        if past is not None:
            key = torch.cat([past[f"past_key_values.{index}.key"], key], 2)
            value = torch.cat([past[f"past_key_values.{index}.value"], value], 2)
            outputs |= {f"present.{index}.key": key, f"present.{index}.value": value}
        scores = torch.einsum("bhqd,bhkd->bhqk", query, key) / math.sqrt(width // heads)
        attended = scores.masked_fill(forbidden, -math.inf).softmax(3) @ value
        x = x + linear(attended.transpose(1, 2).flatten(2), layer + "attn.c_proj", width)
        inner = F.gelu(linear(norm(x, layer + "ln_2", 1e-5), layer + "mlp.c_fc", 4 * width), approximate="tanh")
        x = x + linear(inner, layer + "mlp.c_proj", width)
    return dict(logits=norm(x, "transformer.ln_f", 1e-5) @ words.T) | outputs


def gpt2_cached(h, input_ids, attention_mask, position_ids, **past):
    return gpt2(h, input_ids, attention_mask, position_ids, past)


# --- Whisper ----------------------------------------------------------------------------------------------------
def whisper_sublayer(x, other, layer, name, heads, forbidden=None):
    y = norm(x, f"{layer}{name}_layer_norm", 1e-5)
    names = [f"{layer}{name}.{part}_proj" for part in ("q", "k", "v", "out")]
    return x + attention(y, y if other is None else other, names, heads, forbidden=forbidden, key_bias=False)


def whisper_feed_forward(x, layer, h):
    inner = F.gelu(linear(norm(x, layer + "final_layer_norm", 1e-5), layer + "fc1", h["intermediateSize"]))
    return x + linear(inner, layer + "fc2", h["hiddenSize"])


def whisper_encoder(h, input_features):
    width = h["hiddenSize"]
    prefix = "model.encoder."
    weights = [tensor(prefix + "conv1.weight", width, h["mels"], 3), tensor(prefix + "conv2.weight", width, width, 3)]
    x = F.gelu(F.conv1d(input_features, weights[0], tensor(prefix + "conv1.bias", width), padding=1))
    x = F.gelu(F.conv1d(x, weights[1], tensor(prefix + "conv2.bias", width), stride=2, padding=1))
    # sinusoids() of OpenAI's whisper/model.py
    scales = torch.exp(-math.log(10000) / (width // 2 - 1) * torch.arange(width // 2))
    angles = torch.arange(h["frames"])[:, None] * scales[None]
    x = x.transpose(1, 2) + torch.cat([angles.sin(), angles.cos()], 1)
    for index in range(h["layers"]):
        layer = f"{prefix}layers.{index}."
        x = whisper_feed_forward(whisper_sublayer(x, None, layer, "self_attn", h["heads"]), layer, h)
    return dict(last_hidden_state=norm(x, prefix + "layer_norm", 1e-5))


def whisper_decoder(h, input_ids, encoder_hidden_states):
    width, length, prefix = h["hiddenSize"], input_ids.shape[1], "model.decoder."
    words = tensor(prefix + "embed_tokens.weight", h["vocabularySize"], width)
    x = F.embedding(input_ids, words) + tensor(prefix + "embed_positions.weight", h["positions"], width)[:length]
    later = torch.ones(length, length).triu(1) > 0
    for index in range(h["layers"]):
        layer = f"{prefix}layers.{index}."
        x = whisper_sublayer(x, None, layer, "self_attn", h["heads"], forbidden=later)
        x = whisper_sublayer(x, encoder_hidden_states, layer, "encoder_attn", h["heads"])
        x = whisper_feed_forward(x, layer, h)
    return dict(logits=norm(x, prefix + "layer_norm", 1e-5) @ words.T)


def whisper_decoder_cached(h, input_ids, **past):
    """A step of generation: keys and values of the past, and those of the encoder's states, are given."""
    width, heads, prefix = h["hiddenSize"], h["heads"], "model.decoder."
    words = tensor(prefix + "embed_tokens.weight", h["vocabularySize"], width)
    before, length = past["past_key_values.0.decoder.key"].shape[2], input_ids.shape[1]
    x = F.embedding(input_ids, words) + tensor(prefix + "embed_positions.weight", h["positions"], width)[before:before + length]
    outputs = {}

    def split(y):
        return y.unflatten(2, (heads, width // heads)).transpose(1, 2)

    def sublayer(x, layer, name, keys_and_values, forbidden=None):
        y = norm(x, f"{layer}{name}_layer_norm", 1e-5)
        key, value = keys_and_values(y)
        scores = split(linear(y, f"{layer}{name}.q_proj", width)) @ key.transpose(2, 3) / math.sqrt(width // heads)
        shares = (scores if forbidden is None else scores.masked_fill(forbidden, -math.inf)).softmax(3)
        return x + linear((shares @ value).transpose(1, 2).flatten(2), f"{layer}{name}.out_proj", width)

    later = torch.ones(length, before + length).triu(before + 1) > 0
    for index in range(h["layers"]):
        layer, own, other = f"{prefix}layers.{index}.", f"{index}.decoder.", f"{index}.encoder."

        def remembered(y):
            key = split(linear(y, layer + "self_attn.k_proj", width, bias=False))
            outputs[f"present.{own}key"] = torch.cat([past[f"past_key_values.{own}key"], key], 2)
            value = split(linear(y, layer + "self_attn.v_proj", width))
            outputs[f"present.{own}value"] = torch.cat([past[f"past_key_values.{own}value"], value], 2)
            return outputs[f"present.{own}key"], outputs[f"present.{own}value"]

        x = sublayer(x, layer, "self_attn", remembered, later)
        x = sublayer(x, layer, "encoder_attn", lambda y: (past[f"past_key_values.{other}key"], past[f"past_key_values.{other}value"]))
        x = whisper_feed_forward(x, layer, h)
    return dict(logits=norm(x, prefix + "layer_norm", 1e-5) @ words.T) | outputs


# --- files ------------------------------------------------------------------------------------------------------
def described(value):
    kind = {torch.int64: "int64", torch.float32: "float32"}[value.dtype]
    numbers = value.flatten().tolist()
    return dict(type=kind, shape=list(value.shape), values=numbers if kind == "int64" else [float(f"{number:.7g}") for number in numbers])


def case(name, architecture, network, hyper_parameters, **inputs):
    global DEVIATION
    DEVIATION = hyper_parameters["initializerRange"]
    outputs = network(hyper_parameters, **inputs)
    content = dict(architecture=architecture, hyperParameters=hyper_parameters, seed=SEED,
                   inputs={key: described(value) for key, value in inputs.items()},
                   outputs={key: described(value) for key, value in outputs.items()})
    (HERE / f"{name}.json").write_text(json.dumps(content) + "\n")
    print(name, {key: (list(value.shape), round(float(value.std()), 4)) for key, value in outputs.items()})


def words(rows, length, vocabulary, padding=0):
    """Random ids and a mask; each row but the first is padded, by more the further down it is."""
    ids = torch.randint(2, vocabulary, (rows, length))
    mask = torch.ones(rows, length, dtype=torch.int64)
    for row in range(1, rows):
        ids[row, length - 2 * row:], mask[row, length - 2 * row:] = padding, 0
    return dict(input_ids=ids, attention_mask=mask)


if __name__ == "__main__":
    # Weights larger than a network starts with, so that attention is far from uniform and a wrong query or key shows.
    sizes = dict(layers=3, hiddenSize=96, heads=4, intermediateSize=200, vocabularySize=120, positions=16, initializerRange=.15)
    sentences, segments = words(3, 10, 120), torch.randint(0, 2, (3, 10))
    case("bert", "bert", bert, sizes, **sentences, token_type_ids=segments)
    case("bert-classifier", "bert", bert, sizes | dict(labels=3), **sentences, token_type_ids=segments)
    case("distilbert-classifier", "distilbert", distilbert, sizes | dict(labels=2), **sentences)
    case("roberta", "roberta", roberta, sizes, **words(3, 10, 120, padding=1))
    case("roberta-classifier", "roberta", roberta, sizes | dict(labels=2), **words(3, 10, 120, padding=1))

    narrow = sizes | dict(embeddingSize=40, bottleneckSize=32, feedForwards=3, intermediateSize=64, initializerRange=.1)
    case("mobilebert", "mobilebert", mobilebert, narrow | dict(pooler=True), **sentences, token_type_ids=segments)
    case("mobilebert-classifier", "mobilebert", mobilebert, narrow | dict(labels=2), **sentences, token_type_ids=segments)

    decoder = dict(layers=3, hiddenSize=64, heads=4, vocabularySize=90, positions=16, initializerRange=.15)
    case("gpt2", "gpt2", gpt2, decoder, **words(3, 9, 90))
    past = {f"past_key_values.{layer}.{part}": torch.randn(2, 4, 5, 16) for layer in range(2) for part in ("key", "value")}
    case("gpt2-cached", "gpt2", gpt2_cached, decoder | dict(layers=2, cache=True), input_ids=torch.randint(0, 90, (2, 3)),
         attention_mask=torch.ones(2, 8, dtype=torch.int64), position_ids=torch.arange(5, 8).expand(2, 3).contiguous(), **past)

    whisper = dict(layers=3, hiddenSize=48, heads=4, intermediateSize=96, frames=12, initializerRange=.15)
    case("whisper-encoder", "whisper-encoder", whisper_encoder, whisper | dict(mels=10), input_features=torch.randn(2, 10, 24))
    case("whisper-decoder", "whisper-decoder", whisper_decoder, whisper | dict(vocabularySize=80, positions=16),
         input_ids=torch.randint(0, 80, (2, 7)), encoder_hidden_states=torch.randn(2, 12, 48))
    past = {f"past_key_values.{layer}.{part}": torch.randn(2, 4, 12 if "encoder" in part else 4, 12)
            for layer in range(2) for part in ("decoder.key", "decoder.value", "encoder.key", "encoder.value")}
    case("whisper-decoder-cached", "whisper-decoder", whisper_decoder_cached,
         whisper | dict(layers=2, vocabularySize=80, positions=16, cache=True), input_ids=torch.randint(0, 80, (2, 2)), **past)
