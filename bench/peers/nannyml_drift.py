"""What `drift` is measured beside: NannyML's univariate drift with its default method, on two Parquet files.

    python bench/peers/nannyml_drift.py reference.parquet current.parquet found.json

All rows of the second file are one chunk. Writes value, upper threshold and alert of each column.
"""

import json
import sys
import warnings

import nannyml
import pandas as pd
from tell import tell

warnings.simplefilter("ignore")
reference, current = (pd.read_parquet(path) for path in sys.argv[1:3])
columns = list(reference.columns)
calculator = nannyml.UnivariateDriftCalculator(column_names=columns)
calculator.fit(reference)
# Thresholds come from the ten chunks of the reference; the rows to judge are one window, as ours are.
calculator.chunker = nannyml.chunk.CountBasedChunker(chunk_number=1)
found = calculator.calculate(current).filter(period="analysis").to_df()
values = {}
for column in columns:
    row = found[column]["jensen_shannon"].iloc[0]
    values[column] = {"value": float(row["value"]), "upper": float(row["upper_threshold"]), "alert": bool(row["alert"])}
with open(sys.argv[3], "w") as file:
    json.dump(values, file)
tell()
