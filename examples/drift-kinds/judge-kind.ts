import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Drift, DriftVerdict } from '../../core/artifacts/drift.ts'
import type { Kind } from './kinds.ts'
import { END, writeFiles } from './write-files.ts'

/** What Contender says of production in which one kind of change is planted. */
export interface JudgedKind {
  readonly kind: Kind
  /** Of each week, oldest first. */
  readonly verdicts: readonly DriftVerdict[]
  /** What tells of it in the last week: `feature/amount`, `prediction/score`, `performance`, `multivariate`, `quality/amount`. */
  readonly found: readonly string[]
}

interface Judging {
  /** Made anew. */
  readonly folder: string
  readonly seed: number
  /** How many weeks, the last ones. */
  readonly weeks: number
  /** Runs a line of `contender` in a folder. */
  readonly run: (line: string, folder: string) => Promise<unknown>
}

/** Writes the files of a kind and has `contender drift` judge them. */
export async function judgeKind(kind: Kind, { folder, run, seed, weeks }: Judging): Promise<JudgedKind> {
  rmSync(folder, { recursive: true, force: true })
  writeFiles(folder, kind, seed)
  cpSync(new URL('watch.yml', import.meta.url), join(folder, 'watch.yml'))
  await run(`drift --config watch.yml --at ${new Date(END).toISOString()} --windows ${weeks} --local`, folder)
  const drift = JSON.parse(readFileSync(join(folder, '.contender/late/drift.json'), 'utf8')) as Drift
  return { kind, verdicts: [...drift.history.map(({ verdict }) => verdict), drift.verdict], found: foundIn(drift) }
}

function foundIn({ features, multivariate, performance, predictions, quality }: Drift): string[] {
  const over = (prefix: string, list: Drift['features']) =>
    list.filter((one) => one.over).map(({ name }) => `${prefix}/${name}`)
  return [
    ...over('feature', features),
    ...over('prediction', predictions?.features ?? []),
    ...(performance?.over ? ['performance'] : []),
    ...(multivariate?.verdict === 'drift' ? ['multivariate'] : []),
    ...quality.filter(({ level }) => level === 'warning').map(({ column }) => `quality/${column}`),
  ]
}
