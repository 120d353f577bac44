"""Makes the data of this model: synthetic card payments, a few of them fraud. The same every time."""

import csv
import math
import random


def write(path: str, first: int, rows: int, seed: int) -> None:
    chance = random.Random(seed)
    with open(path, "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["payment", "amount", "country", "hour", "fraud"])
        for payment in range(first, first + rows):
            amount = round(chance.lognormvariate(3.5, 1), 2)
            country = chance.choices(["home", "near", "far"], [8, 3, 1])[0]
            hour = chance.randrange(24)
            leaning = -5 + 0.6 * math.log(amount) + {"home": 0, "near": 0.7, "far": 2}[country] + (hour < 6)
            table.writerow([payment, amount, country, hour, int(chance.random() < 1 / (1 + math.exp(-leaning)))])


write("fraud/train.csv", 10_000, 2_000, seed=1)
write("fraud/test.csv", 20_000, 2_000, seed=2)
