"""Writes a trained network as ONNX: normalisation inside the graph, BatchNorm folded into the convolutions."""

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional as F

import networks

OPSET = 17
PRODUCER = "InferenceCost recipe"
# Folding reorders float32 arithmetic; a larger difference than this is a mistake, not rounding.
TOLERANCE = 1e-3


class GraphWriter:
    """Appends nodes in execution order; every method returns the name of its output."""

    def __init__(self):
        self.nodes, self.weights = [], []

    def add(self, operator, inputs, output=None, **attributes):
        name = output or f"{operator.lower()}{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [name], name=f"{operator}_{len(self.nodes)}",
                                           **attributes))
        return name

    def weight(self, name, array):
        self.weights.append(numpy_helper.from_array(np.asarray(array, np.float32), name))
        return name

    def normalised(self, x):
        # Not folded into the first convolution: its zero padding stands for the mean, not for black.
        x = self.add("Sub", [x, self.weight("mean", networks.PIXEL_MEAN)])
        return self.add("Div", [x, self.weight("std", networks.PIXEL_STD)])

    def conv_norm(self, x, unit, path):
        conv, norm = unit.conv, unit.norm
        scale = norm.weight.double() / torch.sqrt(norm.running_var.double() + norm.eps)
        weight = self.weight(f"{path}.weight", (conv.weight.double() * scale[:, None, None, None]).numpy())
        bias = self.weight(f"{path}.bias", (norm.bias.double() - norm.running_mean.double() * scale).numpy())
        x = self.add("Conv", [x, weight, bias], kernel_shape=conv.kernel_size, strides=conv.stride,
                     pads=conv.padding * 2, dilations=[1, 1], group=conv.groups)
        return self.add("Relu", [x]) if unit.relu else x

    def head(self, x, head):
        x = self.add("Flatten", [self.add("GlobalAveragePool", [x])], axis=1)
        weight = self.weight("head.weight", head.linear.weight.numpy())
        bias = self.weight("head.bias", head.linear.bias.numpy())
        return self.add("Gemm", [x, weight, bias], output="logits", transB=1)

    def module(self, x, module, path):
        if isinstance(module, networks.ConvNorm):
            return self.conv_norm(x, module, path)
        if isinstance(module, networks.Residual):
            inner = self.conv_norm(x, module.first, f"{path}.first")
            return self.add("Add", [x, self.conv_norm(inner, module.second, f"{path}.second")])
        if isinstance(module, nn.MaxPool2d):
            return self.add("MaxPool", [x], kernel_shape=[2, 2], strides=[2, 2])
        if isinstance(module, networks.Head):
            return self.head(x, module)
        raise TypeError(f"no ONNX form for {type(module).__name__}")


@torch.no_grad()
def to_onnx(network, name, description):
    """The checked ONNX model of a trained network."""
    writer = GraphWriter()
    x = writer.normalised("input")
    for index, module in enumerate(network.eval()):
        x = writer.module(x, module, f"layer{index}")
    graph = helper.make_graph(
        writer.nodes, name,
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["N", 1, 28, 28])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", networks.CLASSES])],
        initializer=writer.weights, doc_string=description)
    model = helper.make_model(graph, producer_name=PRODUCER, doc_string=description, ir_version=8,
                              opset_imports=[helper.make_opsetid("", OPSET)])
    onnx.checker.check_model(model, full_check=True)
    return model


@torch.no_grad()
def run_graph(model, images):
    """Executes the written nodes one by one; the recipe's environment has no ONNX runtime."""
    values = {w.name: torch.from_numpy(numpy_helper.to_array(w).copy()) for w in model.graph.initializer}
    values["input"] = images
    for node in model.graph.node:
        inputs = [values[name] for name in node.input]
        attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        values[node.output[0]] = OPERATORS[node.op_type](inputs, attributes)
    return values["logits"]


OPERATORS = {
    "Sub": lambda i, a: i[0] - i[1],
    "Div": lambda i, a: i[0] / i[1],
    "Add": lambda i, a: i[0] + i[1],
    "Relu": lambda i, a: F.relu(i[0]),
    "Conv": lambda i, a: F.conv2d(*i, stride=a["strides"], padding=a["pads"][:2], groups=a["group"]),
    "MaxPool": lambda i, a: F.max_pool2d(i[0], a["kernel_shape"], a["strides"]),
    "GlobalAveragePool": lambda i, a: i[0].mean((2, 3), keepdim=True),
    "Flatten": lambda i, a: i[0].flatten(a["axis"]),
    "Gemm": lambda i, a: F.linear(*i),
}


def check_equal(model, trained_logits, images):
    """Fails unless the written graph computes what the trained network computes on the given byte images."""
    written = run_graph(model, torch.from_numpy(images).unsqueeze(1).float() / 255)
    difference = (written - trained_logits).abs().max().item()
    if difference > TOLERANCE:
        raise ValueError(f"{model.graph.name}: logits differ by {difference:.2g} after export")
    return difference
