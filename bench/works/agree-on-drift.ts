import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Drift, driftSchema } from '../../core/artifacts/drift.ts'
import { pairUp, requireSame } from '../agree.ts'

/** Beyond this distance Evidently calls a column with more than 1,000 rows drifted. */
const THRESHOLD = 0.1

/**
 * Requires the values and verdicts of Evidently for each column.
 *
 * @param folder of `drift --compat evidently`
 * @param found what evidently_drift.py wrote
 * @returns what agrees, a sentence
 */
export async function agreeWithEvidently(folder: string, found: string): Promise<string> {
  const theirs = JSON.parse(await readFile(found, 'utf8')) as Record<string, number>
  const { features } = await driftOf(folder)
  const values = features.map(({ name, tests }) => [name, tests[0]!.p_value ?? tests[0]!.statistic] as const)
  const verdicts = features.map(({ name, verdict }) => [name, verdict === 'drift'] as const)
  const drifted = Object.entries(theirs).map(([name, distance]) => [name, distance >= THRESHOLD] as const)
  const same = requireSame('Evidently', pairUp(Object.fromEntries(values), theirs), 1e-9)
  requireSame('Evidently', pairUp(Object.fromEntries(verdicts), Object.fromEntries(drifted)))
  return `With \`--compat evidently\` all ${same} distances are Evidently's to 1e-9, and so are the verdicts.`
}

/** What nannyml_drift.py writes of a column. */
interface Nannyml {
  readonly value: number
  readonly upper: number
  readonly alert: boolean
}

/** The same of NannyML: values, thresholds and alerts. */
export async function agreeWithNannyml(folder: string, found: string): Promise<string> {
  const theirs = Object.entries(JSON.parse(await readFile(found, 'utf8')) as Record<string, Nannyml>)
  const { features } = await driftOf(folder)
  const ours = features.flatMap(({ name, tests }) =>
    answers(name, tests[0]!.statistic, tests[0]!.threshold ?? null, tests[0]!.drifted ?? null),
  )
  const expected = theirs.flatMap(([name, { alert, upper, value }]) => answers(name, value, upper, alert))
  requireSame('NannyML', pairUp(Object.fromEntries(ours), Object.fromEntries(expected)), 1e-9)
  return `With \`--compat nannyml\` all ${theirs.length} distances and thresholds are NannyML's to 1e-9, and so are the alerts.`
}

function answers(name: string, value: number | null, upper: number | null, alert: boolean | null) {
  return [
    [`${name}, its value`, value],
    [`${name}, its threshold`, upper],
    [`${name}, its alert`, alert],
  ] as const
}

async function driftOf(folder: string): Promise<Drift> {
  return driftSchema.parse(JSON.parse(await readFile(join(folder, 'current/drift.json'), 'utf8')))
}
