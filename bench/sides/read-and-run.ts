/** The limit that `evaluate` is held against: reads the rows, and runs the model on all cores in batches of 16,384. */
import { readFile } from 'node:fs/promises'
import { parse } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { openEngine } from '../../core/data/engine.ts'

const [data, model] = process.argv.slice(2) as [string, string]
const session = await InferenceSession.create(await readFile(model))
const engine = await openEngine({ directory: process.cwd(), root: parse(process.cwd()).root })
for await (const { columns, rows } of engine.batches(data, session.inputNames)) {
  const feeds = Object.fromEntries(
    session.inputNames.map((name) => {
      const column = columns.get(name)!
      return [name, new Tensor('float32', Float32Array.from(column.kind === 'number' ? column.values : []), [rows, 1])]
    }),
  )
  await session.run(feeds)
}
await engine.close()
