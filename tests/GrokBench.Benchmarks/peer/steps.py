"""
Training steps in eager PyTorch (1.13 or later), written as a careful user would: one function per case, which returns the function that takes a
step (batch, gradient, optimiser). What a case computes: Cases.cs.

    steps.py CASE       says "ready VERSION", then reads numbers of steps from standard input and answers each with
                        milliseconds per step, elapsed and of processor time
"""
import math
import os
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


class Attention(nn.Module):
    """Causal attention without biases; reads what the last `queries` positions need."""

    def __init__(self, width, heads, tokens, queries):
        super().__init__()
        self.heads, self.queries = heads, queries
        self.query, self.key, self.value, self.output = (nn.Linear(width, width, bias=False) for _ in range(4))
        self.register_buffer("unseen", ~torch.tril(torch.ones(tokens, tokens, dtype=torch.bool))[-queries:])

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, x):
        read = x[:, -self.queries:]
        query, key, value = self.split(self.query(read)), self.split(self.key(x)), self.split(self.value(x))
        scores = query @ key.transpose(2, 3) / math.sqrt(query.shape[-1])
        if self.queries > 1:
            scores = scores.masked_fill(self.unseen, float("-inf"))
        attended = torch.softmax(scores, -1) @ value
        return self.output(attended.transpose(1, 2).reshape(read.shape))


class Block(nn.Module):
    """Attention and feed-forward; layer norm after each residual sum, or none."""

    def __init__(self, width, heads, hidden, tokens, queries, norm, biases):
        super().__init__()
        self.queries = queries
        self.attention = Attention(width, heads, tokens, queries)
        self.mlp = nn.Sequential(nn.Linear(width, hidden, bias=biases), nn.ReLU(), nn.Linear(hidden, width, bias=biases))
        self.norm1, self.norm2 = (nn.LayerNorm(width) if norm else nn.Identity() for _ in range(2))

    def forward(self, x):
        x = self.norm1(x[:, -self.queries:] + self.attention(x))
        return self.norm2(x + self.mlp(x))


class Transformer(nn.Module):
    """Logits at the last position. With `everywhere` all is computed at all positions, as published; else what the last position needs."""

    def __init__(self, vocabulary, layers, norm, biases, learned, everywhere, width=128, heads=4, hidden=512, tokens=3):
        super().__init__()
        self.embed = nn.Embedding(vocabulary, width)
        if learned:
            self.position = nn.Parameter(torch.randn(tokens, width) / math.sqrt(width))
        else:
            self.register_buffer("position", torch.randn(tokens, width))
        self.blocks = nn.Sequential(*(
            Block(width, heads, hidden, tokens, 1 if layer == layers - 1 and not everywhere else tokens, norm, biases) for layer in range(layers)))
        self.unembed = nn.Linear(width, vocabulary, bias=False)

    def forward(self, tokens):
        return self.unembed(self.blocks(self.embed(tokens) + self.position))[:, -1]


def mlp(*widths, activation):
    layers = []
    for inner, outer in zip(widths, widths[1:]):
        layers += [nn.Linear(inner, outer), activation()]
    return nn.Sequential(*layers[:-1])


def batches(count, size):
    """Indices of each step's examples: every epoch a new permutation; None for all examples as they are."""
    while True:
        if size is None:
            yield None
            continue
        yield from torch.randperm(count).split(size)


def stepper(model, optimisers, inputs, targets, size, loss):
    """`loss` of the model's outputs and the targets; batches of `size`, or of everything."""
    rows = batches(len(inputs), size)

    def step():
        chosen = next(rows)
        x, y = (inputs, targets) if chosen is None else (inputs[chosen], targets[chosen])
        value = loss(model(x), y)
        for optimiser in optimisers:
            optimiser.zero_grad(set_to_none=True)
        value.backward()
        for optimiser in optimisers:
            optimiser.step()

    return step


def in_float64(outputs, labels):
    return F.cross_entropy(outputs.double(), labels)


def pairs(modulus, count):
    """`count` of the pairs below the modulus, and their sums."""
    chosen = torch.randperm(modulus * modulus)[:count]
    a, b = chosen // modulus, chosen % modulus
    return a, b, (a + b) % modulus


def adamw(parameters, rate=1e-3, decay=1.0, betas=(0.9, 0.98)):
    return torch.optim.AdamW(parameters, lr=rate, betas=betas, weight_decay=decay)


def nanda(everywhere):
    a, b, labels = pairs(113, 3830)
    tokens = torch.stack([a, b, torch.full_like(a, 113)], 1)
    model = Transformer(114, layers=1, norm=False, biases=True, learned=True, everywhere=everywhere)
    return stepper(model, [adamw(model.parameters())], tokens, labels, None, in_float64)


def power(everywhere):
    a, b, labels = pairs(97, 4656)
    tokens = torch.stack([a, b, torch.full_like(a, 97)], 1)
    model = Transformer(98, layers=2, norm=True, biases=False, learned=False, everywhere=everywhere)
    return stepper(model, [adamw(model.parameters())], tokens, labels, 512, in_float64)


def one_hot_mlp():
    a, b, labels = pairs(97, 4704)
    inputs = torch.cat([F.one_hot(a, 97), F.one_hot(b, 97)], 1).float()
    model = mlp(194, 128, 128, 97, activation=nn.ReLU)
    return stepper(model, [adamw(model.parameters())], inputs, labels, 512, in_float64)


def parity():
    inputs = torch.randint(0, 2, (1000, 40)).float() * 2 - 1
    targets = inputs[:, :3].prod(1, keepdim=True)
    model = mlp(40, 1000, 1, activation=nn.ReLU)
    sgd = torch.optim.SGD(model.parameters(), lr=0.1, weight_decay=0.01)
    return stepper(model, [sgd], inputs, targets, 32, lambda outputs, signs: F.relu(1 - signs * outputs).mean())


def toy():
    class Toy(nn.Module):
        def __init__(self):
            super().__init__()
            self.embed = nn.Parameter(torch.rand(10, 1) - 0.5)
            self.decoder = mlp(1, 200, 200, 30, activation=nn.Tanh)

        def forward(self, summands):
            return self.decoder(self.embed[summands[:, 0]] + self.embed[summands[:, 1]])

    summands = torch.combinations(torch.arange(10), 2, with_replacement=True)[torch.randperm(55)[:45]]
    targets = torch.randn(19, 30)[summands.sum(1)]
    model = Toy()
    optimisers = [adamw([model.embed], 1e-3, 0.0, (0.9, 0.999)), adamw(model.decoder.parameters(), 3e-4, 1.0, (0.9, 0.999))]
    return stepper(model, optimisers, summands, targets, None, F.mse_loss)


def deep_mlp(count, size):
    inputs = torch.rand(count, 784)
    targets = F.one_hot(torch.randint(0, 10, (count,)), 10).float()
    model = mlp(784, *[400] * 11, 10, activation=nn.ReLU)
    return stepper(model, [adamw(model.parameters(), decay=0.01, betas=(0.9, 0.999))], inputs, targets, size, F.mse_loss)


CASES = {
    "nanda-last": lambda: nanda(everywhere=False),
    "nanda-all": lambda: nanda(everywhere=True),
    "power-last": lambda: power(everywhere=False),
    "power-all": lambda: power(everywhere=True),
    "one-hot-mlp": one_hot_mlp,
    "parity": parity,
    "toy": toy,
    "deep-mlp-200": lambda: deep_mlp(2000, 200),
    "deep-mlp-1000": lambda: deep_mlp(1000, None),
}


def main():
    torch.manual_seed(0)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    step = CASES[sys.argv[1]]()
    print("ready", torch.__version__, flush=True)
    for line in sys.stdin:
        count = int(line)
        start, processor = time.perf_counter(), time.process_time()
        for _ in range(count):
            step()
        elapsed, processor = time.perf_counter() - start, time.process_time() - processor
        print(elapsed * 1000 / count, processor * 1000 / count, flush=True)


main()
