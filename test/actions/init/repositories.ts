import { peopleCsv } from '../people.ts'
import { people } from '../repository.ts'
import { scoreModel } from '../score-model.ts'

type Files = Readonly<Record<string, string | Uint8Array>>

const ROWS = peopleCsv({ rows: 300 })
const TRAIN_PY = `import os, joblib
model = fit(os.environ["DATA"])
open("models/late.onnx", "wb").write(export(model))
`
const DVC_YAML = `stages:
  split:
    cmd: python src/split.py
    deps: [src/split.py, raw.csv]
    outs: [data/train.csv, data/test.csv]
  train:
    cmd: python src/train.py --rounds \${rounds}
    deps: [src/train.py, data/train.csv]
    params: [rounds]
    outs:
      - models/model.onnx:
          cache: false
`
const PREDICTIONS = ROWS.replace('good', 'score').replace('late\n', 'label\n')

/** Rows that are none of those that a model learns from. */
export const otherRows = () => peopleCsv({ rows: 200, seed: 2 }).replaceAll(/^(?=\d)/gm, '1000')

/** Repositories as people have them, by what is special of each. */
export const REPOSITORIES: Readonly<Record<string, () => Promise<Files>>> = {
  'python-and-csv': async () => ({
    'data/train.csv': ROWS,
    'data/test.csv': otherRows(),
    'train.py': TRAIN_PY,
    'requirements.txt': 'scikit-learn==1.7.2\nskl2onnx==1.19.1\n',
    'tests/test_train.py': '',
    'README.md': '',
  }),
  dvc: async () => ({
    'dvc.yaml': DVC_YAML,
    'params.yaml': 'rounds: 10\n',
    'src/train.py': 'import sys\n',
    'src/split.py': '',
    'requirements.txt': 'dvc==3.63.0\n',
    'data/train.csv': ROWS,
    'data/test.csv': otherRows(),
    'models/model.onnx': scoreModel('good'),
  }),
  'onnx-and-parquet': async () => ({
    'models/lateness.onnx': scoreModel('good'),
    'data/test/part-1.parquet': await people(200, 1),
    'data/test/part-2.parquet': await people(200, 2),
  }),
  notebooks: async () => ({
    'explore.ipynb': '{"cells": []}',
    'people.csv': ROWS.replaceAll(/,1$/gm, ',yes').replaceAll(/,0$/gm, ',no').replace('at,', 'note,'),
  }),
  predictions: async () => ({ 'out/test_predictions.csv': PREDICTIONS }),
}
