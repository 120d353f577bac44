"""Makes the data of this example: three years of a synthetic bakery's sales, one row a day. The same every time.

What is true here: a slow rise, quiet Mondays, busy Saturdays, a wave over the year, and chance that no forecast can know.
"""

import csv
import datetime
import math
import random

WEEK = [70, 90, 95, 100, 120, 160, 130]
chance = random.Random(3)

with open("sales.csv", "w", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["day", "sold"])
    for number in range(3 * 365):
        day = datetime.date(2023, 1, 2) + datetime.timedelta(days=number)
        wave = 1 + 0.1 * math.sin(2 * math.pi * number / 365.25)
        expected = WEEK[day.weekday()] * (1 + number / 4000) * wave
        table.writerow([day, round(chance.gauss(expected, 12))])
