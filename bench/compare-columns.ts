/** What `drift` does with the numeric columns of two Parquet files once they are read; that alone is its `computing`. */
import { parse } from 'node:path'
import { openEngine } from '../core/data/engine.ts'
import { measureColumn } from '../core/drift/policy/measure-column.ts'
import { randomBits } from '../core/stats/random.ts'

const [reference, current] = process.argv.slice(2) as [string, string]
await using engine = await openEngine({ directory: process.cwd(), root: parse(process.cwd()).root })
const bits = randomBits(7)
let computing = 0
for (const { name } of await engine.columns(reference)) {
  const [before, now] = [await engine.read(reference, [name]), await engine.read(current, [name])]
  const columns = { reference: before.columns.get(name)!, current: now.columns.get(name)! }
  const started = performance.now()
  const { verdict } = measureColumn(columns, { name, floor: 0.1, layout: undefined, bits })
  computing += performance.now() - started
  console.log(name, verdict)
}
Object.assign(globalThis, { computing: computing / 1000 })
