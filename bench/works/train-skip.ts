import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatCount } from '../../core/format-number.ts'
import { script } from '../../test/actions/repository.ts'
import { FLIGHTS_CONFIG, splitFlights } from '../flights.ts'
import { CLI } from '../here.ts'
import { runOnce } from '../measure/measure.ts'
import type { BenchWork, Contest } from '../work.ts'
import { emptyProcess } from './empty.ts'

/** `train` of an unchanged model whose data DVC tracks, with the data here and not pulled, beside an empty process. */
export const trainSkip: BenchWork = {
  name: 'train-skip',
  open: async ({ folder, scale }) => {
    const [here, away] = [join(folder, 'here'), join(folder, 'away')]
    const every = Math.ceil(1 / scale)
    for (const place of [here, away]) {
      await trackedFlights(place, every)
      await runOnce(train(place))
    }
    for (const name of ['train.parquet', 'test.parquet']) await rename(join(away, name), join(away, `${name}.away`))
    const contest = async (place: string, what: string): Promise<Contest> => ({
      title: `train, nothing changed, ${formatCount(3_000_000 / every)} flights tracked by DVC, ${what}`,
      sides: { train: train(place), empty: await emptyProcess(folder) },
      pairs: [{ ours: 'train', other: 'empty', beside: 'an empty process', goal: { seconds: 1 } }],
      runs: 15,
    })
    return [await contest(here, 'here'), await contest(away, 'not pulled')]
  },
}

const train = (place: string) => [CLI, 'train', '--config', join(place, 'contender.yml')]

/** A repository as DVC leaves it, which needs no DVC to be known. */
async function trackedFlights(folder: string, every: number): Promise<void> {
  await mkdir(folder)
  await splitFlights(folder, every)
  for (const name of ['train.parquet', 'test.parquet']) {
    const bytes = await readFile(join(folder, name))
    const md5 = createHash('md5').update(bytes).digest('hex')
    await writeFile(join(folder, `${name}.dvc`), `outs:\n- md5: ${md5}\n  hash: md5\n  path: ${name}\n`)
  }
  await writeFile(join(folder, 'contender.yml'), FLIGHTS_CONFIG)
  await writeFile(join(folder, '.gitignore'), '/*.parquet\n/*.away\n/.contender\n')
  script(folder, 'git init -q -b main', 'git add -A', 'git commit -qm Flights')
}
