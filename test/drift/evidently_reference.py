"""Writes fixtures/evidently.json: pairs of columns, and what Evidently's own tests of drift say of them.

    pip install "evidently==0.7.23" "pandas==2.3.3"
    python test/drift/evidently_reference.py
"""

import json
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
from evidently.legacy.calculations import stattests
from evidently.legacy.calculations.stattests.registry import _get_default_stattest
from evidently.legacy.core import ColumnType

warnings.simplefilter("ignore")
rng = np.random.default_rng(77)
NUMERIC = ["psi", "kl_div", "jensenshannon", "hellinger", "wasserstein", "ks", "cramer_von_mises", "mannw", "anderson", "ed", "es", "t_test"]
CATEGORICAL = ["psi", "kl_div", "jensenshannon", "hellinger", "chisquare", "g_test"]

columns = {
    "normal": (rng.normal(size=600).round(4), rng.normal(0.1, 1.2, 450).round(4)),
    "many whole numbers": (rng.integers(0, 5000, 700), rng.integers(200, 5200, 640)),
    "ages": (rng.integers(18, 60, 800), rng.integers(20, 66, 300)),
    "few whole numbers": (rng.poisson(2, 500), rng.poisson(2.4, 500)),
    "three whole numbers": (rng.integers(0, 3, 400), rng.integers(0, 3, 300)),
    "two whole numbers": (rng.integers(0, 2, 400), (rng.uniform(size=300) < 0.4).astype(int)),
    "heavy tails": (rng.lognormal(0, 2.5, 900).round(5), rng.lognormal(0.3, 2.5, 900).round(5)),
    "apart": (rng.normal(size=300).round(3), rng.normal(9, 1, 300).round(3)),
    "large": (rng.normal(size=1500).round(2), rng.normal(0.15, 1, 1200).round(2)),
    "large and few": (rng.poisson(1, 1300).clip(0, 4), rng.poisson(1.2, 1300).clip(0, 4)),
    "nearly constant": (np.where(np.arange(400) % 100 == 0, 1.5, 1.0), np.where(np.arange(400) % 50 == 0, 1.5, 1.0)),
}


def score(name, reference, current, kind):
    test = stattests.registry.get_registered_stattest(name, kind)
    found = test(pd.Series(reference.copy()), pd.Series(current.copy()), kind, None)
    return [float(found.drift_score), bool(found.drifted)]


def scores(names, reference, current, kind):
    found = {}
    for name in names:
        try:
            value = score(name, reference, current, kind)
        except ValueError:
            continue  # SciPy gives up, as on a new category in its chi-square test
        if np.isfinite(value[0]):
            found[name] = value
    return found


def described(name, reference, current):
    default = _get_default_stattest(pd.Series(reference), pd.Series(current), ColumnType.Numerical)
    chosen = default(pd.Series(reference), pd.Series(current), ColumnType.Numerical, None)
    whole = np.issubdtype(reference.dtype, np.integer)
    return {
        "name": name,
        "integers": bool(whole),
        "reference": reference.tolist(),
        "current": current.tolist(),
        "method": default.name,
        "score": float(chosen.drift_score),
        "drifted": bool(chosen.drifted),
        "numeric": scores(NUMERIC, reference, current, ColumnType.Numerical),
        "categorical": scores(CATEGORICAL, reference, current, ColumnType.Categorical),
    }


out = {
    "versions": {package: version(package) for package in ("evidently", "numpy", "scipy", "pandas")},
    "columns": [described(name, *pair) for name, pair in columns.items()],
}
(Path(__file__).parent / "fixtures" / "evidently.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")
