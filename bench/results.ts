import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { writeJson } from '../core/io/files.ts'
import type { CurveResult } from './curves/curve.ts'
import type { Measured } from './measure/measure.ts'
import type { Figure, Pair } from './work.ts'

/** What one contest came to. */
export interface ContestResult {
  readonly title: string
  /** Sentences on what agrees. */
  readonly agreed: readonly string[]
  readonly sides: Readonly<Record<string, Measured>>
  readonly pairs: readonly Pair[]
}

export interface WorkResult {
  /** When it was measured, as a date. */
  readonly at: string
  readonly machine: string
  readonly contests: readonly ContestResult[]
  readonly figures: readonly Figure[]
}

/** `bench/results.json`: each work as it was measured last. */
export interface Results {
  readonly works: Readonly<Record<string, WorkResult>>
  readonly curves: Readonly<Record<string, CurveResult>>
}

export async function readResults(path: string): Promise<Results> {
  return existsSync(path) ? JSON.parse(await readFile(path, 'utf8')) : { works: {}, curves: {} }
}

/** Puts what a work or a curve came to into the file, beside what others came to before: a run can be broken off and gone on with. */
export async function keepResult(
  path: string,
  more: { readonly works?: Results['works']; readonly curves?: Results['curves'] },
): Promise<Results> {
  const known = await readResults(path)
  const results = { works: { ...known.works, ...more.works }, curves: { ...known.curves, ...more.curves } }
  await writeJson(path, results)
  return results
}
