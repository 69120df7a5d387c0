#!/usr/bin/env python3
"""Writes fourier.json beside this file with NumPy (made with 1.24): python3 make_fourier_fixture.py

Activations of six units and logits on the 49 pairs of integers modulo 7, in float64. Of the units: the share of the variance of every frequency k, by the
complex two-dimensional transform, in which its terms are those of (±k, 0), (0, ±k) and (±k, ±k). Of the logits: the losses of Nanda et al. 2023, by explicit projections on
cos(w(x + y)) and sin(w(x + y)) as unit vectors over all pairs, and the share of variance that cos(w(x + y - c)) explains, by least squares.
"""
import json
import pathlib

import numpy as np

P, UNITS, KEYS = 7, 6, [1, 3]


def shares(units):
    power = np.abs(np.fft.fft2((units - units.mean((0, 1))), axes=(0, 1))) ** 2
    of = [sum(power[a % P, b % P] for a in (-k, 0, k) for b in (-k, 0, k)) for k in range(1, (P + 1) // 2)]
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(np.array(of) / power.sum((0, 1)))


def loss(logits, labels):
    top = logits.max(1, keepdims=True)
    return np.log(np.exp(logits - top).sum(1)) + top[:, 0] - logits[np.arange(len(labels)), labels]


def main():
    generator = np.random.default_rng(1)
    x, y = np.divmod(np.arange(P * P), P)
    angle = 2 * np.pi / P
    waves = np.stack([np.cos(k * angle * x) * np.cos(k * angle * y + phase) for k, phase in ((1, 0.3), (2, 0), (3, 1), (3, 2), (1, 0.1))], 1)
    units = np.concatenate([waves + 0.3 * generator.standard_normal((P * P, 5)) * np.arange(5) + 2, np.full((P * P, 1), 0.25)], 1)
    logits = 2 * np.cos(angle * (x + y)[:, None] - angle * np.arange(P)) + generator.standard_normal((P * P, P)) + np.arange(P) / 3

    directions = [f(k * angle * (x + y)) for k in KEYS for f in (np.cos, np.sin)]
    part = sum(np.outer(u, u @ logits) for u in (d / np.linalg.norm(d) for d in directions))
    restricted = part + (logits - part).mean(0)
    labels = (x + y) % P
    design = np.stack([np.cos(k * angle * ((x + y)[:, None] - np.arange(P))).ravel() for k in KEYS], 1)
    centred = logits.ravel() - logits.mean()
    residual = centred - design @ np.linalg.lstsq(design, centred, rcond=None)[0]

    fixture = {
        "numpy": np.__version__,
        "modulus": P,
        "units": units.ravel().tolist(),
        "shares": shares(units.reshape(P, P, UNITS)).T.tolist(),
        "logits": logits.ravel().tolist(),
        "keys": KEYS,
        "restricted": loss(restricted, labels).tolist(),
        "excluded": loss(logits - part, labels).tolist(),
        "explained": 1 - (residual**2).sum() / (centred**2).sum(),
    }
    (pathlib.Path(__file__).parent / "fourier.json").write_text(json.dumps(fixture) + "\n")


if __name__ == "__main__":
    main()
