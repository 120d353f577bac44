"""What the scorecard knows of a payment: one group for each thing that it counts."""


def groups(row: dict) -> list[str]:
    amount = float(row["amount"])
    size = "small" if amount < 20 else "middle" if amount < 80 else "large"
    return [f"amount {size}", f"country {row['country']}"]
