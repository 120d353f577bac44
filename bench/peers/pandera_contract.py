"""What `validate` is measured beside: pandera checking the same contract on the same flights.

    python bench/peers/pandera_contract.py flights.parquet found.json

Writes how many rows break each rule, and the first of them, counted from 1.
"""

import json
import sys

import pandas as pd
import pandera.pandas as pa
from tell import tell

rows = pd.read_parquet(sys.argv[1])
schema = pa.DataFrameSchema(
    {
        "date": pa.Column("datetime64[us]", pa.Check.ge(pd.Timestamp("2001-01-01")), nullable=False),
        "delay": pa.Column("int64", pa.Check.in_range(-60, 240), nullable=False),
        "distance": pa.Column("int64", pa.Check.in_range(50, 2500), nullable=False),
        "origin": pa.Column(str, nullable=False),
        "destination": pa.Column(str, nullable=False),
    }
)
found = {}
try:
    schema.validate(rows, lazy=True)
except pa.errors.SchemaErrors as errors:
    cases = errors.failure_cases
    for (column, check), broken in cases.groupby(["column", "check"]):
        name = column if check.startswith("in_range") else f"{column}, {check}"
        found[name] = {"rows": len(broken), "first": int(broken["index"].min()) + 1}
with open(sys.argv[2], "w") as file:
    json.dump(found, file)
tell()
