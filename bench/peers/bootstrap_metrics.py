"""What `compare` is measured beside: eight scikit-learn metrics of two models and a paired NumPy bootstrap of their differences.

    python bench/peers/bootstrap_metrics.py a.parquet b.parquet REPLICATES found.json

It draws so many replicates and tells the seconds that 1,000 would have taken: reading and the metrics once, and a
thousand times the time of a replicate.
"""

import json
import sys
import time

started = time.perf_counter()

import numpy as np
import pandas as pd
from sklearn import metrics
from tell import tell

THOUSAND = 1000
a, b = (pd.read_parquet(path) for path in sys.argv[1:3])
replicates = int(sys.argv[3])
both = a.merge(b, on="id", suffixes=("_a", "_b"))
label = both["label_a"].to_numpy()
scores = {name: both[f"score_{name}"].to_numpy() for name in "ab"}
METRICS = {
    "roc_auc": metrics.roc_auc_score,
    "average_precision": metrics.average_precision_score,
    "log_loss": metrics.log_loss,
    "brier": metrics.brier_score_loss,
    "accuracy": lambda y, s: metrics.accuracy_score(y, s >= 0.5),
    "balanced_accuracy": lambda y, s: metrics.balanced_accuracy_score(y, s >= 0.5),
    "f1": lambda y, s: metrics.f1_score(y, s >= 0.5),
    "mcc": lambda y, s: metrics.matthews_corrcoef(y, s >= 0.5),
}


def differences(rows):
    y, first, second = label[rows], scores["a"][rows], scores["b"][rows]
    return [metric(y, second) - metric(y, first) for metric in METRICS.values()]


delta = differences(slice(None))
fixed = time.perf_counter() - started
rng = np.random.default_rng(1)
draws = np.array([differences(rng.integers(0, len(label), len(label))) for _ in range(replicates)])
each = (time.perf_counter() - started - fixed) / replicates
with open(sys.argv[4], "w") as file:
    json.dump({name: {"delta": float(d), "se": float(se)} for name, d, se in zip(METRICS, delta, draws.std(axis=0, ddof=1))}, file)
tell(seconds=fixed + THOUSAND * each)
