#!/usr/bin/env python3
"""Writes features.json beside this file with NumPy and PyTorch (made with 1.24 and 1.13, CPU): python3 make_features_fixture.py

Features of 60 examples in 14 dimensions: three directions repeat others, the rest falls by powers of ten around large means. Of these, all in
float64: the singular values after centring; the rank of the covariance at the tolerances of the measure feature-rank (the default is
torch.linalg.matrix_rank's); the exponential of the entropy. And a linear probe trained on scaled features as Fan et al.'s code does (Adam,
cross entropy plus 1e-3 times the norm of the weights), in stated batches, with its parameters and answers at the end.
"""
import json
import pathlib

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from make_fixtures import encode

EXAMPLES, WIDTH, CLASSES, EPOCHS, BATCH = 60, 14, 3, 30, 25


def main():
    generator = np.random.default_rng(1)
    features = generator.standard_normal((EXAMPLES, WIDTH)) * 10.0 ** -np.arange(WIDTH) @ np.linalg.qr(generator.standard_normal((WIDTH, WIDTH)))[0]
    features = features + 100 * generator.standard_normal(WIDTH)
    features[:, 3:6] = features[:, :3] @ generator.standard_normal((3, 3))
    centred = features - features.mean(0)
    singular = np.linalg.svd(centred, compute_uv=False)
    variances = singular**2 / (singular**2).max()
    shares = variances / variances.sum()
    covariance = torch.cov(torch.from_numpy(features).T)

    torch.set_default_dtype(torch.float64)
    torch.manual_seed(1)
    scaled = torch.from_numpy(generator.standard_normal((EXAMPLES, WIDTH)) * 3)
    labels = torch.randint(CLASSES, (EXAMPLES,))
    scaled[range(EXAMPLES), labels] += 2
    probe = nn.Linear(WIDTH, CLASSES)
    start = encode(probe.weight, torch.float64), encode(probe.bias, torch.float64)
    optimiser = torch.optim.Adam(probe.parameters(), 1e-3)
    batches = []
    for _ in range(EPOCHS):
        for batch in torch.randperm(EXAMPLES).split(BATCH):
            batches.append(batch.tolist())
            optimiser.zero_grad()
            (F.cross_entropy(probe(scaled[batch]), labels[batch]) + 1e-3 * probe.weight.norm()).backward()
            optimiser.step()

    fixture = {
        "numpy": np.__version__,
        "torch": torch.__version__,
        "width": WIDTH,
        "features": encode(torch.from_numpy(features), torch.float64),
        "singular": encode(torch.from_numpy(singular), torch.float64),
        "ranks": {"default": int(torch.linalg.matrix_rank(covariance, hermitian=True)),
                  **{name: int((variances > float(name)).sum()) for name in ("1e-6", "1e-3")}},
        "effective": float(np.exp(-(shares[shares > 0] * np.log(shares[shares > 0])).sum())),
        "probe": {"features": encode(scaled, torch.float64), "labels": labels.tolist(), "weights": start[0], "biases": start[1], "batches": batches,
                  "trained-weights": encode(probe.weight, torch.float64), "trained-biases": encode(probe.bias, torch.float64),
                  "answers": probe(scaled).argmax(1).tolist()},
    }
    print(singular, fixture["ranks"], fixture["effective"], (probe(scaled).argmax(1) == labels).double().mean())
    pathlib.Path(__file__).with_name("features.json").write_text(json.dumps(fixture) + "\n")


if __name__ == "__main__":
    main()
