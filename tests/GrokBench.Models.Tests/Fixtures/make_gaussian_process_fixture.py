#!/usr/bin/env python3
"""Writes gaussian-process.json beside this file with scikit-learn (made with 1.2.1, Debian's python3-sklearn): python3 make_gaussian_process_fixture.py

Regression by GaussianProcessRegressor on given inputs and targets with given hyperparameters: the log marginal likelihood, its gradient in the
logarithms of output scale, length scales and noise variance, and posterior means at other inputs. One case has a shared length scale, one has
one per dimension. scikit-learn has no mean parameter: the targets have the constant mean taken off before, and it is added again.
"""
import json
import pathlib

import numpy as np
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel


def case(name, rows, dimensions, lengths, scale, noise, mean, seed):
    random = np.random.RandomState(seed)
    x, others = random.uniform(-1.5, 1.5, (rows, dimensions)), random.uniform(-2, 2, (7, dimensions))
    y = np.sin(2 * x[:, 0]) + 0.1 * random.standard_normal(rows) + mean
    kernel = ConstantKernel(scale) * RBF(lengths) + WhiteKernel(noise)
    process = GaussianProcessRegressor(kernel, alpha=0, optimizer=None).fit(x, y - mean)
    likelihood, gradient = process.log_marginal_likelihood(kernel.theta, eval_gradient=True)
    covariance = kernel(x)
    return {
        "name": name,
        "inputs": x.ravel().tolist(), "targets": y.tolist(), "dimensions": dimensions, "others": others.ravel().tolist(),
        "length_scales": np.atleast_1d(lengths).tolist(), "output_scale": scale, "noise": noise, "mean": mean,
        "log_marginal_likelihood": likelihood, "gradient": gradient.tolist(),
        "fit": float(-0.5 * (y - mean) @ np.linalg.solve(covariance, y - mean)), "complexity": float(-0.5 * np.linalg.slogdet(covariance)[1]),
        "predictions": (process.predict(others) + mean).tolist(),
    }


cases = [
    case("one dimension", 30, 1, 0.7, 1.3, 0.05, 0.2, 1),
    case("short length scale", 50, 1, 0.01, 0.5, 0.7, 0.0, 2),
    case("shared length scale", 40, 3, 1.1, 0.8, 0.1, -0.4, 3),
    case("length scale per dimension", 100, 3, [0.6, 2.0, 9.0], 1.7, 0.02, 0.1, 4),
]
path = pathlib.Path(__file__).with_name("gaussian-process.json")
path.write_text(json.dumps(cases, indent=1) + "\n")
