/** The limit that `compare` is held against: reads two predictions files and sorts their scores once. */
import { parse } from 'node:path'
import { openEngine } from '../../core/data/engine.ts'
import { columnOf } from '../../core/data/table.ts'

const files = process.argv.slice(2)
const engine = await openEngine({ directory: process.cwd(), root: parse(process.cwd()).root })
for (const file of files) {
  const score = columnOf(await engine.read(file, ['id', 'label', 'score']), 'score', file)
  if (score.kind === 'number') score.values.sort()
}
await engine.close()
