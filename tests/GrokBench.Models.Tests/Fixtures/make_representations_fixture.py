#!/usr/bin/env python3
"""Writes representations.json beside this file with NumPy (made with 1.24): python3 make_representations_fixture.py

What the toy of Liu, Kitouni et al. 2022 knows of a training set of pairs i <= j of the numbers 0..p-1, and of embeddings of two dimensions, written from the definitions: parallelograms are
enumerated as quadruples i < j <= m < n with i + n = j + m; whether one follows from those of the training set is told by the rank of the matrix with and without its row (SVD); the nullity
by counting eigenvalues below 1e-8; the third eigenvalue by numpy.linalg.eigvalsh of 2 A'A/|A|; the quality by comparing standardised embeddings (unit standard deviation with n - 1) with a
mean squared gap below 0.01. And the effective dimension of a table by the entropy of numpy.linalg.svd's explained variance.
"""
import itertools
import json
import pathlib

import numpy as np


def case(generator, p, train, wobble):
    pairs = [(i, j) for i in range(p) for j in range(i, p)]
    rows = sorted(int(row) for row in generator.permutation(len(pairs))[:train])
    trained = {pairs[row] for row in rows}
    quadruples = [(i, n, j, m) for i in range(p) for j in range(i + 1, p) for m in range(j, p) for n in range(m + 1, p) if i + n == j + m]

    def coefficients(quadruple):
        row = np.zeros(p)
        for sign, element in zip((1, 1, -1, -1), quadruple):
            row[element] += sign
        return row

    asked = [one for one in quadruples if one[:2] in trained and one[2:] in trained]
    matrix = np.array([coefficients(one) for one in asked]).reshape(-1, p)
    rank = np.linalg.matrix_rank(matrix, tol=1e-8) if asked else 0
    implied = [one for one in quadruples if np.linalg.matrix_rank(np.vstack([matrix, coefficients(one)]), tol=1e-8) == rank]
    hessian = 2 * matrix.T @ matrix / max(1, len(asked))

    embeddings = np.outer(np.arange(p), generator.standard_normal(2)) + wobble * generator.standard_normal((p, 2))
    scaled = (embeddings - embeddings.mean(0)) / embeddings.std(0, ddof=1)
    present = [one for one in quadruples if ((coefficients(one) @ scaled) ** 2).mean() < 0.01]
    centred = embeddings - embeddings.mean(0)

    def reachable(parallelograms):
        joined = {first for one in parallelograms for first, second in ((one[:2], one[2:]), (one[2:], one[:2])) if second in trained}
        return len(trained | joined) / len(pairs)

    return {
        "elements": p, "train": rows, "embeddings": embeddings.flatten().tolist(),
        "nullity": int((np.linalg.eigvalsh(hessian) < 1e-8).sum()), "eigenvalue": float(np.linalg.eigvalsh(hessian)[2]),
        "quality": len(present) / len(quadruples), "quality-bound": len(implied) / len(quadruples),
        "accuracy": reachable(present), "accuracy-bound": reachable(implied),
        "loss": float(sum(((coefficients(one) @ embeddings) ** 2).sum() for one in asked) / len(asked) / (centred**2).sum()) if asked else None,
    }


def dimension(generator, rows, columns):
    table = generator.standard_normal((rows, columns)) * 2.0 ** -np.arange(columns)
    variances = np.linalg.svd(table - table.mean(0), compute_uv=False) ** 2
    shares = variances[variances > 0] / variances.sum()
    return {"rows": rows, "columns": columns, "table": table.flatten().tolist(), "dimension": float(np.exp(-(shares * np.log(shares)).sum()))}


def main():
    generator = np.random.default_rng(18)
    cases = [case(generator, p, train, wobble) for (p, train), wobble in zip(itertools.product((6, 10), (9, 14, 19)), (0.0, 0.02, 0.1, 0.05, 0.2, 0.08))]
    cases += [case(generator, 10, train, 0.15) for train in (24, 30, 45, 54)] + [case(generator, 10, 2, 0.1)]
    fixture = {"cases": cases, "dimensions": [dimension(generator, 5, 8), dimension(generator, 12, 4)], "mean-eigenvalues": means(generator)}
    pathlib.Path(__file__).with_name("representations.json").write_text(json.dumps(fixture, indent=1) + "\n")


def means(generator):
    """Of 400 random training sets of each size of 10 numbers: share with nullity 2, and mean third eigenvalue."""
    result = []
    for train in (18, 26, 36, 45):
        drawn = [case(generator, 10, train, 0) for _ in range(400)]
        result.append({"train": train, "determined": float(np.mean([one["nullity"] == 2 for one in drawn])), "eigenvalue": float(np.mean([one["eigenvalue"] for one in drawn]))})
    return result


if __name__ == "__main__":
    main()
