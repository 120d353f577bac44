"""Writes fixtures/reference.json: metrics of small seeded samples by scikit-learn, and DeLong's
variances by their definition (every pair of a positive and a negative row).

    pip install -r test/metrics/requirements.txt
    python test/metrics/reference.py
"""

import json
import warnings
from pathlib import Path

import numpy as np
import scipy
import sklearn
from sklearn import metrics as m

warnings.simplefilter("ignore")
rng = np.random.default_rng(20261101)


def binary(name, labels, scores, weights=None, threshold=0.5):
    answers = (scores >= threshold).astype(int)
    w = {"sample_weight": weights}
    expected = {
        "roc_auc": m.roc_auc_score(labels, scores, **w),
        "average_precision": m.average_precision_score(labels, scores, **w),
        "log_loss": m.log_loss(labels, scores, labels=[0, 1], **w),
        "brier": m.brier_score_loss(labels, scores, **w),
        "accuracy": m.accuracy_score(labels, answers, **w),
        "balanced_accuracy": m.balanced_accuracy_score(labels, answers, **w),
        "precision": m.precision_score(labels, answers, zero_division=np.nan, **w),
        "recall": m.recall_score(labels, answers, **w),
        "specificity": m.recall_score(labels, answers, pos_label=0, **w),
        "f1": m.f1_score(labels, answers, **w),
        "mcc": m.matthews_corrcoef(labels, answers, **w) if 0 < answers.mean() < 1 else np.nan,
    }
    return case(name, expected, labels=labels, scores=scores, weights=weights, threshold=threshold)


def multiclass(name, classes, labels, scores, weights=None):
    answers = scores.argmax(axis=1)
    w = {"sample_weight": weights}
    known = list(range(classes))
    complete = len(set(labels)) == classes
    expected = {
        "accuracy": m.accuracy_score(labels, answers, **w),
        "balanced_accuracy": m.balanced_accuracy_score(labels, answers, **w),
        "f1_macro": m.f1_score(labels, answers, average="macro", **w),
        "f1_weighted": m.f1_score(labels, answers, average="weighted", **w),
        "log_loss": m.log_loss(labels, scores, labels=known, **w),
        "roc_auc_ovr": m.roc_auc_score(labels, scores, multi_class="ovr", average="macro", **w) if complete else np.nan,
        "top_k_accuracy": m.top_k_accuracy_score(labels, scores, k=2, labels=known, **w),
    }
    by_class = {metric: [against_rest(one, labels, scores, weights, k) for k in known] for metric, one in BY_CLASS.items()}
    return {**case(name, expected, classes=classes, labels=labels, scores=scores.ravel(), weights=weights), "by_class": by_class}


BY_CLASS = {"roc_auc": m.roc_auc_score, "average_precision": m.average_precision_score}


def against_rest(metric, labels, scores, weights, k):
    """A metric of class k against all others; null where no row is of it."""
    return float(metric(labels == k, scores[:, k], sample_weight=weights)) if np.any(labels == k) else None


def regression(name, labels, predictions, weights=None):
    w = {"sample_weight": weights}
    expected = {
        "mae": m.mean_absolute_error(labels, predictions, **w),
        "mse": m.mean_squared_error(labels, predictions, **w),
        "rmse": m.root_mean_squared_error(labels, predictions, **w),
        "mape": m.mean_absolute_percentage_error(labels, predictions, **w) if np.all(labels != 0) else np.nan,
        "medae": m.median_absolute_error(labels, predictions, **w),
        "r2": m.r2_score(labels, predictions, **w),
        "bias": np.average(predictions - labels, weights=weights),
        "pinball": m.mean_pinball_loss(labels, predictions, alpha=0.5, **w),
    }
    return case(name, expected, labels=labels, predictions=predictions, weights=weights)


def case(name, expected, **given):
    return {"name": name, **{k: plain(v) for k, v in given.items() if v is not None}, "expected": {k: plain(v) for k, v in expected.items()}}


def plain(value):
    if isinstance(value, np.ndarray):
        return value.tolist()
    return None if isinstance(value, float) and np.isnan(value) else value if isinstance(value, (int, str)) else float(value)


def delong(labels, first, second):
    """Placements of each score, and the covariance matrix of the two areas (DeLong et al. 1988, eq. 5)."""
    placements = []
    for scores in (first, second):
        positive, negative = scores[labels == 1], scores[labels == 0]
        wins = (positive[:, None] > negative[None, :]) + 0.5 * (positive[:, None] == negative[None, :])
        placements.append((wins.mean(axis=1), wins.mean(axis=0)))
    by_positive = np.cov([p for p, _ in placements]) / (labels == 1).sum()
    by_negative = np.cov([n for _, n in placements]) / (labels == 0).sum()
    cov = by_positive + by_negative
    areas = [p.mean() for p, _ in placements]
    z = (areas[0] - areas[1]) / np.sqrt(cov[0, 0] + cov[1, 1] - 2 * cov[0, 1])
    p = 2 * scipy.stats.norm.sf(abs(z))
    return {"labels": plain(labels), "first": plain(first), "second": plain(second), "areas": areas, "covariance": cov.tolist(), "z": float(z), "p": float(p)}


def binary_scores(n, share=0.4, strength=1.5):
    labels = (rng.random(n) < share).astype(int)
    scores = 1 / (1 + np.exp(-(strength * (labels - share) + rng.normal(size=n))))
    return labels, np.round(scores, 4)


def softmax_scores(n, classes, digits):
    labels = rng.integers(classes, size=n)
    logits = rng.normal(size=(n, classes)) + 1.2 * np.eye(classes)[labels]
    scores = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    scores = np.round(scores, digits)
    scores[:, -1] = np.round(1 - scores[:, :-1].sum(axis=1), digits)
    return labels, scores


def weights_with_zeros(n):
    weights = np.round(rng.gamma(2, size=n), 3)
    weights[rng.random(n) < 0.1] = 0
    return weights


def binary_cases():
    labels, scores = binary_scores(120)
    yield binary("plain", labels, scores)
    yield binary("another threshold", labels, scores, threshold=0.7)
    yield binary("weights, some of them 0", labels, scores, weights_with_zeros(120))
    yield binary("ties", labels, np.round(scores, 1))
    yield binary("ties and weights", labels, np.round(scores, 1), weights_with_zeros(120))
    yield binary("all scores equal", labels, np.full(120, 0.5))
    yield binary("never positive", labels, scores / 3)
    yield binary("perfect", labels, np.where(labels == 1, 0.9, 0.2))
    yield binary("sure and right", labels, labels.astype(float))
    yield binary("terrible", labels, np.round(1 - scores, 4))
    yield binary("sure and wrong", labels, 1.0 - labels)
    yield binary("one positive", np.eye(1, 30, 4, dtype=int)[0], np.round(rng.random(30), 2))


def multiclass_cases():
    labels, scores = softmax_scores(150, 4, 4)
    yield multiclass("plain", 4, labels, scores)
    yield multiclass("weights, some of them 0", 4, labels, scores, weights_with_zeros(150))
    tied_labels, tied = softmax_scores(150, 4, 1)
    tied = np.clip(tied, 0, 1)
    yield multiclass("ties", 4, tied_labels, tied / tied.sum(axis=1, keepdims=True))
    yield multiclass("a class without rows", 4, np.where(labels == 2, 1, labels), scores)
    yield multiclass("perfect", 4, labels, 0.7 * np.eye(4)[labels] + 0.075)
    yield multiclass("terrible", 4, labels, 0.7 * np.eye(4)[(labels + 1) % 4] + 0.075)


def regression_cases():
    labels = np.round(rng.normal(20, 5, size=101), 3)
    predictions = np.round(labels + rng.normal(0.5, 2, size=101), 3)
    yield regression("odd number of rows", labels, predictions)
    yield regression("even number of rows", labels[:100], predictions[:100])
    yield regression("weights, some of them 0", labels, predictions, weights_with_zeros(101))
    yield regression("whole weights that split in half", np.array([1.0, 2, 3, 4]), np.array([2.0, 4, 6, 8]), np.array([1.0, 1, 1, 1]))
    yield regression("ties and a zero label", np.round(labels) - 20, np.round(predictions) - 20)
    yield regression("perfect", labels, labels)
    yield regression("terrible", labels, 40 - labels)


def delong_cases():
    labels, first = binary_scores(113, 0.36, 1.4)
    second = np.round(0.5 * first + 0.5 * rng.random(113), 2)
    yield delong(labels, first, second)
    yield delong(labels, np.round(first, 1), second)


out = {
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
    "binary": list(binary_cases()),
    "multiclass": list(multiclass_cases()),
    "regression": list(regression_cases()),
    "delong": list(delong_cases()),
}
path = Path(__file__).parent / "fixtures" / "reference.json"
path.write_text(json.dumps(out, separators=(",", ":")) + "\n")
