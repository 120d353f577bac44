import { modelBytes } from '../models/fixture.ts'
import { testRefused } from './refused.ts'

const ROWS = 'id,score,y,late\n1,0.2,5,0\n2,0.8,6,1\n3,0.4,7,0\n4,0.6,8,1\n'
const CONFIG = `models:
  delay:
    task: binary-classification
    data: { test: d.csv, target: late, id: id }
    model: models/m.onnx
`

const WRONG: readonly [title: string, model: string | Uint8Array, says: RegExp][] = [
  [
    'a model file that is no ONNX',
    'not a model',
    /^Could not load models\/m\.onnx: it is not an ONNX model, or was cut short$/,
  ],
  [
    'a model file that was cut short',
    modelBytes('graphs/echo').subarray(0, 60),
    /^Could not load models\/m\.onnx: it is not an ONNX model, or was cut short$/,
  ],
  ['an empty model file', '', /^Unexpected empty file models\/m\.onnx, expected an ONNX model$/],
  [
    'a model that Git LFS did not fetch',
    'version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 3\n',
    /^Unexpected Git LFS pointer `.*m\.onnx`, expected the file itself: run `git lfs pull`, or set `lfs: true`/,
  ],
  [
    'a model whose inputs are not in the data',
    modelBytes('graphs/every-type'),
    /^Missing columns in the data that models\/m\.onnx takes: `float` \(nearest: `\w+`\).*, expected float, double, .*, given id, score, y, late; rename them/,
  ],
  [
    'a model that takes another number of columns',
    modelBytes('graphs/echo-matrix'),
    /^Unexpected 2 columns for input `x` of models\/m\.onnx, expected 3; the training data names score, y; list the model's columns/,
  ],
  [
    'a model of images',
    modelBytes('graphs/image'),
    /^Unexpected shape \[N, 3, 8, 8\] of input `pixels` of models\/m\.onnx, expected \[rows\] or \[rows, columns\]: tables only$/,
  ],
  [
    'a model for one row at a time',
    modelBytes('graphs/one-row'),
    /^Unexpected fixed number of rows \(1\) of input `x` of models\/m\.onnx, expected any number; export with /,
  ],
  [
    'a model that gives labels alone',
    modelBytes('graphs/labels-only'),
    /^Unexpected outputs of models\/m\.onnx: `label` \(int64 \[N, 1\]\), expected a float output with probabilities/,
  ],
]

for (const [title, model, says] of WRONG) {
  testRefused({
    title,
    files: { 'contender.yml': CONFIG, 'd.csv': ROWS, 'models/m.onnx': model },
    line: 'evaluate',
    says,
  })
}

testRefused({
  title: 'text in a column that a model takes as a number',
  files: {
    'contender.yml': CONFIG,
    'd.csv': ROWS.replace('0.6', 'high'),
    'models/m.onnx': modelBytes('graphs/echo'),
  },
  line: 'evaluate',
  says: /^Unexpected text in column `score`, expected numbers: models\/m\.onnx takes it as float32; encode it in `data\.prepare`/,
})

testRefused({
  title: 'numbers that are no probabilities',
  files: {
    'contender.yml': CONFIG,
    'd.csv': ROWS.replace('0.6', '60'),
    'models/m.onnx': modelBytes('graphs/echo'),
  },
  line: 'evaluate',
  says: /^Unexpected `60` in output `out` of models\/m\.onnx, row 4 of the batch, expected a probability in \[0, 1\]; if the model/,
})

testRefused({
  title: 'a test row without a label',
  files: {
    'contender.yml': CONFIG,
    'd.csv': ROWS.replace('6,1', '6,'),
    'models/m.onnx': modelBytes('graphs/echo'),
  },
  line: 'evaluate',
  says: /^Unexpected missing value in column `late` of d\.csv, row 2, expected one of 0, 1$/,
})

testRefused({
  title: 'a test row without a number to predict',
  files: {
    'contender.yml': CONFIG.replace('binary-classification', 'regression').replace('late', 'y'),
    'd.csv': ROWS.replace(',6,', ',,'),
    'models/m.onnx': modelBytes('graphs/echo'),
  },
  line: 'evaluate',
  says: /^Unexpected missing value or NaN in column `y` of d\.csv, row 2, expected a finite number$/,
})

testRefused({
  title: 'a model file that is missing',
  files: { 'contender.yml': CONFIG, 'd.csv': ROWS, 'models/n.onnx': '' },
  line: 'compare',
  says: /^Missing file .*models\/m\.onnx, did you mean `n\.onnx`\?/,
})

testRefused({
  title: 'a model that was not trained yet',
  files: { 'contender.yml': `${CONFIG}    train: { run: make }\n`, 'd.csv': ROWS },
  line: 'evaluate',
  says: /^Missing model models\/m\.onnx of delay, expected the file that training writes; run `contender train` first$/,
})

testRefused({
  title: 'a baseline that does not exist',
  files: { 'contender.yml': CONFIG, 'd.csv': ROWS, 'models/m.onnx': modelBytes('graphs/echo') },
  line: 'compare --baseline models/old.onnx',
  says: /^Missing file .*models\/old\.onnx, known: m\.onnx$/,
})
