#!/usr/bin/env python3
"""Writes group.json beside this file with NumPy (made with 1.24): python3 make_group_fixture.py

A ReLU network on the table of the dihedral group of a pentagon, with output weights fitted to the character of a representation. Of it: shares of the variance of logits
and hidden units on explicit representations, by least squares on their matrix elements; the concentration on cosets of every subset of the group that is a
subgroup; which pairs are right with signs turned over, row by row.
"""
import base64
import itertools
import json
import pathlib

import numpy as np

CORNERS, UNITS, LEAST_SHARE = 5, 60, 0.02
CORNER = np.arange(CORNERS)
ELEMENTS = [tuple((CORNER + t) % CORNERS) for t in CORNER] + [tuple((t - CORNER) % CORNERS) for t in CORNER]
N = len(ELEMENTS)
PRODUCT = np.array([[ELEMENTS.index(tuple(y[i] for i in x)) for y in ELEMENTS] for x in ELEMENTS])
INVERSE = PRODUCT.argmin(1)


def encode(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f8").tobytes()).decode()


def representations():
    """Matrices by element: the trivial one, the sign, and two of two dimensions, on the waves of the corners."""
    permutations = np.array([np.eye(CORNERS)[list(x)] for x in ELEMENTS])
    result = [np.ones((N, 1, 1)), np.array([1.0] * CORNERS + [-1.0] * CORNERS).reshape(N, 1, 1)]
    for k in (1, 2):
        basis = np.stack([np.cos(2 * np.pi * k * CORNER / CORNERS), np.sin(2 * np.pi * k * CORNER / CORNERS)], 1)
        result.append(np.array([np.linalg.pinv(basis) @ m @ basis for m in permutations]))
    for rho in result:
        for x, y in itertools.product(range(N), repeat=2):
            assert np.allclose(rho[x] @ rho[y], rho[PRODUCT[x, y]])
    return result


def explained(values, columns):
    fitted = columns @ np.linalg.lstsq(columns, values, rcond=None)[0]
    return (fitted**2).sum() / (values**2).sum()


def concentration(function, cosets):
    return sum(((function[c] - function[c].mean()) ** 2).sum() for c in cosets) / ((function - function.mean()) ** 2).sum()


def partitions():
    for size in range(2, N):
        for subset in itertools.combinations(range(N), size):
            if 0 in subset and all(PRODUCT[x, y] in subset for x in subset for y in subset):
                h = list(subset)
                yield [list(c) for c in {tuple(sorted(PRODUCT[g, h])) for g in range(N)}]
                yield [list(c) for c in {tuple(sorted(PRODUCT[h, g])) for g in range(N)}]


def main():
    generator = np.random.default_rng(3)
    irreps = representations()
    first, second = generator.standard_normal((2, N, UNITS))
    hidden = np.maximum(first[:, None] + second[None], 0).reshape(N * N, UNITS)
    quotient = PRODUCT[PRODUCT.reshape(-1)[:, None], INVERSE[None, :]]
    target = np.trace(irreps[2][quotient], axis1=2, axis2=3) + 0.4 * irreps[1][quotient, 0, 0] + 0.5 * generator.standard_normal((N * N, N))
    weights = np.linalg.lstsq(hidden, target, rcond=None)[0]
    logits = hidden @ weights
    centred = logits - logits.mean(1, keepdims=True)
    spread = hidden - hidden.mean(0)
    a, b, product = np.repeat(np.arange(N), N), np.tile(np.arange(N), N), PRODUCT.reshape(-1)

    keys, sums = [], np.zeros(3)
    for number, rho in enumerate(irreps[1:]):
        character = np.trace(rho, axis1=1, axis2=2)[quotient].reshape(-1, 1)
        share = explained(centred.reshape(-1, 1), character)
        if share < LEAST_SHARE:
            continue
        keys.append(number)
        sums += [share, sum(explained(spread, rho[g].reshape(N * N, -1)) for g in (a, b, product)), explained(spread, rho[product].reshape(N * N, -1))]

    everything = list(partitions())
    functions = np.concatenate([first.T, second.T])
    least = [min(concentration(f, cosets) for cosets in everything) for f in functions]

    def right(x, y, activation=lambda h: np.maximum(h, 0)):
        answers = (activation(x[:, None] + y[None]) @ weights).argmax(2)
        return "".join(str(int(one)) for one in (answers == PRODUCT).reshape(-1))

    fixture = {
        "units": UNITS,
        "hidden1.weight": encode(np.concatenate([first, second])),
        "output.weight": encode(weights),
        "keys": keys,
        "shares": sums.tolist(),
        "subgroups": len({str(sorted(p)) for p in everything}),
        "coset-concentration": float(np.median(least)),
        "right": [right(-first, -second), right(-first, second), right(first, -second), right(second, first), right(first, second, np.abs)],
    }
    pathlib.Path(__file__).with_name("group.json").write_text(json.dumps(fixture, indent=1) + "\n")
    print({k: v for k, v in fixture.items() if "weight" not in k})


if __name__ == "__main__":
    main()
