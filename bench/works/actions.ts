import { globSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Work } from '../measure/measure.ts'
import { measureStarts } from '../measure/measure-starts.ts'
import { layBenchRelease, type Release, sizeOf } from '../sides/release.ts'
import type { BenchWork, Contest } from '../work.ts'
import { emptyProcess } from './empty.ts'

/** What a workflow waits for: the bundles' size and start, and native code on a runner that has none. */
export const actions: BenchWork = {
  name: 'actions',
  finding:
    '`dist/` holds 1.3 MB of Vega for the pictures of report.html, which came after its goal; it is read where a picture is drawn alone.',
  open: async ({ after, folder }) => {
    const release = await layBenchRelease(folder, after)
    const empty = await emptyProcess(folder)
    return [
      { work: '`dist/`', bytes: sizeOf(`${release.dist}/*`), goal: 6e6 },
      firstLines(release, empty),
      await fetchAndFind(folder, release),
      () => ({ work: 'native code of one platform, unpacked', bytes: sizeOf(join(folder, 'tools/**/*')), goal: 130e6 }),
    ]
  },
}

function firstLines({ dist }: Release, empty: Work): Contest {
  const names = globSync('{report,comment}.mjs', { cwd: dist })
    .map((name) => name.replace('.mjs', ''))
    .sort()
  const sides = { empty, ...Object.fromEntries(names.map((name) => [name, [join(dist, `${name}.mjs`)]])) }
  return {
    title: 'an action, to its first line',
    sides,
    measure: (turns) => measureStarts(sides, 'first line', turns),
    pairs: names.map((name) => ({
      ...{ ours: name, other: 'empty', part: `\`${name}\`` },
      ...{ beside: 'an empty process', goal: { seconds: 0.4 } },
    })),
  }
}

/** A training and its evaluation, which need both packages: fetched from a server of this machine, beside found in the cache. */
async function fetchAndFind(folder: string, { dist, url }: Release): Promise<Contest> {
  const rows = Array.from({ length: 200 }, (_, at) => `${at % 7},${(at * 31) % 101},${at % 2}`)
  await writeFile(join(folder, 'rows.csv'), ['a,b,late', ...rows].join('\n'))
  const data = 'data: { train: rows.csv, test: rows.csv, target: late }'
  const model = `{ task: binary-classification, ${data}, train: { builtin: linear }, model: m.onnx }`
  await writeFile(join(folder, 'contender.yml'), `models: { delay: ${model} }\n`)
  const run = (first: string) => `${first}
    process.argv = ['node', 'contender', 'pipeline', '--config', ${JSON.stringify(join(folder, 'contender.yml'))}]
    await import(${JSON.stringify(join(dist, 'contender.mjs'))})`
  const forget = `import { rmSync } from 'node:fs'; rmSync(process.env.RUNNER_TOOL_CACHE, { recursive: true, force: true })`
  await writeFile(join(folder, 'fetch.mjs'), run(forget))
  await writeFile(join(folder, 'find.mjs'), run(''))
  const environment = { CONTENDER_NATIVE_URL: url, RUNNER_TOOL_CACHE: join(folder, 'tools') }
  return {
    title: 'a pipeline that fetches its native code from a mirror at hand',
    sides: {
      fetched: { words: [join(folder, 'fetch.mjs')], environment },
      found: { words: [join(folder, 'find.mjs')], environment },
    },
    pairs: [{ ours: 'fetched', other: 'found', beside: 'with native code that is there', goal: { secondsMore: 5 } }],
  }
}
