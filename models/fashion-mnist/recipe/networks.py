"""The family's networks: every convolution is followed by BatchNorm, so all of them fold into plain ONNX convolutions."""

import torch
from torch import nn

# Mean and standard deviation of the Fashion-MNIST training pixels in 0..1.
PIXEL_MEAN, PIXEL_STD = 0.2860, 0.3530
CLASSES = 10


class ConvNorm(nn.Module):
    """Convolution without bias, BatchNorm, and optionally ReLU: the unit that export.py folds."""

    def __init__(self, inputs, outputs, kernel=3, stride=1, groups=1, relu=True):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(outputs)
        self.relu = relu

    def forward(self, x):
        x = self.norm(self.conv(x))
        return torch.relu_(x) if self.relu else x


class Residual(nn.Module):
    """Two units with a skip; the sum is not rectified, both branches already are."""

    def __init__(self, width):
        super().__init__()
        self.first = ConvNorm(width, width)
        self.second = ConvNorm(width, width)

    def forward(self, x):
        return x + self.second(self.first(x))


class Head(nn.Module):
    """Global average pooling and the only linear layer."""

    def __init__(self, width):
        super().__init__()
        self.linear = nn.Linear(width, CLASSES)

    def forward(self, x):
        return self.linear(x.mean((2, 3)))


def pool():
    return nn.MaxPool2d(2)


def res_teacher():
    """Residual blocks at 14x14 and 7x7."""
    return nn.Sequential(
        ConvNorm(1, 32), pool(),
        ConvNorm(32, 64), Residual(64), pool(),
        ConvNorm(64, 128), Residual(128), Head(128))


def res_student():
    """One residual block only, at 7x7, where a weight costs a quarter of what it costs at 14x14."""
    return nn.Sequential(
        ConvNorm(1, 32), pool(),
        ConvNorm(32, 48), pool(),
        ConvNorm(48, 104), Residual(104), Head(104))


def plain(width):
    """Three convolutions of doubling width."""
    return nn.Sequential(
        ConvNorm(1, width), pool(),
        ConvNorm(width, 2 * width), pool(),
        ConvNorm(2 * width, 4 * width), Head(4 * width))


def separable():
    """Depthwise and pointwise convolutions after a strided stem: few MACs, much memory traffic per MAC."""
    def block(inputs, outputs, stride):
        return ConvNorm(inputs, inputs, stride=stride, groups=inputs), ConvNorm(inputs, outputs, kernel=1)

    return nn.Sequential(
        ConvNorm(1, 16, stride=2),
        *block(16, 32, 1), *block(32, 64, 2), *block(64, 48, 1), Head(48))


NETWORKS = {
    "res-teacher": res_teacher,
    "res-student": res_student,
    "plain-32": lambda: plain(32),
    "plain-16": lambda: plain(16),
    "separable": separable,
}


def build(name):
    return NETWORKS[name]()


def parameters(network):
    return sum(p.numel() for p in network.parameters())


def macs(network):
    """Multiply-accumulates per image of convolutions and the linear layer."""
    total = 0

    def count(module, _, output):
        nonlocal total
        per_output = module.weight[0].numel()
        total += per_output * output[0].numel()

    hooks = [m.register_forward_hook(count) for m in network.modules() if isinstance(m, (nn.Conv2d, nn.Linear))]
    training = network.training
    network.eval()
    with torch.no_grad():
        network(torch.zeros(1, 1, 28, 28))
    network.train(training)
    for hook in hooks:
        hook.remove()
    return total
