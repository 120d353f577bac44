import { quoteName } from '../sql.ts'
import type { Trouble } from './check.ts'
import { type Rows, sayRows } from './rows.ts'

/** Classes of the target in one part of the data, with their rows; the most frequent first. */
export type Classes = ReadonlyMap<string, number>

/** So many classes are named in a sentence. */
const NAMED = 3

/**
 * Classes that one part of the data lacks: what was never learned cannot be predicted (fail), and what is
 * not in the test data is not judged (warn).
 *
 * @param classes of each part; that of training where there is one
 * @param target column that is predicted
 */
export function findMissingClasses(classes: ReadonlyMap<Rows, Classes>, target: string): Trouble[] {
  const parts = [...classes].filter(([{ count }]) => count > 0)
  const trained = parts.find(([{ source }]) => source === 'train')
  return parts.flatMap(([rows, here]): Trouble[] => {
    const about = { check: 'classes', source: rows.source, column: target, row_numbers: [] } as const
    const found: Trouble[] = []
    if (here.size < 2) {
      const because = `all ${sayRows(rows.count)} are of one class, expected two at least`
      found.push({ ...about, outcome: 'fail', rows: rows.count, because })
    }
    if (trained === undefined || trained[0] === rows) return found
    const unknown = [...here].filter(([name]) => !trained[1].has(name))
    if (unknown.length > 0) {
      const count = unknown.reduce((sum, [, rows]) => sum + rows, 0)
      const because = `${sayRows(count)} of ${sayClasses(unknown)} that no training row has`
      found.push({ ...about, outcome: 'fail', rows: count, because })
    }
    const absent = [...trained[1]].filter(([name]) => !here.has(name))
    if (absent.length > 0 && here.size > 1) {
      const because = `no row of ${sayClasses(absent)} that training rows have`
      found.push({ ...about, outcome: 'warn', rows: 0, because })
    }
    return found
  })
}

function sayClasses(classes: readonly (readonly [name: string, rows: number])[]): string {
  const named = classes.slice(0, NAMED).map(([name]) => name)
  const more = classes.length > NAMED ? ` and ${classes.length - NAMED} more` : ''
  return `class${classes.length === 1 ? '' : 'es'} ${named.join(', ')}${more}`
}

/** The classes that a column holds. */
export async function classesOf({ ask, relation }: Rows, target: string): Promise<Classes> {
  const x = quoteName(target)
  const found = await ask(
    `SELECT ${x}::VARCHAR, count(*) FROM ${relation} WHERE ${x} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`,
  )
  return new Map(found.map(([name, count]) => [name as string, Number(count)]))
}
