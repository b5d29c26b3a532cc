"""Writes vision.json: what the vision architectures answer at small sizes, computed by networks that were written in PyTorch from the papers.

python3 make_vision.py
"""

import json
import math
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from weights import images, normal

ITEMS = 2
BASE = {"imageSize": 64, "classes": 10}
VIT = {"imageSize": 64, "classes": 10, "layers": 2, "hiddenSize": 192, "heads": 3, "intermediateSize": 256}
CASES = [
    ("resnet", {"depth": 18, "width": 8, **BASE}),
    ("resnet", {"depth": 50, "width": 8, **BASE}),
    ("mobilenet-v2", {"widthPercent": 35, **BASE}),
    ("mobilenet-v3-large", {"widthPercent": 35, **BASE}),
    ("mobilenet-v3-small", {"widthPercent": 50, **BASE}),
    ("vit", VIT),
    ("vit", {**VIT, "distillationToken": True}),
]


def conv(inputs, outputs, kernel, stride=1, groups=1, bias=False):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=bias)


class ResNetBlock(nn.Module):
    def __init__(self, inputs, inner, outputs, stride):
        super().__init__()
        if inner == outputs:
            self.conv1, self.conv2 = conv(inputs, inner, 3, stride), conv(inner, inner, 3)
        else:
            self.conv1, self.conv2, self.conv3 = conv(inputs, inner, 1), conv(inner, inner, 3, stride), conv(inner, outputs, 1)
            self.bn3 = nn.BatchNorm2d(outputs)
        self.bn1, self.bn2 = nn.BatchNorm2d(inner), nn.BatchNorm2d(inner)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(conv(inputs, outputs, 1, stride), nn.BatchNorm2d(outputs))

    def forward(self, x):
        branch = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        if hasattr(self, "conv3"):
            branch = self.bn3(self.conv3(torch.relu(branch)))
        return torch.relu(branch + (x if self.downsample is None else self.downsample(x)))


class ResNet(nn.Module):
    def __init__(self, depth, width, imageSize, classes):
        super().__init__()
        blocks = {18: [2, 2, 2, 2], 50: [3, 4, 6, 3]}[depth]
        expansion = 1 if depth < 50 else 4
        self.conv1, self.bn1 = nn.Conv2d(3, width, 7, 2, 3, bias=False), nn.BatchNorm2d(width)
        inputs = width
        for stage, count in enumerate(blocks):
            layer = []
            for index in range(count):
                inner = width * 2 ** stage
                layer.append(ResNetBlock(inputs, inner, inner * expansion, 2 if stage > 0 and index == 0 else 1))
                inputs = inner * expansion
            self.add_module(f"layer{stage + 1}", nn.Sequential(*layer))
        self.fc = nn.Linear(inputs, classes)

    def forward(self, x):
        x = functional.max_pool2d(torch.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        for layer in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = layer(x)
        return self.fc(x.mean((2, 3)))


def eights(value):
    rounded = max(8, int(value + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * value else rounded


def unit(inputs, outputs, kernel, stride=1, groups=1, activation=None, epsilon=1e-5):
    parts = [conv(inputs, outputs, kernel, stride, groups), nn.BatchNorm2d(outputs, eps=epsilon)]
    return nn.Sequential(*parts, *([activation()] if activation else []))


class MobileNetV2Block(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        inner = inputs * expansion
        expand = [unit(inputs, inner, 1, activation=nn.ReLU6)] if expansion != 1 else []
        depthwise = unit(inner, inner, 3, stride, inner, nn.ReLU6)
        self.conv = nn.Sequential(*expand, depthwise, conv(inner, outputs, 1), nn.BatchNorm2d(outputs))
        self.skips = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.conv(x) if self.skips else self.conv(x)


class MobileNetV2(nn.Module):
    def __init__(self, widthPercent, imageSize, classes):
        super().__init__()
        factor = widthPercent / 100
        table = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
        inputs = eights(32 * factor)
        features = [unit(3, inputs, 3, 2, activation=nn.ReLU6)]
        for expansion, channels, repeats, stride in table:
            for repeat in range(repeats):
                outputs = eights(channels * factor)
                features.append(MobileNetV2Block(inputs, outputs, stride if repeat == 0 else 1, expansion))
                inputs = outputs
        last = eights(1280 * max(1, factor))
        self.features = nn.Sequential(*features, unit(inputs, last, 1, activation=nn.ReLU6))
        self.classifier = nn.Sequential(nn.Dropout(), nn.Linear(last, classes))

    def forward(self, x):
        return self.classifier(self.features(x).mean((2, 3)))


class Squeeze(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.fc1, self.fc2 = nn.Conv2d(width, eights(width // 4), 1), nn.Conv2d(eights(width // 4), width, 1)

    def forward(self, x):
        gate = self.fc2(torch.relu(self.fc1(x.mean((2, 3), keepdim=True))))
        return x * (gate / 6 + 0.5).clamp(0, 1)


class MobileNetV3Block(nn.Module):
    def __init__(self, inputs, kernel, inner, outputs, squeezes, activation, stride):
        super().__init__()
        expand = [unit(inputs, inner, 1, activation=activation, epsilon=1e-3)] if inner != inputs else []
        depthwise = unit(inner, inner, kernel, stride, inner, activation, 1e-3)
        squeeze = [Squeeze(inner)] if squeezes else []
        self.block = nn.Sequential(*expand, depthwise, *squeeze, unit(inner, outputs, 1, epsilon=1e-3))
        self.skips = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.block(x) if self.skips else self.block(x)


class MobileNetV3(nn.Module):
    def __init__(self, table, last, widthPercent, imageSize, classes):
        super().__init__()
        factor = widthPercent / 100
        inputs = eights(16 * factor)
        features = [unit(3, inputs, 3, 2, activation=nn.Hardswish, epsilon=1e-3)]
        for kernel, inner, outputs, squeezes, activation, stride in table:
            block = MobileNetV3Block(
                inputs, kernel, eights(inner * factor), eights(outputs * factor), squeezes, nn.Hardswish if activation == "HS" else nn.ReLU, stride)
            features.append(block)
            inputs = eights(outputs * factor)
        self.features = nn.Sequential(*features, unit(inputs, 6 * inputs, 1, activation=nn.Hardswish, epsilon=1e-3))
        self.classifier = nn.Sequential(nn.Linear(6 * inputs, eights(last * factor)), nn.Hardswish(), nn.Dropout(), nn.Linear(eights(last * factor), classes))

    def forward(self, x):
        return self.classifier(self.features(x).mean((2, 3)))


LARGE = [
    (3, 16, 16, 0, "RE", 1), (3, 64, 24, 0, "RE", 2), (3, 72, 24, 0, "RE", 1), (5, 72, 40, 1, "RE", 2), (5, 120, 40, 1, "RE", 1),
    (5, 120, 40, 1, "RE", 1), (3, 240, 80, 0, "HS", 2), (3, 200, 80, 0, "HS", 1), (3, 184, 80, 0, "HS", 1), (3, 184, 80, 0, "HS", 1),
    (3, 480, 112, 1, "HS", 1), (3, 672, 112, 1, "HS", 1), (5, 672, 160, 1, "HS", 2), (5, 960, 160, 1, "HS", 1), (5, 960, 160, 1, "HS", 1),
]
SMALL = [
    (3, 16, 16, 1, "RE", 2), (3, 72, 24, 0, "RE", 2), (3, 88, 24, 0, "RE", 1), (5, 96, 40, 1, "HS", 2), (5, 240, 40, 1, "HS", 1),
    (5, 240, 40, 1, "HS", 1), (5, 120, 48, 1, "HS", 1), (5, 144, 48, 1, "HS", 1), (5, 288, 96, 1, "HS", 2), (5, 576, 96, 1, "HS", 1),
    (5, 576, 96, 1, "HS", 1),
]


class ViT(nn.Module):
    """Straight from state: the names of Hugging Face's DeiT do not follow from a short module tree."""

    def __init__(self, layers, hiddenSize, heads, intermediateSize, imageSize, classes, distillationToken=False):
        super().__init__()
        self.heads, self.layers, self.names = heads, layers, ["cls_classifier", "distillation_classifier"] if distillationToken else ["classifier"]
        self.tokens = ["cls_token", "distillation_token"] if distillationToken else ["cls_token"]
        count = (imageSize // 16) ** 2 + len(self.tokens)
        self.shapes = {f"deit.embeddings.{token}": (1, 1, hiddenSize) for token in self.tokens}
        self.shapes["deit.embeddings.position_embeddings"] = (1, count, hiddenSize)
        self.patches = nn.Conv2d(3, hiddenSize, 16, 16)
        self.parts = {"deit.embeddings.patch_embeddings.projection": self.patches}
        for index in range(layers):
            path = f"deit.encoder.layer.{index}."
            for name in ("attention.attention.query", "attention.attention.key", "attention.attention.value", "attention.output.dense"):
                self.parts[path + name] = nn.Linear(hiddenSize, hiddenSize)
            self.parts[path + "intermediate.dense"] = nn.Linear(hiddenSize, intermediateSize)
            self.parts[path + "output.dense"] = nn.Linear(intermediateSize, hiddenSize)
            self.parts[path + "layernorm_before"] = nn.LayerNorm(hiddenSize, eps=1e-12)
            self.parts[path + "layernorm_after"] = nn.LayerNorm(hiddenSize, eps=1e-12)
        self.parts["deit.layernorm"] = nn.LayerNorm(hiddenSize, eps=1e-12)
        self.parts.update({name: nn.Linear(hiddenSize, classes) for name in self.names})

    def forward(self, x):
        x = self.parts["deit.embeddings.patch_embeddings.projection"](x).flatten(2).transpose(1, 2)
        tokens = [self.values[f"deit.embeddings.{token}"].expand(len(x), -1, -1) for token in self.tokens]
        x = torch.cat([*tokens, x], 1) + self.values["deit.embeddings.position_embeddings"]
        for index in range(self.layers):
            part = lambda name: self.parts[f"deit.encoder.layer.{index}.{name}"]
            normed = part("layernorm_before")(x)
            query, key, value = (
                part(f"attention.attention.{name}")(normed).unflatten(2, (self.heads, -1)).transpose(1, 2) for name in ("query", "key", "value"))
            shares = (query @ key.transpose(2, 3) / math.sqrt(query.shape[-1])).softmax(-1)
            x = x + part("attention.output.dense")((shares @ value).transpose(1, 2).flatten(2))
            x = x + part("output.dense")(functional.gelu(part("intermediate.dense")(part("layernorm_after")(x))))
        x = self.parts["deit.layernorm"](x)
        return sum(self.parts[name](x[:, index]) for index, name in enumerate(self.names)) / len(self.names)


def fill(name, module):
    """Gives one layer the values that its graph has."""
    def put(tensor, part, deviation, mean=0.0):
        tensor.data = torch.from_numpy(normal(f"{name}.{part}", tensor.shape, deviation, mean))

    if isinstance(module, nn.Conv2d):
        put(module.weight, "weight", math.sqrt(2 / module.weight[0].numel()))
    elif isinstance(module, nn.BatchNorm2d):
        last = name.split(".")[-1]
        is_last = last == "bn3" or last == "bn2" and name.rsplit(".", 1)[0] in BASIC_BLOCKS
        put(module.weight, "weight", 0.02, 0.2 if is_last else 1)
        put(module.running_mean, "running_mean", 0.02)
        put(module.running_var, "running_var", 0.02, 1)
    elif isinstance(module, nn.LayerNorm):
        put(module.weight, "weight", 0.02, 1)
    elif "classifier" in name or name == "fc":
        put(module.weight, "weight", 0.02)
    else:
        # A graph stores the matrix of a product as [inputs, outputs].
        module.weight.data = torch.from_numpy(normal(f"{name}.weight", module.weight.shape[::-1], 0.02).T.copy())
    if module.bias is not None:
        put(module.bias, "bias", 0.02)


BASIC_BLOCKS = set()


def answer(architecture, sizes):
    if architecture == "resnet":
        network = ResNet(**sizes)
    elif architecture == "mobilenet-v2":
        network = MobileNetV2(**sizes)
    elif architecture == "vit":
        network = ViT(**sizes)
    else:
        network = MobileNetV3(LARGE if architecture.endswith("large") else SMALL, 1280 if architecture.endswith("large") else 1024, **sizes)
    BASIC_BLOCKS.clear()
    BASIC_BLOCKS.update(name for name, module in network.named_modules() if isinstance(module, ResNetBlock) and not hasattr(module, "conv3"))
    layers = network.parts if isinstance(network, ViT) else dict(network.named_modules())
    for name, module in layers.items():
        if isinstance(module, (nn.Conv2d, nn.Linear, nn.BatchNorm2d, nn.LayerNorm)):
            fill(name, module)
    if isinstance(network, ViT):
        network.values = {name: torch.from_numpy(normal(name, shape, 0.02)) for name, shape in network.shapes.items()}
    network.eval()
    with torch.no_grad():
        return network(torch.from_numpy(images(ITEMS, sizes["imageSize"])))


def main():
    cases = []
    for architecture, sizes in CASES:
        logits = answer(architecture, sizes)
        print(architecture, sizes, logits[0, :3].tolist())
        cases.append({"architecture": architecture, "hyperParameters": sizes, "logits": [[float(f"{value:.8g}") for value in row] for row in logits.tolist()]})
    lines = ",\n".join(json.dumps(case) for case in cases)
    Path(__file__).with_name("vision.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
