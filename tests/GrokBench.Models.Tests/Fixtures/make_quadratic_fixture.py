#!/usr/bin/env python3
"""Writes quadratic.json beside this file with NumPy (made with 1.24): python3 make_quadratic_fixture.py

Two quadratic networks on the pairs of numbers modulo p. Of random weights: the mean inverse participation ratios by numpy.fft.rfft, of what units read of either
operand and give the outputs, and the concentration of the phases; the last unit's weights are constant. The written-down solution of Gromov 2023 with phases from this
project's streams (Philox 4x32-10 written anew): its outputs for all pairs, and how many are right, for the three versions of the outputs.
"""
import base64
import hashlib
import json
import pathlib

import numpy as np


def philox(key, counter):
    c, k = [counter >> (32 * i) & 0xFFFFFFFF for i in range(4)], [key & 0xFFFFFFFF, key >> 32]
    for _ in range(10):
        a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [b >> 32 ^ c[1] ^ k[0], b & 0xFFFFFFFF, a >> 32 ^ c[3] ^ k[1], a & 0xFFFFFFFF]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return c[0] | c[1] << 32


def uniform(seed, name, count):
    stream = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little")
    return np.array([(philox(seed, index | stream << 64) >> 11) / 2.0**53 for index in range(count)])


def encode(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f8").tobytes()).decode()


def ratio(vectors):
    power = np.abs(np.fft.rfft(vectors, axis=1)) ** 2
    shares = power / power.sum(1, keepdims=True)
    return (shares**2).sum(1)


def concentration(vectors, p):
    spectra = [np.fft.rfft(v, axis=1) for v in vectors]
    shares = sum(np.abs(s) ** 2 / (np.abs(s) ** 2).sum(1, keepdims=True) for s in spectra)
    best = shares.argmax(1)
    units = [k for k in range(len(best)) if best[k] > 0 and 2 * best[k] < p]
    angles = [sum(sign * np.angle(s[k, best[k]]) for sign, s in zip((1, 1, -1), spectra)) for k in units]
    return abs(np.exp(1j * np.array(angles)).mean())


def measured(p, units):
    generator = np.random.default_rng(p)
    vectors = [generator.standard_normal((units, p)) for _ in range(3)]
    for vector in vectors:
        vector[:, :] += 2 * np.cos(2 * np.pi * np.arange(1, units + 1)[:, None] * np.arange(p) / p + 1)
        vector[-1] = 2.5
    ratios = [ratio(v) for v in vectors]
    return {
        "modulus": p,
        "units": units,
        "hidden1.weight": encode(np.concatenate([vectors[0].T, vectors[1].T])),
        "output.weight": encode(vectors[2]),
        "ratios": [float(np.concatenate(ratios).mean())] + [float(r.mean()) for r in ratios],
        "phase-constraint": float(concentration(vectors, p)),
    }


def analytic(p, units, seed):
    phase = [2 * np.pi * uniform(seed, f"phase{i}", units)[:, None] for i in (1, 2, 3)]
    turn = 2 * np.pi * np.arange(1, units + 1)[:, None] * np.arange(p) / p
    u, v = np.cos(turn + phase[0]), np.cos(turn + phase[1])
    squares = (u[:, :, None] + v[:, None, :]) ** 2
    roots = np.array([min((r for r in range(p) if r * r % p == q), default=-1) for q in range(p)])
    wave = np.cos(turn + phase[0] + phase[1])
    outputs = {
        "analytic": wave,
        "analytic-free": np.cos(turn + phase[2]),
        "analytic-root": np.where(roots >= 0, wave[:, roots], 0),
    }
    numbers = np.arange(p)
    sums = (numbers[:, None] + numbers) % p
    result = {"modulus": p, "units": units, "seed": seed, "versions": {}}
    for name, w in outputs.items():
        answers = np.einsum("kab,kq->abq", squares, w)
        wanted = sums * sums % p if name == "analytic-root" else sums
        result["versions"][name] = {"outputs": encode(answers), "right": int((answers.argmax(2) == wanted).sum())}
    return result


def main():
    fixture = {"measured": [measured(11, 9), measured(8, 9)], "analytic": analytic(11, 88, 900)}
    path = pathlib.Path(__file__).with_name("quadratic.json")
    path.write_text(json.dumps(fixture, indent=1) + "\n")


if __name__ == "__main__":
    main()
