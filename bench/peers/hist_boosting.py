"""What the built-in gradient boosting is measured beside: scikit-learn's HistGradientBoosting with as many trees.

    OMP_NUM_THREADS=2 python bench/peers/hist_boosting.py rows.parquet ROWS found.json
"""

import json
import sys

import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from tell import tell

rows = pd.read_parquet(sys.argv[1])
some = int(sys.argv[2])
features, label = rows.drop(columns="late"), rows["late"].astype(int)
model = HistGradientBoostingClassifier(early_stopping=False, random_state=0)
model.fit(features[:some], label[:some])
auc = roc_auc_score(label[some:], model.predict_proba(features[some:])[:, 1])
with open(sys.argv[3], "w") as file:
    json.dump({"auc": auc}, file)
tell()
