import { posix } from 'node:path'
import type { ListedFile } from './list-files.ts'

/** What a repository holds that a model could be made and judged from; paths, most likely first. */
export interface Sorted {
  readonly train: readonly string[]
  readonly test: readonly string[]
  readonly validation: readonly string[]
  /** Rows in files whose names say no part. */
  readonly data: readonly string[]
  readonly predictions: readonly string[]
  readonly models: readonly string[]
  readonly notebooks: readonly string[]
  readonly trainScripts: readonly string[]
  readonly predictScripts: readonly string[]
}

type Part = 'train' | 'test' | 'validation' | 'predictions'

const WORDS: Readonly<Record<Part, readonly string[]>> = {
  train: ['train', 'training'],
  test: ['test', 'testing', 'holdout', 'eval', 'evaluation'],
  validation: ['valid', 'validation', 'val', 'dev'],
  predictions: ['predictions', 'prediction', 'preds', 'pred', 'scores', 'scored'],
}

const DATA = /\.(parquet|(csv|tsv|jsonl|ndjson)(\.gz|\.zst)?)$/i
const SCRIPT = /\.(py|r|jl|js|mjs|ts|sh)$/i
const LEARNS = ['train', 'training', 'fit']
const PREDICTS = ['predict', 'prediction', 'score', 'scoring', 'inference', 'infer']
/** Files there are for the tests of a program. */
const OF_TESTS = /(^|\/)(tests?|fixtures?|docs?|examples?)\//i
const TEST_SCRIPT = /(^|\/)test[^/]*$|[._]test\.\w+$/i

/**
 * Sorts files by what their names say they are for. Several files of one part in a folder of that name are one
 * source: `data/train/*.parquet`.
 *
 * @example
 * sortFiles([{ path: 'data/train.csv', bytes: 9 }]).train // ['data/train.csv']
 */
export function sortFiles(files: readonly ListedFile[]): Sorted {
  const paths = files.filter(({ bytes }) => bytes > 0).map(({ path }) => path)
  const data = paths.filter((path) => DATA.test(path) && !/(^|\/)(tests|fixtures?|docs?)\//i.test(path))
  const scripts = paths.filter((path) => SCRIPT.test(path) && !OF_TESTS.test(path) && !TEST_SCRIPT.test(path))
  const of = (part: Part | undefined) =>
    sources(
      data.filter((path) => partOf(path) === part),
      data,
    )
  const saying = (words: readonly string[]) =>
    scripts.filter((path) => wordsOf(posix.basename(path)).some((word) => words.includes(word)))
  return {
    train: of('train'),
    test: of('test'),
    validation: of('validation'),
    data: of(undefined),
    predictions: of('predictions'),
    models: paths.filter((path) => /\.onnx$/i.test(path)),
    notebooks: paths.filter((path) => /\.ipynb$/i.test(path)),
    trainScripts: saying(LEARNS),
    predictScripts: saying(PREDICTS),
  }
}

/** The part that a name speaks of, or that of the folder it is in; features and labels apart (`X_train.csv`) are no rows. */
function partOf(path: string): Part | 'half' | undefined {
  const folders = path.split('/')
  for (const name of folders.reverse()) {
    const words = wordsOf(name)
    if (words[0] === 'x' || words[0] === 'y') return 'half'
    // `test_predictions.csv` holds predictions.
    for (const part of ['predictions', 'train', 'validation', 'test'] as const)
      if (words.some((word) => WORDS[part].includes(word))) return part
  }
  return undefined
}

function wordsOf(name: string): string[] {
  return name
    .replace(/\.[^/]*$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** Numbered files that have a folder to themselves are one source; Parquet is read fastest and comes first. */
function sources(paths: readonly string[], data: readonly string[]): string[] {
  const folded = new Set(
    paths.map((path) => {
      const folder = posix.dirname(path)
      const ending = DATA.exec(path)![0]
      const same = data.filter((other) => posix.dirname(other) === folder && other.endsWith(ending))
      return same.length > 1 && same.every((other) => isPiece(other) && paths.includes(other))
        ? `${folder === '.' ? '' : `${folder}/`}*${ending}`
        : path
    }),
  )
  return [...folded].sort((a, b) => Number(b.endsWith('.parquet')) - Number(a.endsWith('.parquet')))
}

/** `part-0001.parquet`, `data_2.csv`, `2026-03.parquet`: one of many. */
function isPiece(path: string): boolean {
  return /\d/.test(posix.basename(path).replace(DATA, ''))
}
