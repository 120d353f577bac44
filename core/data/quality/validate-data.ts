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
import { type CheckOf, checksBetween } from './checks-between.ts'
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
  readonly model: Pick<ModelConfig, 'data' | 'task' | 'train'>
  /** undefined where there is none: the checks that need none run all the same. */
  readonly contract: ModelContract | undefined
  /** Milliseconds since 1970. */
  readonly now: number
  /** Sensitive and excluded columns that only other rows have, such as the logs. */
  readonly elsewhere?: readonly string[] | undefined
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
  const named = findMissingColumns(parts, model.data, task.elsewhere)
  // What a feature knows of the target is told once: of the rows that are learned from, where there are any.
  const learned = parts.find(({ count }) => count > 0)
  const summaries = new Map(await Promise.all(parts.map(async (rows) => [rows, await summarize(rows)] as const)))
  const lookAt = async (rows: Rows) => {
    const own = summaries.get(rows)!
    return Promise.all([
      contract === undefined ? [] : keepContract(rows, { ...task, contract, summaries: own }),
      rows.count === 0
        ? []
        : findAll(checksOfOne(rows, own, model, rows === learned).filter(([check]) => wanted(check))),
    ])
  }
  const lookBetween = async () => {
    const filled = parts.filter(({ count }) => count > 0)
    return findAll((await checksBetween(filled, model, summaries)).filter(([check]) => wanted(check)))
  }
  // At once: DuckDB works on other queries while JavaScript works on the answer of one.
  const [seen, between] = await Promise.all([Promise.all(parts.map(lookAt)), lookBetween()])
  for (const [at, rows] of parts.entries()) {
    const [kept, free] = seen[at]!
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
    for (const [check, , troubles] of free) tell(rows, check, troubles)
  }
  for (const [check, rows, troubles] of between) tell(rows, check, troubles)
  return found.sort((a, b) => ORDER.indexOf(a.check) - ORDER.indexOf(b.check))
}

const ORDER: readonly CheckName[] = [...CHECKS_OF_A_CONTRACT, ...CHECKS_OF_ANY_DATA]

function findAll(checks: readonly CheckOf[]) {
  return Promise.all(checks.map(async ([check, rows, find]) => [check, rows, await find()] as const))
}

/** Checks of one part of the data by itself, those that apply. */
function checksOfOne(
  rows: Rows,
  summaries: ReadonlyMap<string, Summary>,
  model: ValidationTask['model'],
  learned: boolean,
): CheckOf[] {
  const { data, task } = model
  const names = rows.columns.map(({ name }) => name)
  const features = featureNames(model, names)
  const target = data.target !== undefined && names.includes(data.target) ? data.target : undefined
  const clocks = async (target: string) =>
    findClocks(rows, { target, task, label: await commonest(rows, target, task), group: data.group })
  const ofTarget: CheckOf[] =
    !learned || target === undefined
      ? []
      : [
          ['leakage', rows, () => findLeakage(rows, { features, target, task })],
          ['clock', rows, () => clocks(target)],
        ]
  return [
    ['duplicates', rows, () => findDuplicates(rows, data.id)],
    ['constant', rows, async () => findConstant(rows, summaries, features)],
    ...ofTarget,
    ['personal_data', rows, () => findPersonalData(rows, summaries, data.sensitive)],
  ]
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
