"""Holds Temper's networks against PyTorch: forward, loss, every gradient, and steps of Adam.

A hundred and fifty networks of random shapes are described in a file, with random weights, inputs and
targets; two of seven have batch normalisation, one attention. NetworkFixture, a program of the package's tests, computes
them in 32 bits; PyTorch in 64, by its own layers and automatic differentiation. Differences are told in
parts of the largest number of what is compared: an output, a loss, a whole gradient, all weights after Adam;
of the gradient's tensors alone, too, where slopes that nearly cancel have lost a digit to rounding. After
Adam, which divides slopes by their size, normalised networks are held less closely, and not by biases that
normalisation cancels: their slopes are 0 but for rounding, and so are their steps.

usage: networks.py FIXTURE [--cases 150] [--seed 1]
"""

import argparse
import json
import random
import subprocess
import tempfile
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors import safe_open
from safetensors.torch import save_file

TOLERANCE = 1e-5
# Those that differ from it.
TOLERANCES = {"tensor": 1e-4, "steps": 1e-4}
# Below this the largest number of a tensor counts as this.
LEAST_SIZE = 1e-3
# Of 53 bits as much may be left where all cancels: the slope of a bias that is normalised away.
NOTHING = 1e-10
# The size of a tensor counts as at least this share of the largest.
SHARE = 0.01
# Samples whose statistics are taken together in steps of Adam, as NetworkFixture takes them.
GHOST = 2
# What no gradient teaches.
FOLLOWING = ("running_mean", "running_var")

# MARK: - What PyTorch makes of a description


def run(layers, x, weights, prefix="", training=True):
    """The outputs of layers one after another; in training running statistics follow."""
    for number, layer in enumerate(layers):
        x = apply(layer, x, weights, f"{prefix}{number}.", training)
    return x


def unit(channels, normalises):
    """The layers of a residual unit."""
    half = [["relu"], ["convolution", channels, channels]]
    return ([["normalisation", channels]] * normalises + half) * 2


def apply(layer, x, weights, prefix, training):
    kind, rest = layer[0], layer[1:]
    match kind:
        case "linear":
            return F.linear(x.flatten(1), weights[prefix + "weight"], weights[prefix + "bias"])
        case "plain":
            return F.linear(x.flatten(1), weights[prefix + "weight"])
        case "convolution":
            return F.conv2d(x, weights[prefix + "weight"], weights[prefix + "bias"], padding=1)
        case "residual" | "normalised":
            return x + run(unit(*rest, kind == "normalised"), x, weights, prefix, training)
        case "normalisation":
            return F.batch_norm(
                x, weights[prefix + "running_mean"], weights[prefix + "running_var"],
                weights[prefix + "weight"], weights[prefix + "bias"], training)
        case "fusion":
            return x * weights[prefix + "weight"]
        case "bias":
            return x + weights[prefix + "bias"]
        case "broadcast":
            return x.expand(-1, rest[0])
        case "relu":
            return torch.relu(x)
        case "tanh":
            return torch.tanh(x)
        case "softplus":
            return F.softplus(x, threshold=1e9)
        case "parts":
            size, inner = rest
            parts = x.reshape(-1, size)
            return run(inner, parts, weights, prefix, training).reshape(len(x), -1, inner[-1][2]).sum(1)
        case "each":
            count, size, inner = rest
            parts = x.reshape(-1, size)
            return run(inner, parts, weights, prefix, training).reshape(len(x), -1)
        case "attention":
            size, _, _, hears = rest
            return attention(x.reshape(len(x), -1, size), hears, weights, prefix).flatten(1)
        case "branches":
            sizes = [torch.Size(shape).numel() for _, shape, _ in rest]
            return sum(
                run(inner, part.reshape(len(x), *shape), weights, f"{prefix}{name}.", training)
                .flatten(1)
                for (name, shape, inner), part in zip(rest, x.split(sizes, 1)))
    raise ValueError(kind)


def attention(x, hears, weights, prefix):
    """Parts, and beside each what it is told by those that it hears."""
    query, key, value = (
        F.linear(x, weights[f"{prefix}{name}.weight"]) for name in ["query", "key", "value"])
    mask = torch.zeros(len(hears), len(hears), dtype=torch.bool)
    for part, others in enumerate(hears):
        mask[part, others] = True
    # Who hears nobody: of no numbers PyTorch's softmax is none.
    deaf = ~mask.any(1, keepdim=True)
    told = F.scaled_dot_product_attention(query, key, value, attn_mask=mask | deaf)
    told = torch.where(deaf, torch.zeros_like(told), told)
    told = F.linear(told, weights[prefix + "told.weight"], weights[prefix + "told.bias"])
    return torch.cat([x, told], 2)


def parameters(layers, prefix=""):
    """Names and shapes of all weights."""
    for number, (kind, *rest) in enumerate(layers):
        name = f"{prefix}{number}."
        match kind:
            case "linear":
                yield name + "weight", [rest[1], rest[0]]
                yield name + "bias", [rest[1]]
            case "plain":
                yield name + "weight", [rest[1], rest[0]]
            case "convolution":
                yield name + "weight", [rest[1], rest[0], 3, 3]
                yield name + "bias", [rest[1]]
            case "residual" | "normalised":
                yield from parameters(unit(*rest, kind == "normalised"), name)
            case "normalisation":
                for parameter in ["weight", "bias", *FOLLOWING]:
                    yield name + parameter, rest
            case "fusion":
                yield name + "weight", rest
            case "bias":
                yield name + "bias", rest
            case "parts":
                yield from parameters(rest[1], name)
            case "each":
                yield from parameters(rest[2], name)
            case "attention":
                size, width, outputs, _ = rest
                for part in ["query", "key", "value"]:
                    yield f"{name}{part}.weight", [width, size]
                yield name + "told.weight", [outputs, width]
                yield name + "told.bias", [outputs]
            case "branches":
                for branch, _, inner in rest:
                    yield from parameters(inner, f"{name}{branch}.")


def loss_of(kind, output, target, offset):
    """The sum of losses, each by PyTorch's own function."""
    if kind == "squares":
        return F.mse_loss(output, target, reduction="sum")
    # Deviance is twice the Poisson loss, less what it is for the best rate.
    best = torch.xlogy(target, target) - target
    if kind == "rates":
        cost = F.poisson_nll_loss(output, target, log_input=False, eps=0, reduction="none")
    else:
        cost = F.poisson_nll_loss(output + offset, target, log_input=True, reduction="none")
    return 2 * (cost + best).sum()


# MARK: - Random cases


def perceptron(chance, batch):
    sizes = [chance.randint(1, 24) for _ in range(chance.randint(2, 4))]
    layers = []
    for before, after in zip(sizes, sizes[1:]):
        kind = chance.choice(["linear", "plain"])
        layers += [[kind, before, after], [chance.choice(["relu", "tanh", "softplus"])]]
    return layers[:-1], "squares", [batch, sizes[0]]


def planes(chance, batch, unit="residual"):
    """Convolutions and residual units, as counts scaled to −1…1 or as rates."""
    inputs, channels = chance.randint(1, 7), chance.randint(1, 12)
    # One number has no variance, which PyTorch refuses.
    shape = [chance.randint(1, 14), chance.randint(1 + (unit == "normalised"), 17)]
    layers = [["convolution", inputs, channels]]
    layers += [[unit, channels] for _ in range(chance.randint(0, 3))]
    layers += [["normalisation", channels]] if unit == "normalised" else []
    layers += [["relu"], ["convolution", channels, 1], ["fusion", 1, *shape]]
    end, loss = chance.choice([("tanh", "squares"), ("softplus", "rates")])
    return layers + [[end]], loss, [batch, inputs, *shape]


def space_time(chance, batch, unit="residual"):
    """ST-ResNet: three branches and the calendar; with offset, with bias, or with softplus."""
    shape = [chance.randint(2, 9), chance.randint(2, 9)]
    cells = shape[0] * shape[1]
    channels, known = chance.randint(1, 8), chance.randint(2, 11)
    corrects = chance.random() < 0.5
    branches = []
    for name in ["closeness", "period", "trend"]:
        frames = chance.randint(1, 6)
        inner = [["convolution", frames, channels]]
        inner += [[unit, channels] for _ in range(chance.randint(unit == "normalised", 2))]
        inner += [["relu"], ["convolution", channels, 1], ["fusion", 1, *shape]]
        branches.append([name, [frames, *shape], inner])
    said = 1 if corrects else cells
    calendar = [["linear", known, 10], ["relu"], ["linear", 10, said]]
    calendar += [["broadcast", cells]] if corrects else []
    branches.append(["calendar", [known], calendar])
    size = sum(torch.Size(part).numel() for _, part, _ in branches)
    end, loss = ([], "logarithms") if corrects else chance.choice(
        [([["bias", cells], ["tanh"]], "squares"), ([["bias", cells], ["softplus"]], "rates")])
    return [["branches", *branches], *end], loss, [batch, size]


def normalised_planes(chance, batch):
    return planes(chance, batch + GHOST, "normalised")


def normalised_space_time(chance, batch):
    return space_time(chance, batch + GHOST, "normalised")


def sum_over_parts(chance, batch):
    size, hidden, outputs = (chance.randint(1, 9) for _ in range(3))
    inner = [["linear", size, hidden], ["relu"], ["linear", hidden, outputs]]
    return [["parts", size, inner]], "squares", [batch, size * chance.randint(1, 6)]


def heard_parts(chance, batch):
    """As MAVFA-C: parts that hear each other, then a network for each."""
    count, size, width, outputs, hidden = (chance.randint(1, 9) for _ in range(5))
    hears = [[other for other in range(count) if chance.random() < 0.5] for _ in range(count)]
    inner = [["linear", size + outputs, hidden], ["relu"], ["linear", hidden, 1]]
    layers = [["attention", size, width, outputs, hears], ["each", count, size + outputs, inner]]
    return layers, "squares", [batch, count * size]


def made(number, chance, generator):
    """A case, with its tensors."""
    kinds = [
        perceptron, planes, space_time, sum_over_parts, normalised_planes, normalised_space_time,
        heard_parts]
    kind = kinds[number % len(kinds)]
    layers, loss, shape = kind(chance, chance.randint(1, 9))

    def numbers(shape, size=1.0):
        return (2 * torch.rand(shape, generator=generator) - 1) * size

    # As wide as He's, so that numbers neither vanish nor explode.
    weights = {
        name: numbers(shape, (6 / max(1, torch.Size(shape[1:]).numel())) ** 0.5)
        for name, shape in parameters(layers)}
    for name, value in weights.items():
        if name.endswith("running_var"):
            weights[name] = value.abs()
    tensors = {"input": numbers(shape)}
    output = run(layers, tensors["input"], copied(weights))
    if loss == "squares":
        tensors["target"] = numbers(output.shape)
    else:
        tensors["target"] = torch.poisson(torch.ones(output.shape), generator=generator)
    if loss == "logarithms":
        tensors["offset"] = numbers(output.shape, 3)
    tensors |= {f"weights.{name}": value for name, value in weights.items()}
    return {"layers": layers, "loss": loss}, tensors


# MARK: - Comparing


def copied(weights):
    """Weights of their own, with slopes where they are learned by them."""
    return {
        name: value.clone().requires_grad_(not name.endswith(FOLLOWING))
        for name, value in weights.items()}


def expected(case, tensors):
    """What PyTorch says, in 64 bits."""
    tensors = {name: value.double() for name, value in tensors.items()}
    x, target, offset = tensors["input"].requires_grad_(), tensors["target"], tensors.get("offset")
    start = {
        name.removeprefix("weights."): value
        for name, value in tensors.items() if name.startswith("weights.")}

    weights = copied(start)
    output = run(case["layers"], x, weights)
    value = loss_of(case["loss"], output, target, offset)
    value.backward()
    answers = {"output": output, "loss": value[None] / output.numel(), "gradient.input": x.grad}
    answers["inference"] = run(case["layers"], x, weights, training=False)
    for name, weight in weights.items():
        slope = torch.zeros_like(weight) if weight.grad is None else weight.grad
        answers[f"gradient.weights.{name}"] = slope
    answers = {name: value.detach().clone() for name, value in answers.items()}

    weights = copied(start)
    adam = torch.optim.Adam(
        [weight for weight in weights.values() if weight.requires_grad], lr=0.01, eps=0.01)
    for _ in range(3):
        adam.zero_grad()
        for first in range(0, len(x), GHOST):
            part = slice(first, first + GHOST)
            made = run(case["layers"], x[part], weights)
            value = loss_of(
                case["loss"], made, target[part], None if offset is None else offset[part])
            (value / output.numel()).backward()
        adam.step()
    return answers | {f"adam.{name}": weight.detach() for name, weight in weights.items()}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("fixture")
    arguments.add_argument("--cases", type=int, default=150)
    arguments.add_argument("--seed", type=int, default=1)
    arguments = arguments.parse_args()
    chance = random.Random(arguments.seed)
    generator = torch.Generator().manual_seed(arguments.seed)
    torch.set_num_threads(1)
    cases = [made(number, chance, generator) for number in range(arguments.cases)]
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder, "cases.safetensors"), Path(folder, "answers.safetensors")
        save_file(
            {f"{number}.{name}": value.contiguous() for number, (_, tensors) in enumerate(cases)
             for name, value in tensors.items()},
            asked, metadata={"cases": json.dumps([case for case, _ in cases])})
        subprocess.run([arguments.fixture, asked, answered], check=True, timeout=300)
        with safe_open(answered, "pt") as file:
            answers = {name: file.get_tensor(name) for name in file.keys()}

    worst, count = Worst(), 0
    for number, (case, tensors) in enumerate(cases):
        truth = expected(case, tensors)
        normalises = any(name.endswith(FOLLOWING) for name in truth)
        own = {name.partition(".")[2] for name in answers if name.startswith(f"{number}.")}
        assert own == set(truth), (number, own ^ set(truth))
        for name, value in truth.items():
            answer = answers[f"{number}.{name}"].double()
            assert answer.shape == value.shape, (number, name, answer.shape, value.shape)
            kind = name.split(".")[0]
            whole = max(size(other) for at, other in truth.items() if at.split(".")[0] == kind)
            difference = (answer - value).abs().max().item()
            if kind == "adam" and normalises:
                if not name.endswith(("bias", "running_mean")):
                    worst.note("steps", difference / whole, f"case {number}, {name}")
            else:
                worst.note(kind, difference / whole, f"case {number}, {name}")
            if kind == "gradient" and value.abs().max() > NOTHING:
                own = max(size(value), SHARE * whole)
                worst.note("tensor", difference / own, f"case {number}, {name}")
            count += value.numel()
    for kind, (difference, place) in worst.found.items():
        print(f"{kind:9} differs by at most {difference:.1e} ({place})")
        assert difference < TOLERANCES.get(kind, TOLERANCE), place
    print(f"{len(cases)} networks, {count} numbers: as PyTorch {torch.__version__} has them")


class Worst:
    """The largest differences by kind."""

    def __init__(self):
        self.found = {}

    def note(self, kind, difference, place):
        # What is not a number is no small difference.
        assert difference >= 0, place
        self.found[kind] = max(self.found.get(kind, (0, "")), (difference, place))


def size(tensor):
    return max(LEAST_SIZE, tensor.abs().max().item())


if __name__ == "__main__":
    main()
