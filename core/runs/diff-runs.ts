import type { Run } from '../artifacts/run.ts'
import type { Change, DataChange, RunsDiff } from '../artifacts/runs-diff.ts'
import { flatParams } from './flat-params.ts'

const PARTS = ['prepare', 'train', 'test', 'validation'] as const

/** What two runs record of themselves, and where it differs. */
export type RecordedDiff = Pick<RunsDiff, 'params' | 'data' | 'inputs' | 'environment'>

/**
 * What was set, read and present in one training and not in the other: parameters and settings by dotted
 * name, data by their fingerprints.
 *
 * @example
 * diffRuns(run, { ...run, params: { rounds: 200 } }).params // [{ name: 'rounds', a: 100, b: 200 }]
 */
export function diffRuns(a: Run, b: Run): RecordedDiff {
  return {
    params: [
      ...changes(new Map(Object.entries(trainingOf(a))), new Map(Object.entries(trainingOf(b)))),
      ...changes(flatParams(a.params), flatParams(b.params)),
      ...changes(flatParams(a.settings ?? {}), flatParams(b.settings ?? {})),
    ],
    data: PARTS.flatMap((part) => dataChange(part, a, b)),
    inputs: fileChanges(a.inputs, b.inputs),
    environment: changes(environmentOf(a), environmentOf(b)),
  }
}

function trainingOf({ builtin, command, seeds }: Run): Record<string, unknown> {
  return { builtin, command, ...(seeds.length === 1 ? { seed: seeds[0] } : { seeds: seeds.join(', ') }) }
}

function environmentOf({ contender, environment: { locks, node, platform, runtimes } }: Run): Map<string, unknown> {
  return new Map([
    ['contender', contender],
    ['platform', platform],
    ['node', node],
    ...Object.entries(runtimes),
    ...locks.map(({ digest, uri }) => [uri, digest] as const),
  ])
}

/** Names whose values differ; null counts as absent. */
function changes(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): Change[] {
  const names = [...new Set([...a.keys(), ...b.keys()])]
  return names
    .filter((name) => (a.get(name) ?? null) !== (b.get(name) ?? null))
    .map((name) => ({
      name,
      ...((a.get(name) ?? null) !== null && { a: a.get(name) }),
      ...((b.get(name) ?? null) !== null && { b: b.get(name) }),
    }))
}

function fileChanges(a: Run['inputs'], b: Run['inputs']): RunsDiff['inputs'] {
  const [inA, inB] = [a, b].map((files) => new Map(files.map(({ digest, uri }) => [uri, digest])))
  return [...new Set([...inA!.keys(), ...inB!.keys()])]
    .map((uri) => ({ uri, a: inA!.get(uri) ?? null, b: inB!.get(uri) ?? null }))
    .filter((file) => file.a !== file.b)
}

function dataChange(part: (typeof PARTS)[number], runA: Run, runB: Run): DataChange[] {
  const [a = null, b = null] = [runA.data[part], runB.data[part]]
  if (a === null && b === null) return []
  return [{ part, a, b, change: changeOf(a, b) }]
}

/** A fingerprint that DVC's md5 gave and one of the bytes themselves tell nothing about each other. */
function changeOf(a: DataChange['a'], b: DataChange['b']): DataChange['change'] {
  if (a === null || b === null) return 'unknown'
  if (a.digest === b.digest) return 'same'
  return ('by' in a ? a.by : 'content') === ('by' in b ? b.by : 'content') ? 'changed' : 'unknown'
}
