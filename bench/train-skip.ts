/** `train` of an unchanged model whose data DVC tracks, with the data here and not pulled, beside an empty process. */

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '../core/io/temporary-folder.ts'
import { FLIGHTS_CONFIG, splitFlights } from './flights.ts'
import { measureInTurns } from './measure.ts'
import type { Row } from './row.ts'

export async function benchTrainSkip(): Promise<Row[]> {
  const { path: folder, remove } = temporaryFolder('contender-bench-')
  try {
    await writeFile(join(folder, 'empty.mjs'), '')
    await trackedFlights(folder)
    const cli = fileURLToPath(new URL('../cli/contender.mjs', import.meta.url))
    const train = [cli, 'train', '--config', join(folder, 'contender.yml')]
    execFileSync(process.execPath, train, { stdio: 'inherit' })
    const measure = (data: string): Row => {
      const { other, skip } = measureInTurns({ skip: train, other: [join(folder, 'empty.mjs')] }, 15)
      const work = `train, nothing changed, 3,000,000 flights tracked by DVC, ${data} (goal: 1 s)`
      return { work, beside: 'an empty process', measured: skip, other, goal: 1 / other.seconds }
    }
    const here = measure('here')
    for (const name of ['train.parquet', 'test.parquet']) await rename(join(folder, name), join(folder, `${name}.away`))
    return [here, measure('not pulled')]
  } finally {
    await remove()
  }
}

/** A repository as DVC leaves it, which needs no DVC to be known. */
async function trackedFlights(folder: string): Promise<void> {
  await splitFlights(folder)
  for (const name of ['train.parquet', 'test.parquet']) {
    const md5 = createHash('md5')
      .update(await readFile(join(folder, name)))
      .digest('hex')
    await writeFile(join(folder, `${name}.dvc`), `outs:\n- md5: ${md5}\n  hash: md5\n  path: ${name}\n`)
  }
  await writeFile(join(folder, 'contender.yml'), FLIGHTS_CONFIG)
  await writeFile(join(folder, '.gitignore'), '/*.parquet\n/*.away\n/.contender\n')
  const author = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com']
  for (const words of [
    ['init', '-q'],
    ['add', '-A'],
    [...author, 'commit', '-qm', 'Flights'],
  ])
    execFileSync('git', words, { cwd: folder })
}
