import { execFile } from 'node:child_process'
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Drift, DriftVerdict } from '../../core/artifacts/drift.ts'
import type { Kind } from './kinds.ts'
import { END, WEEKS, writeFiles } from './write-files.ts'

const commandLine = fileURLToPath(new URL('../../cli/contender.mjs', import.meta.url))

/** What Contender says of production in which one kind of change is planted. */
export interface JudgedKind {
  readonly kind: Kind
  /** Of each week, oldest first. */
  readonly verdicts: readonly DriftVerdict[]
  /** What was over its floor in the last week: `feature/amount`, `prediction/score`, `performance`. */
  readonly over: readonly string[]
  readonly drift: Drift
}

/** Writes the files of a kind into a folder and has `contender drift` judge them. */
export async function judgeKind(kind: Kind, folder: string, seed: number): Promise<JudgedKind> {
  rmSync(folder, { recursive: true, force: true })
  writeFiles(folder, kind, seed)
  cpSync(new URL('watch.yml', import.meta.url), join(folder, 'watch.yml'))
  const line = `drift --config watch.yml --at ${new Date(END).toISOString()} --windows ${WEEKS} --local`
  await promisify(execFile)(process.execPath, [commandLine, ...line.split(' ')], { cwd: folder }).catch((error) => {
    if (error.code !== 1 && error.code !== 3) throw error
  })
  const drift = JSON.parse(readFileSync(join(folder, '.contender/late/drift.json'), 'utf8')) as Drift
  return { kind, drift, verdicts: [...drift.history.map(({ verdict }) => verdict), drift.verdict], over: overIn(drift) }
}

function overIn({ features, multivariate, performance, predictions }: Drift): string[] {
  const over = (prefix: string, list: Drift['features']) =>
    list.filter((one) => one.over).map(({ name }) => `${prefix}/${name}`)
  return [
    ...over('feature', features),
    ...over('prediction', predictions?.features ?? []),
    ...(performance?.over ? ['performance'] : []),
    ...(multivariate?.over ? ['multivariate'] : []),
  ]
}
