"""ONNX files: what continues the package's graph, and the static students."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

import networks

# The package's graph is of opset 13, before LayerNormalization became one operator; the runtime fuses its parts.
IR, OPSETS = 7, [helper.make_opsetid("", 13)]
EMBEDDED, ATTENTION_MASK = "135", "attention_mask"
LARGEST_EXACT = 4096


def constant(name, values, dtype=np.float32):
    return numpy_helper.from_array(np.ascontiguousarray(values, dtype), name)


def value(name, kind, *shape):
    return helper.make_tensor_value_info(name, kind, shape)


def pooled_head(hidden, weight, bias):
    """Nodes and constants: mean of the states that the mask keeps, then the linear head."""
    nodes = [
        helper.make_node("Cast", [ATTENTION_MASK], ["pool.mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["pool.mask", "pool.last"], ["pool.mask3"]),
        helper.make_node("Mul", [hidden, "pool.mask3"], ["pool.kept"]),
        helper.make_node("ReduceSum", ["pool.kept", "pool.second"], ["pool.sum"], keepdims=0),
        helper.make_node("ReduceSum", ["pool.mask", "pool.second"], ["pool.count"], keepdims=1),
        helper.make_node("Div", ["pool.sum", "pool.count"], ["pool.mean"]),
        helper.make_node("Gemm", ["pool.mean", "head.weight", "head.bias"], ["logits"])]
    return nodes, [
        constant("pool.last", [2], np.int64), constant("pool.second", [1], np.int64),
        constant("head.weight", weight.T), constant("head.bias", bias)]


def write(path, name, inputs, nodes, constants, classes, about):
    """A model whose output is `logits`; constants that no node takes are left out."""
    used = {tensor for node in nodes for tensor in node.input}
    graph = helper.make_graph(
        nodes, name, inputs, [value("logits", TensorProto.FLOAT, "batch", classes)], [one for one in constants if one.name in used])
    model = helper.make_model(graph, opset_imports=OPSETS, producer_name="inference-cost wordnet recipe", doc_string=about)
    model.ir_version = IR
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString(deterministic=True))


def mask_input():
    return value(ATTENTION_MASK, TensorProto.INT64, "batch", "sequence")


def teacher_tail(path, head, about):
    """Pooling and head, to be put behind the package's `last_hidden_state`."""
    nodes, constants = pooled_head("last_hidden_state", head["weight"], head["bias"])
    hidden = value("last_hidden_state", TensorProto.FLOAT, "batch", "sequence", networks.WIDTH)
    write(path, "teacher-tail", [hidden, mask_input()], nodes, constants, len(head["bias"]), about)


def halved(tensors):
    """Matrices in half precision with a Cast to single behind each; the rest as it is. Returns nodes and constants."""
    nodes, constants = [], []
    for tensor in tensors:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < LARGEST_EXACT:
            constants.append(tensor)
            continue
        constants.append(constant(tensor.name + ".half", values, np.float16))
        nodes.append(helper.make_node("Cast", [tensor.name + ".half"], [tensor.name], to=TensorProto.FLOAT))
    return nodes, constants


def layer_tail(path, package, network, about):
    """The tuned layer with pooling and head, to be put behind the package's sum of embeddings, in half precision."""
    source = onnx.load(package).graph
    last = "encoder.layer.0.output.LayerNorm.bias"
    hidden = next(node.output[0] for node in source.node if node.op_type == "Add" and last in node.input)
    makers = {name: node for node in source.node for name in node.output}
    needed, queue = set(), [hidden]
    while queue:
        node = makers.get(queue.pop())
        if node is not None and node.output[0] not in needed:
            needed.add(node.output[0])
            queue += [name for name in node.input if name != EMBEDDED]
    nodes = [node for node in source.node if node.output[0] in needed]
    weights = trained_weights(source, network)
    constants = [constant(tensor.name, weights[tensor.name]) if tensor.name in weights else tensor for tensor in source.initializer]
    nodes, constants = renamed(nodes, constants, keep={EMBEDDED, ATTENTION_MASK})
    head_nodes, head_constants = pooled_head("layer." + hidden, *(part.detach().numpy() for part in (network.head.weight, network.head.bias)))
    used = {name for node in nodes + head_nodes for name in node.input}
    casts, constants = halved([tensor for tensor in constants + head_constants if tensor.name in used])
    embedded = value(EMBEDDED, TensorProto.FLOAT, "batch", "sequence", networks.WIDTH)
    write(path, "one-layer-tail", [embedded, mask_input()], casts + nodes + head_nodes, constants, network.head.out_features, about)


def trained_weights(source, network):
    """The tuned values under the names of the package's constants; matrices of MatMul have no name and are found by their bias."""
    makers = {node.output[0]: node for node in source.node}
    state = {name: part.numpy() for name, part in network.state_dict().items()}
    weights = {f"embeddings.LayerNorm.{kind}": state[f"norm.{kind}"] for kind in ("weight", "bias")}
    for part, name in networks.LAYER_PARTS.items():
        bias = f"encoder.layer.0.{name}.bias"
        weights[bias] = state[f"layers.0.{part}.bias"]
        if part.startswith("norm"):
            weights[f"encoder.layer.0.{name}.weight"] = state[f"layers.0.{part}.weight"]
            continue
        addition = next(node for node in source.node if node.op_type == "Add" and bias in node.input)
        product = makers[next(one for one in addition.input if one != bias)]
        weights[product.input[1]] = state[f"layers.0.{part}.weight"].T
    return weights


def renamed(nodes, constants, keep):
    """The same with `layer.` before every name but those kept, so that nothing clashes with the graph that it continues."""
    def name(old):
        return old if old in keep or not old else "layer." + old

    result = []
    for node in nodes:
        copy = onnx.NodeProto()
        copy.CopyFrom(node)
        copy.name = name(node.name)
        copy.input[:], copy.output[:] = [name(old) for old in node.input], [name(old) for old in node.output]
        result.append(copy)
    tensors = []
    for tensor in constants:
        copy = onnx.TensorProto()
        copy.CopyFrom(tensor)
        copy.name = name(tensor.name)
        tensors.append(copy)
    return result, tensors


def static(path, network, about):
    """Weighted word vectors, their mean without [CLS] and [SEP], and the linear head."""
    state = {name: part.numpy() for name, part in network.state_dict().items()}
    weight, counts = state["weight"].copy(), np.ones(networks.VOCABULARY, np.float32)
    weight[[networks.CLS, networks.SEP]] = counts[[networks.CLS, networks.SEP]] = 0
    nodes = [
        helper.make_node("Gather", ["word", "input_ids"], ["vectors"]),
        helper.make_node("Cast", [ATTENTION_MASK], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["mask3"]),
        helper.make_node("Mul", ["vectors", "mask3"], ["kept"]),
        helper.make_node("ReduceSum", ["kept", "second"], ["sum"], keepdims=0),
        helper.make_node("Gather", ["counted", "input_ids"], ["is_word"]),
        helper.make_node("Mul", ["is_word", "mask"], ["kept_words"]),
        helper.make_node("ReduceSum", ["kept_words", "second"], ["words"], keepdims=1),
        helper.make_node("Max", ["words", "one"], ["divisor"]),
        helper.make_node("Div", ["sum", "divisor"], ["mean"]),
        helper.make_node("Gemm", ["mean", "head.weight", "head.bias"], ["logits"])]
    constants = [
        constant("word", state["word.weight"] * weight[:, None]), constant("counted", counts), constant("one", 1.0),
        constant("last", [2], np.int64), constant("second", [1], np.int64),
        constant("head.weight", state["head.weight"].T), constant("head.bias", state["head.bias"])]
    ids = value("input_ids", TensorProto.INT64, "batch", "sequence")
    write(path, "static", [ids, mask_input()], nodes, constants, len(state["head.bias"]), about)
