import type { ModelConfig } from '../../config/schema.ts'
import { featureNames } from '../../features.ts'
import type { ModelContract } from '../contract/parse-contract.ts'
import {
  CHECKS_OF_A_CONTRACT,
  CHECKS_OF_ANY_DATA,
  type CheckName,
  type Finding,
  type FreeCheck,
  type Trouble,
} from './check.ts'
import { checksBetween } from './checks-between.ts'
import { classesOf } from './classes.ts'
import { findClocks } from './clock.ts'
import { findConstant } from './constant.ts'
import { findDuplicates } from './duplicates.ts'
import { keepContract } from './keep-contract.ts'
import { findLeakage } from './leakage.ts'
import { findMissingColumns } from './named-columns.ts'
import { findPersonalData } from './personal-data.ts'
import type { Rows } from './rows.ts'
import { type Summary, summarize } from './summarize.ts'

/** What the data of one model is checked with. */
export interface ValidationTask {
  readonly model: Pick<ModelConfig, 'data' | 'task'>
  /** undefined where there is none: the checks that need none run all the same. */
  readonly contract: ModelContract | undefined
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * All checks of one model's data, as findings in the order of the checks; each check that found nothing in
 * a part of the data says so once.
 *
 * @param parts train, validation and test, as far as there are
 */
export async function validateData(parts: readonly Rows[], task: ValidationTask): Promise<Finding[]> {
  const { contract, model } = task
  const settings = contract?.checks ?? {}
  const found: Finding[] = []
  const tell = (rows: Rows, check: CheckName, troubles: readonly Trouble[]) => {
    const setting = settings[check as FreeCheck]
    const here = troubles.map(({ source = rows.source, ...trouble }): Finding => {
      return { ...trouble, source, outcome: setting === 'warn' || setting === 'fail' ? setting : trouble.outcome }
    })
    found.push(...(here.length > 0 ? here : [passed(rows, check)]))
  }
  const wanted = (check: FreeCheck) => settings[check] !== 'off'
  const named = findMissingColumns(parts, model.data)
  // What a feature knows of the target is told once: of the rows that are learned from, where there are any.
  const learned = parts.find(({ count }) => count > 0)
  for (const rows of parts) {
    const summaries = await summarize(rows)
    const kept = contract === undefined ? [] : await keepContract(rows, { ...task, contract, summaries })
    const columns = named.filter(({ source }) => source === rows.source)
    for (const check of CHECKS_OF_A_CONTRACT) {
      const troubles = [...kept, ...columns].filter((trouble) => trouble.check === check)
      if (contract !== undefined || troubles.length > 0 || check === 'columns') tell(rows, check, troubles)
    }
    if (rows.count === 0) {
      found.push({ ...passed(rows, 'rows'), outcome: 'fail', because: 'there are no rows' })
      continue
    }
    if (contract !== undefined && Object.keys(contract.columns).length > 0 && wanted('undeclared_columns'))
      tell(rows, 'undeclared_columns', undeclared(rows, contract))
    const checks = Object.entries(checksOfOne(rows, summaries, model, rows === learned)) as [FreeCheck, Find][]
    // At once: what numbers rows keeps one core busy, and there are others.
    const results = checks
      .filter(([check]) => wanted(check))
      .map(async ([check, find]) => [check, await find()] as const)
    for (const [check, troubles] of await Promise.all(results)) tell(rows, check, troubles)
  }
  for (const [check, rows, find] of await checksBetween(
    parts.filter(({ count }) => count > 0),
    model,
  ))
    if (wanted(check)) tell(rows, check, await find())
  return found.sort((a, b) => ORDER.indexOf(a.check) - ORDER.indexOf(b.check))
}

const ORDER: readonly CheckName[] = [...CHECKS_OF_A_CONTRACT, ...CHECKS_OF_ANY_DATA]

type Find = () => Promise<Trouble[]>

/** Checks of one part of the data by itself, those that apply. */
function checksOfOne(
  rows: Rows,
  summaries: ReadonlyMap<string, Summary>,
  { data, task }: ValidationTask['model'],
  learned: boolean,
): Partial<Record<FreeCheck, Find>> {
  const names = rows.columns.map(({ name }) => name)
  const features = featureNames(data, names)
  const target = data.target !== undefined && names.includes(data.target) ? data.target : undefined
  return {
    duplicates: () => findDuplicates(rows, data.id),
    constant: async () => findConstant(rows, summaries, features),
    ...(learned &&
      target !== undefined && {
        leakage: () => findLeakage(rows, { features, target, task }),
        clock: async () =>
          findClocks(rows, { target, task, label: await commonest(rows, target, task), group: data.group }),
      }),
    personal_data: () => findPersonalData(rows, summaries, data.sensitive),
  }
}

/** Of a classification the most frequent class. */
async function commonest(rows: Rows, target: string, task: ModelConfig['task']): Promise<string | undefined> {
  if (task === 'regression') return undefined
  return [...(await classesOf(rows, target)).keys()][0]
}

function undeclared({ columns, count }: Rows, contract: ModelContract): Trouble[] {
  return columns.flatMap(({ name }) => {
    if (Object.hasOwn(contract.columns, name)) return []
    const because = 'the contract does not name this column'
    return [{ check: 'undeclared_columns', column: name, outcome: 'warn', rows: count, row_numbers: [], because }]
  })
}

function passed({ source }: Rows, check: CheckName): Finding {
  return { check, source, column: null, outcome: 'pass', rows: 0, row_numbers: [], because: 'nothing found' }
}
