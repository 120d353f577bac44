import { testRefused } from './refused.ts'

const HEAD = 'id,label,score\n'
const ROWS = ['1,0,0.2', '2,1,0.8', '3,0,0.4', '4,1,0.6', '5,0,0.1']
const GOOD = HEAD + ROWS.join('\n')

/** The good file with some rows put in the place of others. */
const withRows = (rows: Record<number, string>) => HEAD + ROWS.map((row, at) => rows[at + 1] ?? row).join('\n')

const evaluate = 'evaluate --predictions p.csv --task binary-classification'
const compare = 'compare --baseline a.csv --candidate b.csv --task binary-classification'

const WRONG_FILES: readonly [title: string, content: string | Uint8Array, says: RegExp][] = [
  [
    'a missing label column',
    GOOD.replace('label', 'lable'),
    /^Missing column `label` in `p\.csv`, did you mean `lable`\? Known: id, lable, score$/,
  ],
  [
    'a missing score column',
    GOOD.replace('score', 'scor'),
    /^Missing column `score` or `prediction` in p\.csv, did you mean `scor`\? Known: id, label, scor$/,
  ],
  [
    'a column given twice',
    GOOD.replace('id,', 'Score,'),
    /^Unexpected second column `score` in the header of `p\.csv`, expected each name once/,
  ],
  ['an empty file', '', /^Unexpected empty file `p\.csv`, expected rows$/],
  ['a file with a header alone', HEAD, /^Unexpected `p\.csv` without rows, expected one at least$/],
  [
    'a CSV line with too few values',
    withRows({ 2: '2,1' }),
    /^Unexpected row of 2 in `p\.csv`, line 3, expected 3 values as in the header$/,
  ],
  ['a CSV line with a quote that is never closed', withRows({ 3: '3,0,"0.4' }), /^Unclosed quote in `p\.csv`, line 4$/],
  [
    'a file that is not text',
    Uint8Array.of(255, 254, 0, 10, 200, 201, 10),
    /^Unexpected bytes in `p\.csv`, line 1, expected UTF-8$/,
  ],
  [
    'a third label in a binary task',
    withRows({ 4: '4,maybe,0.6' }),
    /^Unexpected 3 labels in column `label` of p\.csv: 0, 1, maybe, expected two; /,
  ],
  [
    'labels that do not say which is positive',
    GOOD.replaceAll(',0,', ',no,').replaceAll(',1,', ',yes,'),
    /^Unexpected labels `no` and `yes` in column `label` of p\.csv, expected 0 and 1; set `positive` to the label/,
  ],
  [
    'rows without a label',
    withRows({ 1: '1,,0.2', 4: '4,,0.6' }),
    /^Unexpected missing value in column `label` of p\.csv, 2 rows \(rows 1, 4\), expected one of 1, 0$/,
  ],
  [
    'no label at all',
    'label,score\n,0.2\n,0.3\n',
    /^Unexpected missing value in column `label` of p\.csv, 2 rows \(rows 1, 2\), expected a label$/,
  ],
  [
    'a score above 1',
    withRows({ 2: '2,1,1.8', 4: '4,1,7' }),
    /^Unexpected `1\.8` in column `score` of p\.csv, 2 rows \(rows 2, 4\), expected a probability in \[0, 1\]$/,
  ],
  [
    'a score below 0',
    withRows({ 3: '3,0,-0.4' }),
    /^Unexpected `-0\.4` in column `score` of p\.csv, row 3, expected a probability in \[0, 1\]$/,
  ],
  [
    'a score of NaN',
    withRows({ 3: '3,0,NaN' }),
    /^Unexpected missing value or NaN in column `score` of p\.csv, row 3, expected a probability in \[0, 1\]$/,
  ],
  [
    'a score that is missing',
    withRows({ 3: '3,0,' }),
    /^Unexpected missing value or NaN in column `score` of p\.csv, row 3, expected a probability in \[0, 1\]$/,
  ],
  [
    'a score that is infinite',
    withRows({ 3: '3,0,inf' }),
    /^Unexpected `Infinity` in column `score` of p\.csv, row 3, expected a probability in \[0, 1\]$/,
  ],
  [
    'a score that is a word',
    withRows({ 4: '4,1,high' }),
    /^Unexpected text in column `score` of p\.csv, such as `high` in row 4, expected a probability in \[0, 1\]$/,
  ],
]

for (const [title, content, says] of WRONG_FILES)
  testRefused({ title, files: { 'p.csv': content }, line: evaluate, says })

testRefused({
  title: 'a label of an unknown class',
  files: { 'p.csv': 'label,score_cat,score_dog\ncat,0.9,0.1\ndgo,0.2,0.8\n' },
  line: 'evaluate --predictions p.csv --task multiclass-classification',
  says: /^Unexpected class `dgo` in column `label` of p\.csv, row 2, expected one of cat, dog; did you mean `dog`\?$/,
})

testRefused({
  title: 'probabilities of classes that do not sum to 1',
  files: { 'p.csv': 'label,score_cat,score_dog\ncat,0.9,0.1\ndog,0.2,0.9\n' },
  line: 'evaluate --predictions p.csv --task multiclass-classification',
  says: /^Unexpected sum 1\.1\d* of the `score_` columns of p\.csv, row 2, expected 1 within 0\.001$/,
})

testRefused({
  title: 'a prediction of a number that is a word',
  files: { 'p.csv': 'label,prediction\n1.5,1\n2,lots\n' },
  line: 'evaluate --predictions p.csv --task regression',
  says: /^Unexpected text in column `prediction` of p\.csv, such as `lots` in row 2, expected a finite number$/,
})

testRefused({
  title: 'a broken line of JSON',
  files: { 'p.jsonl': '{"label":1,"score":0.1}\n{"label":0,"score":' },
  line: 'evaluate --predictions p.jsonl --task binary-classification',
  says: /^Broken JSON in `p\.jsonl`, line 2: unexpected end of data$/,
})

testRefused({
  title: 'a Parquet file that is none',
  files: { 'p.parquet': 'PAR1 and nothing more' },
  line: 'evaluate --predictions p.parquet --task binary-classification',
  says: /^Cannot read `p\.parquet`: /,
})

testRefused({
  title: 'a file of an unknown format',
  files: { 'p.txt': GOOD },
  line: 'evaluate --predictions p.txt --task binary-classification',
  says: /^Unexpected extension of `p\.txt`, expected \.csv, \.tsv, /,
})

testRefused({
  title: 'a predictions file that does not exist',
  files: { 'preds.csv': GOOD },
  line: evaluate,
  says: /^Missing file .*p\.csv, known: preds\.csv$/,
})

const WRONG_PAIRS: readonly [title: string, candidate: string, says: RegExp][] = [
  [
    'ids that do not match',
    withRows({ 1: '11,0,0.2', 2: '12,1,0.8', 3: '13,0,0.4', 4: '14,1,0.6' }),
    /^Unexpected ids: 4 rows only in the baseline \(`1`, `2`, `3`\) and 4 rows only in the candidate \(`11`, `12`, `13`\), expected the same rows in both/,
  ],
  [
    'ids that repeat',
    withRows({ 2: '1,1,0.8', 3: '1,0,0.4' }),
    /^Repeated ids in the candidate: 2 rows \(`1`, `1`\), expected each id once/,
  ],
  [
    'ids in only one of two files',
    GOOD.replace('id', 'flight'),
    /^Missing ids in the candidate, expected them as in the baseline; write the id column into both files$/,
  ],
  [
    'an id that is missing in a row',
    withRows({ 2: ',1,0.8' }),
    /^Missing ids in the candidate: 1 row \(row 2\), expected one in every row$/,
  ],
  [
    'labels that differ between two files',
    withRows({ 2: '2,0,0.8', 4: '4,0,0.6', 5: '5,1,0.1' }),
    /^Unexpected labels: 3 of 5 rows differ between baseline and candidate \(2: 1 and 0; 4: 1 and 0; 5: 0 and 1\), expected the same label in both/,
  ],
]

for (const [title, candidate, says] of WRONG_PAIRS) {
  testRefused({ title, files: { 'a.csv': GOOD, 'b.csv': candidate }, line: compare, says })
}

testRefused({
  title: 'two files without ids and of different length',
  files: { 'a.csv': 'label,score\n0,0.2\n1,0.7\n', 'b.csv': 'label,score\n0,0.2\n' },
  line: compare,
  says: /^Unexpected row counts: 2 in the baseline and 1 in the candidate, expected the same rows in both; name an `id` column/,
})
