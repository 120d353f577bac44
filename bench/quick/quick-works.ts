import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeModels } from '../curves/write-models.ts'
import { writeSliced } from '../curves/write-sliced.ts'
import { writeMadeUpLedger } from '../data/ledger.ts'
import { writeModel } from '../data/model.ts'
import { writeNumericSamples, writeTextSamples } from '../data/samples.ts'
import { FLIGHTS_CONFIG, splitFlights } from '../flights.ts'
import { CLI } from '../here.ts'
import type { Other } from '../measure/measure.ts'

const ROWS = 20_000

/** What is counted: each command on data small enough to be quick, by its name in bench/counts.json. */
export async function quickWorks(folder: string): Promise<Readonly<Record<string, Other>>> {
  const at = (name: string) => join(folder, name)
  for (const name of ['model', 'flights', 'numbers', 'texts', 'scores']) await mkdir(at(name))
  const pair = (name: string) => [join(at(name), 'reference.parquet'), join(at(name), 'current.parquet')] as const
  await writeNumericSamples(pair('numbers'), { columns: 8, rows: ROWS })
  await writeTextSamples(pair('texts'), { columns: 4, rows: ROWS })
  const [a, b] = await writeSliced(at('scores'), { rows: ROWS, slices: 10 })
  await writeModel(at('model'), { features: 8, rows: ROWS })
  await splitFlights(at('flights'), 150)
  await writeFile(join(at('flights'), 'contender.yml'), FLIGHTS_CONFIG)
  await writeModels(at('models'), { models: 10, changed: 1 })
  await writeMadeUpLedger(at('ledger'), 300)
  const drift = (name: string, ...more: string[]) => ({
    words: [CLI, 'drift', '--reference', pair(name)[0], '--current', pair(name)[1], '--out', at('out'), ...more],
  })
  const sliced = ['--task', 'binary-classification', '--slices', 'part', '--out', at('out')]
  return {
    '--help': { words: [CLI, '--help'] },
    'drift, 8 numeric columns, 20,000 × 20,000 rows': drift('numbers'),
    'drift --compat evidently, 8 numeric columns, 20,000 × 20,000 rows': drift('numbers', '--compat', 'evidently'),
    'drift, 4 categorical columns, 20,000 × 20,000 rows': drift('texts'),
    'compare, 20,000 rows, 10 slices': { words: [CLI, 'compare', '--baseline', a, '--candidate', b, ...sliced] },
    'evaluate, 20,000 rows × 8 features': { directory: at('model'), words: [CLI, 'evaluate'] },
    'validate, 20,000 flights': { directory: at('flights'), words: [CLI, 'validate'] },
    'train, nothing changed, 20,000 flights': { directory: at('flights'), words: [CLI, 'train'] },
    'pipeline, 1 of 10 models changed': { directory: at('models'), words: [CLI, 'pipeline', '--judge', 'changed'] },
    'pipeline, all of 10 models': { directory: at('models'), words: [CLI, 'pipeline'] },
    'publish, 300 runs': { directory: at('ledger'), words: [CLI, 'publish', '--out', at('site')] },
  }
}
