import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { script } from '../../test/actions/repository.ts'
import { writeMadeUpLedger } from '../data/ledger.ts'
import { writeModel } from '../data/model.ts'
import { writePredictions } from '../data/predictions.ts'
import { writeNumericSamples } from '../data/samples.ts'
import { CLI } from '../here.ts'
import type { Curve } from './curve.ts'
import { writeModels } from './write-models.ts'
import { writeSliced } from './write-sliced.ts'

const BINARY = ['--task', 'binary-classification']

/** 10⁴ to 10⁷·⁵, half a power apart. */
const ROWS = [1e4, 31_623, 1e5, 316_228, 1e6, 3_162_278, 1e7, 31_622_777]
/** Rows that `compare` and `evaluate` hold in memory: ids, labels and scores of either model. */
const HELD = 1e7

const byRows: Curve = {
  name: 'by-rows',
  grows: 'rows',
  about:
    'Rows: `drift` of two columns (of either side so many rows), `compare` of two models and `evaluate` of a predictions file by AUC and log loss, all Parquet; these two hold their rows in memory, and are drawn up to 10,000,000.',
  sizes: ROWS,
  at: async (rows, { folder }) => {
    const files = [join(folder, 'reference.parquet'), join(folder, 'current.parquet')] as const
    await writeNumericSamples(files, { columns: 2, rows })
    const out = ['--out', join(folder, 'out')]
    const drift = [CLI, 'drift', '--reference', files[0], '--current', files[1], ...out]
    if (rows > HELD) return { drift }
    const [a, b] = await writePredictions(folder, rows)
    const metrics = ['--metrics', 'roc_auc,log_loss']
    return {
      drift,
      compare: [CLI, 'compare', '--baseline', a, '--candidate', b, ...BINARY, ...metrics, ...out],
      evaluate: [CLI, 'evaluate', '--predictions', a, ...BINARY, ...metrics, ...out],
    }
  },
}

const byColumns: Curve = {
  name: 'by-columns',
  grows: 'columns',
  about:
    'Columns: `drift` of 100,000 × 100,000 rows, and `evaluate` of a model of 100 trees on 100,000 rows of so many features.',
  sizes: [3, 10, 30, 100, 300],
  at: async (columns, { folder }) => {
    const files = [join(folder, 'reference.parquet'), join(folder, 'current.parquet')] as const
    await writeNumericSamples(files, { columns, rows: 100_000 })
    await writeModel(folder, { features: Math.max(3, columns), rows: 100_000 })
    return {
      drift: [CLI, 'drift', '--reference', files[0], '--current', files[1], '--out', join(folder, 'out')],
      evaluate: [CLI, 'evaluate', '--config', join(folder, 'contender.yml')],
    }
  },
}

const bySlices: Curve = {
  name: 'by-slices',
  grows: 'slices',
  about:
    'Slices: `evaluate` and `compare` of 300,000 rows by AUC and log loss, whole and in so many slices of one column.',
  sizes: [1, 3, 10, 30, 100, 300, 1000],
  at: async (slices, { folder }) => {
    const [a, b] = await writeSliced(folder, { slices, rows: 300_000 })
    const more = [...BINARY, '--metrics', 'roc_auc,log_loss', '--slices', 'part', '--out', join(folder, 'out')]
    return {
      evaluate: [CLI, 'evaluate', '--predictions', a, ...more],
      compare: [CLI, 'compare', '--baseline', a, '--candidate', b, ...more],
    }
  },
}

const byModels: Curve = {
  name: 'by-models',
  grows: 'models in a repository',
  about:
    'Models: `pipeline` in a repository of so many models with predictions of 1,000 rows each, where one has changed, and all of them.',
  sizes: [1, 3, 10, 30, 100, 300],
  at: async (models, { folder }) => {
    const [one, all] = [join(folder, 'one'), join(folder, 'all')]
    await writeModels(one, { models, changed: 1 })
    await writeModels(all, { models, changed: models })
    const pipeline = (directory: string, ...more: string[]) => ({ directory, words: [CLI, 'pipeline', ...more] })
    return { 'one changed': pipeline(one, '--judge', 'changed'), 'all changed': pipeline(all) }
  },
}

const byRuns: Curve = {
  name: 'by-runs',
  grows: 'runs in the ledger',
  about: 'Runs: `runs` and `publish` in a repository whose ledger holds so many.',
  sizes: [100, 316, 1000, 3162, 10_000, 31_623],
  at: async (runs, { folder }) => {
    const directory = await writeMadeUpLedger(join(folder, 'ledger'), runs)
    await mkdir(join(folder, 'site'))
    await writeFile(join(directory, 'contender.yml'), 'models: { delay: { task: regression, predictions: p.csv } }\n')
    script(directory, 'git add -A', 'git commit -qm Config')
    return {
      runs: { directory, words: [CLI, 'runs'] },
      publish: { directory, words: [CLI, 'publish', '--out', join(folder, 'site')] },
    }
  },
}

export const CURVES: readonly Curve[] = [byRows, byColumns, bySlices, byModels, byRuns]
