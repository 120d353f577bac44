"""Prints what the real Evidently and NannyML say of the flights of 2001: weeks of production beside 1-24 January.

    .tools/drift-peers/bin/python test/drift/compat/flights_peers.py node_modules/vega-datasets/data/flights-3m.parquet
"""

import json
import os
import sys
import warnings

# Both count their users over the network.
os.environ["DO_NOT_TRACK"] = "1"
os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"

import pandas as pd
from evidently import Report
from evidently.core.datasets import infer_column_type
from evidently.legacy.calculations import stattests
from evidently.legacy.core import ColumnType
from evidently.presets import DataDriftPreset
from nannyml.chunk import DefaultChunker
from nannyml.drift.univariate.calculator import DEFAULT_THRESHOLDS
from nannyml.drift.univariate.methods import FeatureType, MethodFactory

warnings.simplefilter("ignore")
COLUMNS = ["hour", "weekday", "distance", "delay", "origin", "destination"]
# The first week, and the one from 22 February, when delays rose.
REPORTED = [0, 4]
TEXTS = ["origin", "destination"]
NUMERIC = ["psi", "kl_div", "jensenshannon", "hellinger", "wasserstein", "ks", "cramer_von_mises", "mannw", "anderson", "ed", "es", "t_test"]
CATEGORICAL = ["psi", "kl_div", "jensenshannon", "hellinger", "chisquare", "z"]
CONTINUOUS = ["jensen_shannon", "hellinger", "kolmogorov_smirnov", "wasserstein"]
CATEGORIES = ["jensen_shannon", "hellinger", "chi2", "l_infinity"]


def flights(path, every):
    """Every so many rows of the file, in its order."""
    table = pd.read_parquet(path)
    rows = table.iloc[::every]
    return pd.DataFrame(
        {
            "date": rows["date"],
            "hour": rows["date"].dt.hour.astype("int64"),
            "weekday": (rows["date"].dt.dayofweek + 1).astype("int64"),
            "distance": rows["distance"].astype("int64"),
            "delay": rows["delay"].astype("int64"),
            "origin": rows["origin"],
            "destination": rows["destination"],
        }
    )


def between(rows, start, days):
    start = pd.Timestamp(start)
    held = (rows["date"] >= start) & (rows["date"] < start + pd.Timedelta(days=days))
    return rows[held][COLUMNS].reset_index(drop=True)


def by_report(reference, current):
    """The report as a team runs it: the score of each column, and how many drifted. Its charts take seconds."""
    found = Report([DataDriftPreset()]).run(current, reference).dict()
    metrics = {metric["config"]["type"].split(":")[-1]: metric["value"] for metric in found["metrics"]}
    scores = {m["config"]["column"]: float(m["value"]) for m in found["metrics"] if m["config"]["type"].endswith("ValueDrift")}
    return {"scores": scores, **metrics["DriftedColumnsCount"]}


def by_default(reference, current):
    """What the report has of each column, without its charts: the type, the test for it, score and verdict."""
    found = {}
    for column in COLUMNS:
        kind = infer_column_type(current[column])
        test = stattests.registry.get_stattest(reference[column], current[column], kind, None)
        result = test(reference[column].copy(), current[column].copy(), kind, None)
        found[column] = [test.name, float(result.drift_score), bool(result.drifted)]
    return found


def by_name(reference, current):
    """Every test that fits a column, with its score and verdict."""
    found = {}
    for column in COLUMNS:
        kind = infer_column_type(current[column])
        found[column] = {}
        for name in CATEGORICAL if kind == ColumnType.Categorical else NUMERIC:
            test = stattests.registry.get_registered_stattest(name, kind)
            result = test(reference[column].copy(), current[column].copy(), kind, None)
            found[column][name] = [float(result.drift_score), bool(result.drifted)]
    return found


def nannyml(reference):
    """Measures fitted to the reference, thresholds and all."""
    fitted = {}
    for column in COLUMNS:
        kind = FeatureType.CATEGORICAL if column in TEXTS else FeatureType.CONTINUOUS
        fitted[column] = {
            name: MethodFactory.create(
                key=name, feature_type=kind, chunker=DefaultChunker(), threshold=DEFAULT_THRESHOLDS[name], computation_params={}
            ).fit(reference[column])
            for name in (CATEGORIES if column in TEXTS else CONTINUOUS)
        }
    return fitted


def measured(fitted, current):
    found = {}
    for column, methods in fitted.items():
        found[column] = {}
        for name, method in methods.items():
            value = float(method.calculate(current[column]))
            found[column][name] = [value, method.upper_threshold_value, bool(method.alert(value))]
    return found


def judged(path, every, weeks):
    rows = flights(path, every)
    reference = between(rows, "2001-01-01", 24)
    fitted = nannyml(reference)
    windows = []
    for week in range(weeks):
        current = between(rows, pd.Timestamp("2001-01-25") + pd.Timedelta(days=7 * week), 7)
        windows.append(
            {
                "rows": len(current),
                "report": by_report(reference, current) if week in REPORTED else None,
                "default": by_default(reference, current),
                "named": by_name(reference, current),
                "nannyml": measured(fitted, current),
            }
        )
    return {"every": every, "rows": len(reference), "windows": windows}


path = sys.argv[1]
found = {"many": judged(path, 20, 12), "few": judged(path, 500, 12)}
json.dump(found, sys.stdout)
