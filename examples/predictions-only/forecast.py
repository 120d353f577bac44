"""Forecasts each day of the last two years from the days before it, and writes the file that Contender judges.

Nothing but Python's standard library: it could as well be R, Julia, SQL or a service far away. What counts is one row
for each day, with the number that was forecast and the number that came.
"""

import csv
import datetime

WEEKS = 1  # how many of the last weeks are averaged

with open("sales.csv", newline="") as file:
    sales = [(datetime.date.fromisoformat(row["day"]), int(row["sold"])) for row in csv.DictReader(file)]

with open("predictions.csv", "w", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["day", "label", "prediction", "weekday", "week"])
    for at in range(365, len(sales)):
        day, sold = sales[at]
        same_weekdays = [sales[at - 7 * back][1] for back in range(1, WEEKS + 1)]
        year, week, _ = day.isocalendar()
        forecast = sum(same_weekdays) / len(same_weekdays)
        table.writerow([day, sold, f"{forecast:.1f}", day.strftime("%A"), f"{year}-{week:02}"])
