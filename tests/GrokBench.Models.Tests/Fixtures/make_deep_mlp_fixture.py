#!/usr/bin/env python3
"""Writes deep-mlp.json beside this file with PyTorch (made with 1.13, CPU): python3 make_deep_mlp_fixture.py

A fully connected ReLU network of 12 linear maps, PyTorch's own initialisation with every parameter times 8, in float64: the loss and its
gradient against one-hot labels (mse) and by cross entropy. Names, layout and encoding are those of make_fixtures.py.
"""
import json
import pathlib

import torch
import torch.nn as nn
import torch.nn.functional as F

from make_fixtures import encode

DEPTH, INPUTS, WIDTH, CLASSES, EXAMPLES, SCALE = 12, 10, 16, 4, 24, 8


def main():
    torch.manual_seed(1)
    torch.set_default_dtype(torch.float64)
    sizes = [INPUTS, *[WIDTH] * (DEPTH - 1), CLASSES]
    linears = [nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])]
    with torch.no_grad():
        for linear in linears:
            linear.weight.mul_(SCALE)
            linear.bias.mul_(SCALE)
    inputs, labels = torch.randn(EXAMPLES, INPUTS), torch.randint(CLASSES, (EXAMPLES,))

    def forward():
        x = inputs
        for linear in linears[:-1]:
            x = F.relu(linear(x))
        return linears[-1](x)

    def named(of):
        for i, linear in enumerate(linears, 1):
            name = "output" if i == DEPTH else f"hidden{i}"
            yield f"{name}.weight", encode(of(linear.weight).T, torch.float64)
            yield f"{name}.bias", encode(of(linear.bias), torch.float64)

    losses = {}
    for kind in "mse", "cross-entropy":
        for linear in linears:
            linear.zero_grad()
        outputs = forward()
        loss = F.mse_loss(outputs, F.one_hot(labels, CLASSES).double()) if kind == "mse" else F.cross_entropy(outputs, labels)
        loss.backward()
        losses[kind] = {"loss": loss.item(), "gradient": dict(named(lambda p: p.grad))}

    fixture = {
        "torch": torch.__version__,
        "classes": CLASSES,
        "model": {"kind": "mlp", "input": "real", "width": WIDTH, "depth": DEPTH - 1, "activation": "relu", "biases": "all",
                  "init": "pytorch-uniform", "init-scale": SCALE},
        "inputs": encode(inputs, torch.float64),
        "labels": labels.tolist(),
        "parameters": dict(named(lambda p: p)),
        "losses": losses,
    }
    pathlib.Path(__file__).with_name("deep-mlp.json").write_text(json.dumps(fixture, indent=1) + "\n")


if __name__ == "__main__":
    main()
