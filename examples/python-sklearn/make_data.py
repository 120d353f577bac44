"""Makes the data of this example: synthetic customers of a shop, some of whom leave. The same rows every time.

What is true here and nowhere else: few visits and many support calls drive people away, the young and the old leave
more easily than those between, and one age in ten is not known.
"""

import csv
import random


def customers(first: int, rows: int, seed: int):
    chance = random.Random(seed)
    for number in range(first, first + rows):
        plan = chance.choices(["basic", "plus", "family"], [5, 3, 2])[0]
        age = chance.randint(18, 80)
        visits = round(chance.expovariate(1 / 5), 2)
        calls = min(int(chance.expovariate(1.2)), 6)
        leaning = -1.2 + 0.003 * (age - 49) ** 2 - 0.25 * visits + 0.5 * calls + (0.6 if plan == "basic" else 0)
        churned = chance.random() < 1 / (1 + 2.718281828 ** -leaning)
        known = chance.random() > 0.1
        yield [number, plan, age if known else "", visits, calls, "yes" if churned else "no"]


def write(path: str, rows) -> None:
    with open(path, "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["customer", "plan", "age", "visits", "calls", "churned"])
        table.writerows(rows)


if __name__ == "__main__":
    write("data/train.csv", customers(10_000, 2_000, seed=1))
    write("data/test.csv", customers(20_000, 2_000, seed=2))
