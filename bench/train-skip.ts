/** `train` where nothing has changed: the data is known by DVC's word alone. */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openEngine } from '../core/data/engine.ts'
import { temporaryFolder } from '../core/io/temporary-folder.ts'
import { randomBits } from '../core/stats/random.ts'
import { measureInTurns } from './measure.ts'
import type { Row } from './row.ts'

const CONFIG = `models:
  delay:
    task: binary-classification
    data: { train: data/train.parquet, test: data/train.parquet, target: late }
    train: { builtin: linear }
    model: delay.onnx
`

export async function benchTrainSkip(rows = 1_000_000): Promise<Row> {
  const { path: folder, remove } = await temporaryFolder('contender-bench-')
  try {
    const empty = join(folder, 'empty.mjs')
    await writeFile(empty, '')
    const cli = fileURLToPath(new URL('../cli/index.ts', import.meta.url))
    const words = [cli, 'train', '--config', join(folder, 'contender.yml')]
    await writeProject(folder, rows)
    const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`train ended with ${status}: ${stderr}`)
    // From here on nothing can be read: a process that tried would fail.
    await rm(join(folder, 'data/train.parquet'))
    const { skip, other } = measureInTurns({ skip: words, other: [empty] }, 9)
    return {
      work: `train, nothing changed, ${rows.toLocaleString('en-US')} rows under DVC and not pulled (goal: 1 s)`,
      beside: 'an empty process',
      measured: skip,
      other,
      goal: 1 / other.seconds,
    }
  } finally {
    await remove()
  }
}

async function writeProject(folder: string, rows: number): Promise<void> {
  const bits = randomBits(5)
  const values = () => Float64Array.from({ length: rows }, () => (bits() >>> 0) / 2 ** 32)
  const number = (of: Float64Array) => ({ kind: 'number', type: 'float', values: of }) as const
  const distance = values()
  const noise = values()
  const late = distance.map((value, row) => (value + noise[row]! > 1 ? 1 : 0))
  await using engine = await openEngine({ directory: folder, root: folder })
  const columns = new Map([
    ['distance', number(distance)],
    ['hour', number(values())],
    ['late', number(late)],
  ])
  const path = join(folder, 'data/train.parquet')
  await engine.write({ rows, columns }, path)
  const md5 = createHash('md5')
    .update(await readFile(path))
    .digest('hex')
  await writeFile(`${path}.dvc`, `outs:\n- md5: ${md5}\n  hash: md5\n  path: train.parquet\n`)
  await writeFile(join(folder, 'contender.yml'), CONFIG)
  await writeFile(join(folder, '.gitignore'), '.contender/\ndelay.onnx\n/data/train.parquet\nempty.mjs\n')
  const git = (...words: readonly string[]) => execFileSync('git', words, { cwd: folder, stdio: 'ignore' })
  git('init', '-q')
  git('add', '-A')
  git('-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '-qm', 'A project')
}
