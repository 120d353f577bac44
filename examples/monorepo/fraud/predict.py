"""Scores the test rows with the scorecard that train.py wrote."""

import csv
import json
import math
import os

from features import groups

with open(os.environ["CONTENDER_MODEL"]) as file:
    card = json.load(file)
with open(os.environ["CONTENDER_DATA"], newline="") as file, open(
    os.environ["CONTENDER_PREDICTIONS"], "w", newline=""
) as out:
    table = csv.writer(out)
    table.writerow(["payment", "score"])
    for row in csv.DictReader(file):
        points = card["start"] + sum(card["points"].get(name, 0) for name in groups(row))
        table.writerow([row["payment"], 1 / (1 + math.exp(-points))])
