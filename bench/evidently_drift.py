"""What `drift` is measured beside: Evidently's DataDriftPreset with its default tests, on two Parquet files.

    pip install "evidently==0.7.23" "pandas==2.3.3" pyarrow
    python bench/evidently_drift.py reference.parquet current.parquet [found.json]

Tells its seconds of processor and the most memory on file descriptor 3 where there is one, and writes what it found for each column.
"""

import json
import os
import resource
import sys
import warnings

import pandas as pd
from evidently import DataDefinition, Dataset, Report
from evidently.presets import DataDriftPreset

warnings.simplefilter("ignore")
reference, current = (pd.read_parquet(path) for path in sys.argv[1:3])
definition = DataDefinition(numerical_columns=list(reference.columns))
result = Report([DataDriftPreset()]).run(
    Dataset.from_pandas(current, data_definition=definition), Dataset.from_pandas(reference, data_definition=definition)
)
found = result.dict()
usage = resource.getrusage(resource.RUSAGE_SELF)
told = {
    "processor": usage.ru_utime + usage.ru_stime,
    "megabytes": usage.ru_maxrss / 1024,
}
if len(sys.argv) > 3:
    values = {m["config"]["column"]: float(m["value"]) for m in found["metrics"] if m["config"]["type"].endswith("ValueDrift")}
    with open(sys.argv[3], "w") as file:
        json.dump(values, file)
try:
    os.write(3, json.dumps(told).encode())
except OSError:
    print(json.dumps(told))
