"""Writes fixtures/cbpe.json: what NannyML's CBPE estimates without labels, and what its calibration rests on.

    pip install "nannyml==0.13.1"
    python test/drift/cbpe_reference.py
"""

import json
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
from nannyml import CBPE
from nannyml.calibration import (
    IsotonicCalibrator,
    _calculate_expected_calibration_error,
    _get_bin_index_edges,
    needs_calibration,
)
from nannyml.sampling_error import regression as errors
from sklearn.isotonic import IsotonicRegression

warnings.simplefilter("ignore")
rng = np.random.default_rng(11)
BINARY = ["roc_auc", "average_precision", "f1", "precision", "recall", "specificity", "accuracy"]
MULTICLASS = ["roc_auc", "f1", "accuracy"]


def expit(x):
    return 1 / (1 + np.exp(-x))


def distinct(scores):
    """Six decimals, each once: NannyML's order of equal scores is NumPy's own."""
    scores = np.round(scores, 6)
    while len(np.unique(scores)) < len(scores):
        _, first = np.unique(scores, return_index=True)
        again = np.setdiff1d(np.arange(len(scores)), first)
        scores[again] = np.round(rng.uniform(0.001, 0.999, len(again)), 6)
    return scores


def binary(rows, shift, sharpen):
    """Rows whose true log-odds are z; the model says sharpen · z."""
    z = rng.normal(shift, 1.2, rows)
    return distinct(expit(sharpen * z)), (rng.uniform(size=rows) < expit(z)).astype(int)


def frame(scores, labels):
    return pd.DataFrame({"score": scores, "answer": (scores >= 0.5).astype(int), "label": labels})


def records(result, names, fields=("value", "sampling_error")):
    data = result.filter(period="analysis").data
    return {name: {field: float(data[(name, field)].iloc[0]) for field in fields} for name in names}


def cbpe(reference, window):
    estimator = CBPE(
        y_pred_proba="score", y_pred="answer", y_true="label", metrics=BINARY, problem_type="classification_binary", chunk_number=1
    )
    estimator.fit(frame(*reference))
    result = records(estimator.estimate(frame(*window)), BINARY)
    return {
        "reference": {"scores": reference[0].tolist(), "labels": "".join(map(str, reference[1]))},
        "window": {"scores": window[0].tolist()},
        "calibrates": bool(estimator.needs_calibration),
        "estimates": result,
    }


def multiclass(rows, shift):
    z = rng.normal(size=(rows, 3)) + shift
    true = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    said = np.exp(2 * z) / np.exp(2 * z).sum(axis=1, keepdims=True)
    scores = np.round(said[:, :2], 8)
    scores = np.column_stack([scores, np.round(1 - scores.sum(axis=1), 8)])
    assert all(len(np.unique(column)) == rows for column in scores.T), "equal scores: take another seed"
    labels = np.array([rng.choice(3, p=p) for p in true])
    return scores, labels, scores.argmax(axis=1)


def class_frame(scores, labels, answers):
    columns = {f"score_{name}": scores[:, k] for k, name in enumerate("abc")}
    names = np.array(list("abc"))
    return pd.DataFrame({**columns, "answer": names[answers], "label": names[labels]})


def cbpe_of_classes(reference, window):
    estimator = CBPE(
        y_pred_proba={name: f"score_{name}" for name in "abc"},
        y_pred="answer",
        y_true="label",
        metrics=MULTICLASS,
        problem_type="classification_multiclass",
        chunk_number=1,
    )
    estimator.fit(class_frame(*reference))
    result = records(estimator.estimate(class_frame(*window)), MULTICLASS)
    return {
        "reference": {"scores": reference[0].ravel().tolist(), "labels": "".join(map(str, reference[1]))},
        "window": {"scores": window[0].ravel().tolist()},
        "calibrates": [type(estimator._calibrators[name]).__name__ == "IsotonicCalibrator" for name in "abc"],
        "estimates": result,
    }


def isotonic(x, y, weights=None):
    fit = IsotonicRegression(out_of_bounds="clip").fit(x, y, sample_weight=weights)
    at = np.concatenate([[-9.0, 9.0], x, rng.uniform(x.min() - 1, x.max() + 1, 20).round(4)])
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "weights": None if weights is None else weights.tolist(),
        "thresholds": fit.X_thresholds_.tolist(),
        "values": fit.y_thresholds_.tolist(),
        "at": at.tolist(),
        "found": fit.predict(at).tolist(),
    }


def calibration_error(rows):
    scores, labels = binary(rows, 0, 2)
    edges = _get_bin_index_edges(rows, 10)
    found = float(_calculate_expected_calibration_error(labels, scores, edges))
    return {"scores": scores.tolist(), "labels": "".join(map(str, labels)), "found": found}


def decision(shift, sharpen):
    scores, labels = binary(3000, shift, sharpen)
    needs = bool(needs_calibration(labels, scores, IsotonicCalibrator()))
    return {"scores": scores.tolist(), "labels": "".join(map(str, labels)), "needs": needs}


def regression():
    labels = rng.normal(10, 3, 300).round(3)
    predictions = (labels + rng.normal(0, 2, 300)).round(3)
    y, p, rows = pd.Series(labels), pd.Series(predictions), range(120)
    return {
        "labels": labels.tolist(),
        "predictions": predictions.tolist(),
        "rows": len(rows),
        "mae": float(errors.mae_sampling_error(errors.mae_sampling_error_components(y, p), rows)),
        "mse": float(errors.mse_sampling_error(errors.mse_sampling_error_components(y, p), rows)),
        "rmse": float(errors.rmse_sampling_error(errors.rmse_sampling_error_components(y, p), rows)),
    }


out = {
    "versions": {package: version(package) for package in ("nannyml", "numpy", "pandas", "scikit-learn", "scipy")},
    "isotonic": [
        isotonic(np.array([3.0]), np.array([0.5])),
        isotonic(rng.normal(size=40).round(4), rng.normal(size=40).round(4)),
        isotonic(rng.integers(0, 6, 60) / 4, rng.integers(0, 2, 60).astype(float)),
        isotonic(np.sort(rng.uniform(size=50)).round(4), rng.integers(0, 2, 50).astype(float), rng.uniform(size=50).round(3)),
        isotonic(np.repeat([1.0, 2.0, 5.0], 4), np.arange(12.0)[::-1], np.tile([0.0, 1.0, 2.0, 0.5], 3)),
    ],
    "calibration_error": [calibration_error(rows) for rows in (15, 29, 119, 400)],
    "decisions": [decision(0, 2.5), decision(-1, 0.4)],
    "binary": [
        cbpe(binary(1500, 0, 2), binary(600, 0.5, 2)),
        cbpe(binary(1200, -0.7, 1), binary(500, -0.2, 1)),
    ],
    "multiclass": cbpe_of_classes(multiclass(900, np.array([0.3, 0, -0.3])), multiclass(400, np.array([0, 0, 0.4]))),
    "regression": regression(),
}
(Path(__file__).parent / "fixtures" / "cbpe.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")
