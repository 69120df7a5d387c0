#!/usr/bin/env python3
"""Writes bayesian-mlp.json beside this file with PyTorch (made with 1.13.0, Debian's python3-torch): python3 make_bayesian_fixture.py

A network of normal weights and biases, its outputs drawn by local reparametrisation from given draws, in float64: mean cross-entropy of a batch, divergence from
N(0, 1) by torch.distributions, and the gradient of cross-entropy + divergence / 40. Then five steps of plain descent on that objective, with the same draws.
"""
import json
import pathlib

import torch
from torch import nn
from torch.distributions import Normal, kl_divergence

EXAMPLES, SIZES, STEPS, RATE, TRAINING_EXAMPLES = 9, [6, 7, 5, 3], 5, 0.1, 40


class Layer(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.mean = nn.Parameter(0.6 * torch.randn(inputs, outputs))
        self.log_std = nn.Parameter(-1 + 0.4 * torch.randn(inputs, outputs))
        self.bias_mean = nn.Parameter(0.3 * torch.randn(outputs))
        self.bias_log_std = nn.Parameter(-1 + 0.4 * torch.randn(outputs))

    def forward(self, x, draws):
        mean = x @ self.mean + self.bias_mean
        variance = x**2 @ self.log_std.exp()**2 + self.bias_log_std.exp()**2
        return mean + variance.sqrt() * draws

    def divergence(self):
        pairs = (self.mean, self.log_std), (self.bias_mean, self.bias_log_std)
        return sum(kl_divergence(Normal(mean, log_std.exp()), Normal(torch.zeros(()), torch.ones(()))).sum() for mean, log_std in pairs)

    def named(self, name, of):
        yield f"{name}.weight.mean", of(self.mean)
        yield f"{name}.bias.mean", of(self.bias_mean)
        yield f"{name}.weight.log-std", of(self.log_std)
        yield f"{name}.bias.log-std", of(self.bias_log_std)


def case(activation, seed):
    torch.manual_seed(seed)
    torch.set_default_dtype(torch.float64)
    layers = nn.ModuleList(Layer(a, b) for a, b in zip(SIZES, SIZES[1:]))
    x, labels = torch.randn(EXAMPLES, SIZES[0]), torch.randint(SIZES[-1], (EXAMPLES,))
    draws = torch.randn(EXAMPLES, sum(SIZES[1:]))

    def fit(noise):
        value = x
        for i, (layer, part) in enumerate(zip(layers, noise.split(SIZES[1:], dim=1))):
            value = layer(value, part)
            if i < len(layers) - 1:
                value = getattr(torch, activation)(value)
        return nn.functional.cross_entropy(value, labels)

    def named(of):
        names = [*(f"hidden{i + 1}" for i in range(len(layers) - 1)), "output"]
        return {name: tensor.detach().flatten().tolist() for layer, prefix in zip(layers, names) for name, tensor in layer.named(prefix, of)}

    result = {
        "activation": activation, "widths": SIZES[1:-1], "inputs": x.flatten().tolist(), "input_width": SIZES[0], "labels": labels.tolist(), "outputs": SIZES[-1],
        "draws": draws.flatten().tolist(), "training_examples": TRAINING_EXAMPLES, "rate": RATE, "parameters": named(lambda p: p),
        "loss_at_means": fit(torch.zeros_like(draws)).item(),
    }
    optimiser, losses = torch.optim.SGD(layers.parameters(), RATE), []
    for step in range(STEPS):
        optimiser.zero_grad()
        loss, divergence = fit(draws), sum(layer.divergence() for layer in layers)
        (loss + divergence / TRAINING_EXAMPLES).backward()
        losses.append(loss.item())
        if step == 0:
            result |= {"divergence": divergence.item(), "gradient": named(lambda p: p.grad)}
        optimiser.step()
    return result | {"losses": losses, "trained": named(lambda p: p)}


path = pathlib.Path(__file__).with_name("bayesian-mlp.json")
path.write_text(json.dumps([case("relu", 1), case("tanh", 2)], indent=1) + "\n")
