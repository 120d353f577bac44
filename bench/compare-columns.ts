/** What the default policy asks of every column of two Parquet files: KS with its p-value, W1 with what chance shows, PSI and JS. */
import { parse } from 'node:path'
import { openEngine } from '../core/data/engine.ts'
import { comparedNumbers } from '../core/drift/pairs/compared-numbers.ts'
import { readPairs } from '../core/drift/pairs/read-pairs.ts'
import { kolmogorovP } from '../core/drift/statistics/kolmogorov-p.ts'

const [reference, current] = process.argv.slice(2) as [string, string]
await using engine = await openEngine({ directory: process.cwd(), root: parse(process.cwd()).root })
const columns = (await engine.columns(reference)).map(({ name }) => name)
let computing = 0
for await (const pair of readPairs(engine, { reference, current, columns })) {
  if (pair.reference.kind !== 'number' || pair.current.kind !== 'number') continue
  const started = performance.now()
  const { rows, distances } = comparedNumbers(pair.reference.values, pair.current.values)
  const pValue = kolmogorovP({ n: rows.reference, m: rows.current, statistic: distances!.ks })
  computing += performance.now() - started
  console.log(pair.name, { ...distances, pValue })
}
Object.assign(globalThis, { computing: computing / 1000 })
