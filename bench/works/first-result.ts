import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { formatCount } from '../../core/format-number.ts'
import { writeNumericSamples } from '../data/samples.ts'
import { here } from '../here.ts'
import { layBenchRelease, serve, sizeOf } from '../sides/release.ts'
import type { BenchWork } from '../work.ts'
import { agreeWithEvidently } from './agree-on-drift.ts'
import { evidentlyWheels } from './evidently-wheels.ts'

const COLUMNS = 20
/** Few: it is about what comes before. */
const ROWS = 10_000

/** From nothing installed to the first result of a drift check: download, install, run. Both downloads come from this machine. */
export const firstResult: BenchWork = {
  name: 'first-result',
  peers: true,
  open: async ({ after, folder, python }) => {
    const files = [join(folder, 'reference.parquet'), join(folder, 'current.parquet')] as const
    await writeNumericSamples(files, { columns: COLUMNS, rows: ROWS })
    const release = await layBenchRelease(folder, after)
    const wheels = await evidentlyWheels(python)
    const mirror = await serve([wheels], after)
    const [ours, theirs] = [join(folder, 'ours'), join(folder, 'theirs')]
    await Promise.all([ours, theirs].map((place) => mkdir(place)))
    const found = join(folder, 'evidently.json')
    const contender = [
      'rm -rf dist tools',
      `curl -sSf ${release.url}/dist.tar.gz | tar xz`,
      `${process.execPath} dist/contender.mjs drift --reference ${files[0]} --current ${files[1]} --compat evidently --out ${folder}/out || [ $? = 1 ]`,
    ]
    const evidently = (install: string) => [
      `rm -rf venv ${found} && python3 -m venv venv`,
      `${install} --no-index --find-links ${mirror}/index.html --requirement ${here('peers/evidently.txt')}`,
      `venv/bin/python ${here('peers/evidently_drift.py')} ${files.join(' ')} ${found} 3>/dev/null`,
    ]
    const shell = (directory: string, lines: readonly string[], environment: Readonly<Record<string, string>>) =>
      ({ program: 'bash', words: ['-ec', lines.join('\n')], directory, environment }) as const
    // Settings of the machine's own pip would change what is found where.
    const pip = { PIP_CONFIG_FILE: '/dev/null', PIP_FIND_LINKS: '', PIP_NO_CACHE_DIR: '1' }
    const uv = { ...pip, UV_NO_CACHE: '1' }
    const bytes = (sizeOf(join(folder, 'dist.tar.gz')) + release.duckdb) / 1e6
    const megabytes = (sizeOf(join(wheels, '*.whl')) / 1e6).toFixed(0)
    const beside = (tool: string) => `Evidently by ${tool}, ${megabytes} MB fetched (ours: ${bytes.toFixed(0)} MB)`
    return [
      {
        title: `first drift check from nothing installed, ${COLUMNS} columns, ${formatCount(ROWS)} × ${formatCount(ROWS)} rows`,
        sides: {
          contender: shell(ours, contender, {
            CONTENDER_NATIVE_URL: release.url,
            RUNNER_TOOL_CACHE: join(ours, 'tools'),
          }),
          pip: shell(theirs, evidently('venv/bin/pip install --quiet'), pip),
          uv: shell(
            theirs,
            evidently(`${python.replace(/python$/, 'uv')} pip install --quiet --python venv/bin/python`),
            uv,
          ),
        },
        pairs: [
          { ours: 'contender', other: 'pip', beside: beside('pip'), goal: { faster: 3 } },
          { ours: 'contender', other: 'uv', beside: beside('uv'), goal: { faster: 3 } },
        ],
        runs: 3,
        agree: async () => [await agreeWithEvidently(join(folder, 'out'), found)],
      },
    ]
  },
}
