"""What scikit-learn makes of the same data, as numbers for the tests and the bench of the built-in trainers.

Run from the repository's root, with Python 3.11 or later and the npm packages installed:

    python -m venv .venv
    .venv/bin/pip install -r test/training/sklearn_requirements.txt
    OMP_NUM_THREADS=2 .venv/bin/python test/training/sklearn_reference.py

It writes test/training/sklearn_reference.json and prints how long training took (times are not kept:
they say more about the machine than about the trainers).
"""

import json
import platform
import time
from pathlib import Path

import numpy
import pandas
import sklearn
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

ROOT = Path(__file__).parents[2]
DATA = ROOT / "node_modules/vega-datasets/data"
BEAK = ["Beak Length (mm)", "Beak Depth (mm)", "Flipper Length (mm)"]
MASS = "Body Mass (g)"


def flights(every):
    """Trains on January, gives the AUC on March and June; keeps the file's rows whose number divides by `every`."""
    rows = pandas.read_parquet(DATA / "flights-3m.parquet").iloc[::every]
    text = ["origin", "destination"]
    features = rows[["distance", *text]].astype(dict.fromkeys(text, "category"))
    features.insert(0, "weekday", rows.date.dt.day_of_week + 1)
    features.insert(0, "hour", rows.date.dt.hour)
    late = (rows.delay > 15).astype(int)
    month = rows.date.dt.month
    models = {
        "gradient-boosting": HistGradientBoostingClassifier(early_stopping=False, random_state=0),
        "linear": make_pipeline(
            make_column_transformer(
                (StandardScaler(), ["hour", "weekday", "distance"]),
                (OneHotEncoder(min_frequency=10, handle_unknown="infrequent_if_exist"), text),
            ),
            LogisticRegression(max_iter=1000),
        ),
    }
    answer = {"every": every, "rows": int((month == 1).sum())}
    for name, model in models.items():
        start = time.perf_counter()
        model.fit(features[month == 1], late[month == 1])
        print(f"{name} on {answer['rows']} rows: {time.perf_counter() - start:.2f} s")
        score = {m: model.predict_proba(features[month == m])[:, 1] for m in (3, 6)}
        answer[name] = {
            "march": roc_auc_score(late[month == 3], score[3]),
            "june": roc_auc_score(late[month == 6], score[6]),
        }
    return answer


def penguins(estimator, target, numbers, texts, keep):
    """Predictions for every tenth penguin: missing numbers at the mean with an indicator, missing text a level."""
    rows = pandas.read_json(DATA / "penguins.json")
    rows = rows[keep(rows)]
    model = make_pipeline(
        make_column_transformer(
            (make_pipeline(StandardScaler(), SimpleImputer(add_indicator=True)), numbers),
            (OneHotEncoder(), texts),
        ),
        estimator,
    )
    features = rows[numbers + texts].astype({text: object for text in texts})
    model.fit(features, rows[target])
    predict = model.predict if target == MASS else model.predict_proba
    return {"rows": len(rows), "predictions": numpy.round(predict(features)[::10], 9).tolist()}


def logistic():
    return LogisticRegression(solver="newton-cholesky", tol=1e-12, max_iter=1000)


def main():
    answer = {
        "versions": {"python": platform.python_version(), "numpy": numpy.__version__, "scikit-learn": sklearn.__version__},
        "flights": [flights(1), flights(25)],
        "penguins": {
            "species": penguins(logistic(), "Species", [*BEAK, MASS], ["Island", "Sex"], lambda rows: rows.Species.notna()),
            "sex": penguins(logistic(), "Sex", [*BEAK, MASS], ["Species"], lambda rows: rows.Sex.isin(["MALE", "FEMALE"])),
            "mass": penguins(Ridge(), MASS, BEAK, ["Species", "Sex"], lambda rows: rows[MASS].notna()),
        },
    }
    path = Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(answer, indent=2) + "\n")


main()
