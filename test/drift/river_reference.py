"""Writes fixtures/river.json: streams, and where river's detectors say that they have changed.

    pip install -r test/drift/requirements.txt
    python test/drift/river_reference.py
"""

import json
import math
from importlib.metadata import version
from pathlib import Path

import numpy as np
from river import drift

# As in river's own river/drift/test_drift_detectors.py.
np.random.seed(12345)
counts = np.concatenate((np.random.randint(2, size=1000), np.random.randint(8, size=1000)))
np.random.seed(12345)
errors = np.concatenate(
    [[np.random.binomial(1, 0.2) for _ in range(1000)], [np.random.binomial(1, 0.8) for _ in range(1000)]]
)

rng = np.random.default_rng(7)
streams = {
    "counts": counts,
    "errors": errors,
    "steps": np.concatenate([rng.normal(mean, 1, 700) for mean in (0, 1, -1, -1, 3)]).round(3),
    "slow": (rng.normal(size=3000) + np.linspace(0, 2, 3000)).round(3),
    "still": rng.normal(5, 2, 2500).round(3),
    "slow errors": (rng.uniform(size=4000) < np.linspace(0.1, 0.4, 4000)).astype(int),
}
# What a column of production may hold: values that are missing, and infinite ones.
gaps = np.concatenate([rng.normal(mean, 1, 900) for mean in (0, 2, 0)]).round(3)
gaps[[5, 700, 1200]] = np.nan
gaps[rng.choice(2700, 60, replace=False)] = np.inf
gaps[rng.choice(2700, 60, replace=False)] = -np.inf
endless = np.where(rng.uniform(size=1500) < np.repeat([0.1, 0.7, 0.7], 500), np.inf, 1.0)
endless[[1010, 1011]] = np.nan
WITH_GAPS = {"gaps": gaps, "endless": endless}
DETECTORS = {
    "adwin": lambda: drift.ADWIN(),
    "adwin eager": lambda: drift.ADWIN(delta=0.2, clock=1, max_buckets=3, min_window_length=2, grace_period=4),
    "page_hinkley": lambda: drift.PageHinkley(),
    "page_hinkley up": lambda: drift.PageHinkley(min_instances=10, delta=0.1, threshold=20, alpha=0.99, mode="up"),
    "kswin": lambda: drift.KSWIN(seed=42),
    "kswin wide": lambda: drift.KSWIN(alpha=0.0001, window_size=200, stat_size=100, seed=42),
    "ddm": lambda: drift.binary.DDM(),
}


def run(detector, stream):
    drifts, warnings, widths = [], [], []
    for i, value in enumerate(stream):
        detector.update(value)
        if detector.drift_detected:
            drifts.append(i)
        if getattr(detector, "warning_detected", False):
            warnings.append(i)
        if i % 250 == 249 and hasattr(detector, "width"):
            widths.append(int(detector.width))
    return {"drifts": drifts, "warnings": warnings, "widths": widths}


def plain(stream):
    """JSON has no name for them."""
    return [value if math.isfinite(value) else str(value) for value in np.asarray(stream).tolist()]


streams |= WITH_GAPS
out = {
    "versions": {"river": version("river"), "numpy": np.__version__},
    "streams": {name: plain(stream) for name, stream in streams.items()},
    "found": [
        {"detector": kind, "stream": name, **run(make(), stream)}
        for kind, make in DETECTORS.items()
        for name, stream in streams.items()
        if (kind != "ddm" or "errors" in name) and (name not in WITH_GAPS or kind.startswith("kswin"))
    ],
}
(Path(__file__).parent / "fixtures" / "river.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")
