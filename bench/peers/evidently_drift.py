"""What `drift` is measured beside: Evidently's DataDriftPreset with its default tests, on two Parquet files.

    python bench/peers/evidently_drift.py reference.parquet current.parquet [found.json]

Writes what it found for each column.
"""

import json
import sys
import warnings

import pandas as pd
from evidently import DataDefinition, Dataset, Report
from evidently.presets import DataDriftPreset
from tell import tell

warnings.simplefilter("ignore")
reference, current = (pd.read_parquet(path) for path in sys.argv[1:3])
numbers = list(reference.select_dtypes("number").columns)
texts = [column for column in reference.columns if column not in numbers]
definition = DataDefinition(numerical_columns=numbers, categorical_columns=texts)
result = Report([DataDriftPreset()]).run(
    Dataset.from_pandas(current, data_definition=definition), Dataset.from_pandas(reference, data_definition=definition)
)
found = result.dict()
if len(sys.argv) > 3:
    values = {m["config"]["column"]: float(m["value"]) for m in found["metrics"] if m["config"]["type"].endswith("ValueDrift")}
    with open(sys.argv[3], "w") as file:
        json.dump(values, file)
tell()
