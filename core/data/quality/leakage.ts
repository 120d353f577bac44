import type { Task } from '../../metrics/metric.ts'
import { type Column, pickColumn } from '../table.ts'
import type { Trouble } from './check.ts'
import { predictivePower, type Target } from './predictive-power.ts'
import { type Rows, sayRows } from './rows.ts'
import { sampleColumns } from './sample.ts'

/**
 * Honest features rarely reach an AUC of 0.98 alone: that is where looking costs less than being
 * fooled. From 0.999 on the column is the target by another name, or all but.
 */
const SUSPICIOUS = 0.98
const PERFECT = 0.999

/** With fewer rows outside of the largest class, one column of many is perfect by luck. */
const LEAST_ROWS = 20

/** Features that alone predict the target almost perfectly: known only afterwards, most often, or made from it. */
export async function findLeakage(
  rows: Rows,
  { features, target, task }: { features: readonly string[]; target: string; task: Task },
): Promise<Trouble[]> {
  if (rows.count === 0) return []
  const columns = await sampleColumns(rows, [target, ...features])
  return judgeLeakage(columns, target, task)
}

/**
 * The same on rows at hand.
 *
 * @param columns the target's, which may miss values, and the features'
 */
export function judgeLeakage(columns: ReadonlyMap<string, Column>, target: string, task: Task): Trouble[] {
  const labelled = labelledRows(columns.get(target)!)
  const known = targetOf(pickColumn(columns.get(target)!, labelled), task)
  if (known === undefined) return []
  return [...columns].flatMap(([name, column]): Trouble[] => {
    if (name === target) return []
    const { measure, power } = predictivePower(pickColumn(column, labelled), known)
    if (!(power >= SUSPICIOUS)) return []
    return [
      {
        check: 'leakage',
        column: name,
        outcome: power >= PERFECT ? 'fail' : 'warn',
        rows: labelled.length,
        row_numbers: [],
        because: `alone it predicts ${target} with ${sayPower(power)} ${measure} on ${sayRows(labelled.length)}; is it known when the prediction is made?`,
      },
    ]
  })
}

/** 0.99996 is not 1. */
function sayPower(power: number): string {
  return power === 1 ? '1' : String(Math.min(0.9999, Number(power.toFixed(4))))
}

function labelledRows(target: Column): Uint32Array {
  const size = target.kind === 'text' ? target.codes.length : target.values.length
  const rows = new Uint32Array(size).map((_, row) => row)
  return rows.filter((row) => (target.kind === 'text' ? target.codes[row]! >= 0 : !Number.isNaN(target.values[row]!)))
}

/** undefined where there are too few rows to tell. */
function targetOf(column: Column, task: Task): Target | undefined {
  if (task === 'regression') {
    if (column.kind === 'text' || column.values.length < 2 * LEAST_ROWS) return undefined
    return { values: column.values, classes: 0 }
  }
  const known = new Map<number, number>()
  const codes = Float64Array.from(column.kind === 'text' ? column.codes : column.values, (value) => {
    const code = known.get(value) ?? known.size
    if (code === known.size) known.set(value, code)
    return code
  })
  const counts = new Float64Array(known.size)
  for (const code of codes) counts[code]! += 1
  if (known.size < 2 || codes.length - Math.max(...counts) < LEAST_ROWS) return undefined
  return { values: codes, classes: known.size }
}
