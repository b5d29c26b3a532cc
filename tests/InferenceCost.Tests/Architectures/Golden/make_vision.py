"""Writes what each vision architecture answers at a small size, one JSON file per case, beside this script.

The networks are PyTorch modules written down from the papers; weights and file format are make_golden.py's. The images are not stored:
pixel i is the sine of STEP times i.
"""

import json
import math

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from make_golden import HERE, SEED, described, normal

ITEMS = 2
STEP = 0.7
DEVIATION = 0.15
BASE = {"imageSize": 64, "classes": 10, "initializerRange": DEVIATION}
VIT = {**BASE, "layers": 3, "hiddenSize": 96, "heads": 4, "intermediateSize": 200}
CASES = {
    "resnet-18": ("resnet", {"depth": 18, "width": 8, **BASE}),
    "resnet-50": ("resnet", {"depth": 50, "width": 8, **BASE}),
    "mobilenet-v2": ("mobilenet-v2", {"widthPercent": 35, **BASE}),
    "mobilenet-v3-large": ("mobilenet-v3-large", {"widthPercent": 35, **BASE}),
    "mobilenet-v3-small": ("mobilenet-v3-small", {"widthPercent": 50, **BASE}),
    "vit": ("vit", VIT),
    "deit-distilled": ("vit", {**VIT, "distillationToken": True}),
}


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
    def __init__(self, depth, width, imageSize, classes, **_):
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
    def __init__(self, widthPercent, imageSize, classes, **_):
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
    def __init__(self, table, last, widthPercent, imageSize, classes, **_):
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

    def __init__(self, layers, hiddenSize, heads, intermediateSize, imageSize, classes, distillationToken=False, **_):
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


def values(name, shape, deviation, mean=0.0):
    return torch.from_numpy(normal(SEED, name, 0, math.prod(shape), deviation, mean).reshape(tuple(shape)).copy())


def fill(name, module, last):
    """Gives one layer the values that its graph has; last: whether it is the last normalisation of a residual block."""
    if isinstance(module, nn.Conv2d):
        module.weight.data = values(f"{name}.weight", module.weight.shape, math.sqrt(2 / module.weight[0].numel()))
    elif isinstance(module, nn.BatchNorm2d):
        module.weight.data = values(f"{name}.weight", module.weight.shape, 0.02, 0.2 if last else 1)
        module.running_mean.data = values(f"{name}.running_mean", module.weight.shape, 0.02)
        module.running_var.data = values(f"{name}.running_var", module.weight.shape, 0.02, 1)
    elif isinstance(module, nn.LayerNorm):
        module.weight.data = values(f"{name}.weight", module.weight.shape, DEVIATION, 1)
    elif "classifier" in name or name == "fc":
        module.weight.data = values(f"{name}.weight", module.weight.shape, DEVIATION)
    else:
        # A graph stores the matrix of a product as [inputs, outputs].
        module.weight.data = values(f"{name}.weight", module.weight.shape[::-1], DEVIATION).T.contiguous()
    if module.bias is not None:
        module.bias.data = values(f"{name}.bias", module.bias.shape, 0.02 if isinstance(module, nn.BatchNorm2d) else DEVIATION)


def network(architecture, sizes):
    if architecture == "resnet":
        return ResNet(**sizes)
    if architecture == "mobilenet-v2":
        return MobileNetV2(**sizes)
    if architecture == "vit":
        return ViT(**sizes)
    large = architecture.endswith("large")
    return MobileNetV3(LARGE if large else SMALL, 1280 if large else 1024, **sizes)


def answer(architecture, sizes):
    model = network(architecture, sizes)
    blocks = {name: "bn3" if hasattr(module, "conv3") else "bn2" for name, module in model.named_modules() if isinstance(module, ResNetBlock)}
    ends = {f"{block}.{norm}" for block, norm in blocks.items()}
    for name, module in (model.parts if isinstance(model, ViT) else dict(model.named_modules())).items():
        if isinstance(module, (nn.Conv2d, nn.Linear, nn.BatchNorm2d, nn.LayerNorm)):
            fill(name, module, name in ends)
    if isinstance(model, ViT):
        model.values = {name: values(name, shape, DEVIATION) for name, shape in model.shapes.items()}
    count = ITEMS * 3 * sizes["imageSize"] ** 2
    images = np.sin(STEP * np.arange(count, dtype=np.float64)).astype(np.float32).reshape(ITEMS, 3, sizes["imageSize"], sizes["imageSize"])
    return model.eval()(torch.from_numpy(images))


if __name__ == "__main__":
    for file, (architecture, sizes) in CASES.items():
        logits = answer(architecture, sizes)
        shape = [ITEMS, 3, sizes["imageSize"], sizes["imageSize"]]
        content = dict(architecture=architecture, hyperParameters=sizes, seed=SEED,
                       inputs=dict(pixel_values=dict(type="float32", shape=shape, sine=STEP)), outputs=dict(logits=described(logits)))
        (HERE / f"{file}.json").write_text(json.dumps(content) + "\n")
        print(file, round(float(logits.std()), 4), "difference of the images", round(float((logits[0] - logits[1]).abs().max() / logits.abs().max()), 4))
