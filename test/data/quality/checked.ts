import type { TestContext } from 'node:test'
import { parseConfig } from '../../../core/config.ts'
import { parseContract } from '../../../core/data/contract/parse-contract.ts'
import { openEngine } from '../../../core/data/engine.ts'
import { type CheckName, type Finding, SOURCES } from '../../../core/data/quality/check.ts'
import { openRows, type Rows } from '../../../core/data/quality/rows.ts'
import { validateData } from '../../../core/data/quality/validate-data.ts'
import { folderWith } from '../../folder.ts'

export interface Checked {
  /** Rows as CSV, with a header. */
  readonly train?: string
  readonly validation?: string
  readonly test?: string
  /** Settings below `data`, as YAML: `id: id, time: at`. */
  readonly data?: string
  readonly task?: string
  /** The model's contract as YAML: `{ columns: { … } }`. */
  readonly contract?: string
  readonly now?: string
}

/** What all checks find in these rows. */
export async function findingsOf(t: TestContext, given: Checked): Promise<Finding[]> {
  const { contract, data = '', now = '2026-11-21', task = 'binary-classification' } = given
  const named = SOURCES.filter((source) => given[source] !== undefined)
  const folder = await folderWith(t, Object.fromEntries(named.map((source) => [`${source}.csv`, given[source]!])))
  const parts = named.map((source) => `${source}: ${source}.csv`).join(', ')
  const target = data.includes('target:') ? '' : ', target: y'
  const config = `models: { m: { task: ${task}, predictions: p.csv, data: { ${parts}${target}${data === '' ? '' : `, ${data}`} } } }`
  const [model] = parseConfig(config, 'contender.yml').models
  await using engine = await openEngine({ directory: folder, root: folder })
  const rows: Rows[] = []
  for (const source of named) rows.push(await openRows(engine, source, `${source}.csv`))
  return await validateData(rows, {
    model: model!,
    contract:
      contract === undefined
        ? undefined
        : parseContract(`models: { m: ${contract} }`, 'contender.schema.yml', ['m']).models.get('m'),
    now: Date.parse(now),
  })
}

/** What one check found, without what all its findings share; `[]` where it passed, undefined where it did not run. */
export async function findingsBy(t: TestContext, check: CheckName, given: Checked) {
  const own = (await findingsOf(t, given)).filter((finding) => finding.check === check)
  if (own.length === 0) return undefined
  return own
    .filter(({ outcome }) => outcome !== 'pass')
    .map(({ column, outcome, row_numbers, rows, source }) => ({ source, column, outcome, rows, row_numbers }))
}

/** CSV of rows that a function makes, from 0. */
export function csv(header: string, rows: number, row: (at: number) => readonly unknown[]): string {
  return `${[header, ...Array.from({ length: rows }, (_, at) => row(at).join(','))].join('\n')}\n`
}
