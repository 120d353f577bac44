"""Trains a scorecard, naive Bayes with nothing but Python's standard library, and writes it as JSON."""

import csv
import json
import math
import os
from collections import Counter

from features import groups

with open(os.environ["CONTENDER_TRAIN"], newline="") as file:
    rows = list(csv.DictReader(file))

honest, fraud = Counter(), Counter()
for row in rows:
    (fraud if row["fraud"] == "1" else honest).update(groups(row))
frauds = sum(row["fraud"] == "1" for row in rows)
card = {
    "start": math.log(frauds / (len(rows) - frauds)),
    "points": {
        name: math.log((fraud[name] + 1) / (frauds + 2)) - math.log((honest[name] + 1) / (len(rows) - frauds + 2))
        for name in sorted(honest | fraud)
    },
}
with open(os.environ["CONTENDER_MODEL"], "w") as file:
    json.dump(card, file, indent=2)
