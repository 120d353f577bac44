"""Writes fixtures/nannyml.json: what NannyML's own methods and thresholds make of pairs of columns.

    pip install "nannyml==0.13.1" statsmodels
    python test/drift/nannyml_reference.py
"""

import json
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
from nannyml.chunk import CountBasedChunker
from nannyml.drift.univariate.methods import FeatureType, MethodFactory
from nannyml.thresholds import StandardDeviationThreshold, calculate_threshold_values

warnings.simplefilter("ignore")
rng = np.random.default_rng(5)
CONTINUOUS = ["jensen_shannon", "hellinger", "kolmogorov_smirnov", "wasserstein"]
CATEGORICAL = ["jensen_shannon", "hellinger", "chi2", "l_infinity"]


def steps(rows, seed, scale=1.0, shift=0.0):
    """As in reference.py: rows that a test can make itself."""
    return (np.arange(1, rows + 1) * seed % 10007) / 10007 * scale + shift


def scores(methods, kind, reference, current):
    found = {}
    for name in methods:
        method = MethodFactory.create(
            key=name,
            feature_type=kind,
            chunker=CountBasedChunker(chunk_number=10),
            threshold=StandardDeviationThreshold(),
            computation_params={"calculation_method": "auto", "n_bins": 10000},
        )
        method.fit(pd.Series(reference, name="x"), None)
        found[name] = float(method.calculate(pd.Series(current, name="x")))
    return found


NUMBERS = {
    "normal": (rng.normal(size=700).round(4), rng.normal(0.2, 1.3, 500).round(4)),
    "skewed": (rng.lognormal(size=900).round(4), rng.lognormal(0.2, 1, 300).round(4)),
    "whole numbers": (rng.poisson(3, 400), rng.poisson(4, 400)),
    "inside": (rng.normal(size=400).round(3), rng.uniform(-1, 1, 200).round(3)),
    "apart": (rng.normal(size=300).round(3), rng.normal(30, 1, 200).round(3)),
}
# So large that their cubes, or already their squares, are infinite; so small that these are 0.
of_scale = np.random.default_rng(6)
for scale in (1e-200, 1e-110, 1e110, 1e160, 1e200, 1e300):
    NUMBERS[f"lognormal by {scale}"] = (of_scale.lognormal(size=400) * scale, of_scale.lognormal(0.3, 1, 200) * scale)
MADE = [
    ([10000, 7919, 1, 0], [3000, 6007, 1.2, -0.1]),
    ([12000, 7919, 1, 0], [2000, 6007, 1, 0.03]),
    ([9999, 7919, 1, 0], [4000, 6007, 1, 0.1]),
]
CATEGORIES = {
    "three": (list("aabbbccccc") * 20, list("abbccc") * 15),
    "two": (list("aab") * 40, list("ab") * 30),
    "new ones": (list("aabbbccccc") * 20, list("abbcccdde") * 15),
    "one gone": (list("aabbbccccc") * 20, list("aab") * 15),
}

chunks = rng.uniform(0, 0.2, 10).round(4)
out = {
    "versions": {package: version(package) for package in ("nannyml", "numpy", "scipy", "pandas")},
    "stored": [
        {"name": k, "reference": a.tolist(), "current": b.tolist(), **scores(CONTINUOUS, FeatureType.CONTINUOUS, a, b)}
        for k, (a, b) in NUMBERS.items()
    ],
    "made": [
        {"reference": a, "current": b, **scores(CONTINUOUS, FeatureType.CONTINUOUS, steps(*a), steps(*b))} for a, b in MADE
    ],
    "categories": [
        {"name": k, "reference": "".join(a), "current": "".join(b), **scores(CATEGORICAL, FeatureType.CATEGORICAL, a, b)}
        for k, (a, b) in CATEGORIES.items()
    ],
    "chunks": chunks.tolist(),
    "threshold": [float(x) for x in calculate_threshold_values(StandardDeviationThreshold(), chunks, 0, None)],
}
(Path(__file__).parent / "fixtures" / "nannyml.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")
