"""Trains a scikit-learn pipeline on the rows that Contender hands over, and writes it as ONNX."""

import json
import os
from pathlib import Path

import numpy as np
import pandas as pd
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import make_column_transformer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

NUMBERS = ["age", "visits", "calls"]
TEXTS = ["plan"]

rows = pd.read_csv(os.environ["CONTENDER_TRAIN"])
params = json.loads(Path(os.environ["CONTENDER_PARAMS"]).read_text())
seed = int(os.environ["CONTENDER_SEED"])

columns = make_column_transformer(
    (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), NUMBERS),
    (OneHotEncoder(handle_unknown="ignore"), TEXTS),
)
if params["kind"] == "trees":
    classifier = GradientBoostingClassifier(n_estimators=80, learning_rate=0.1, max_depth=3, random_state=seed)
else:
    classifier = LogisticRegression()
model = make_pipeline(columns, classifier)
model.fit(rows[NUMBERS + TEXTS].astype({name: np.float32 for name in NUMBERS}), rows["churned"])

# One input a column, by its name, so that the model takes the table as it is; probabilities as a plain matrix.
inputs = [(name, FloatTensorType([None, 1])) for name in NUMBERS] + [(name, StringTensorType([None, 1])) for name in TEXTS]
onnx = to_onnx(model, initial_types=inputs, options={"zipmap": False})
Path(os.environ["CONTENDER_MODEL"]).write_bytes(onnx.SerializeToString())
print(f"trained {params['kind']} on {len(rows)} rows")
