"""What `evaluate` is measured beside: a model by Python's onnxruntime, and four scikit-learn metrics of its answers.

    python bench/peers/onnx_metrics.py test.parquet model.onnx found.json
"""

import json
import sys

import numpy as np
import onnxruntime
import pandas as pd
from sklearn import metrics
from tell import tell

# As for read-and-run.ts: larger and smaller batches take longer.
BATCH = 16_384
session = onnxruntime.InferenceSession(sys.argv[2])
names = [node.name for node in session.get_inputs()]
rows = pd.read_parquet(sys.argv[1], columns=[*names, "late"])
label = rows["late"].to_numpy()
columns = {name: rows[name].to_numpy(np.float32).reshape(-1, 1) for name in names}
output = session.get_outputs()[-1].name
score = np.concatenate(
    [
        session.run([output], {name: column[start : start + BATCH] for name, column in columns.items()})[0][:, 1]
        for start in range(0, len(label), BATCH)
    ]
).astype(np.float64)
found = {
    "roc_auc": metrics.roc_auc_score(label, score),
    "log_loss": metrics.log_loss(label, score),
    "brier": metrics.brier_score_loss(label, score),
    "f1": metrics.f1_score(label, score >= 0.5),
}
with open(sys.argv[3], "w") as file:
    json.dump({name: float(value) for name, value in found.items()}, file)
tell()
