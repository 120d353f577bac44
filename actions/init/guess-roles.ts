import type { ColumnFacts } from './column-facts.ts'

/** The parts that columns play, as far as names and values tell; columns by name. */
export interface Roles {
  readonly id: string | undefined
  readonly time: string | undefined
  readonly group: string | undefined
  /** Text that nearly names a row: nothing can be learned from it. */
  readonly exclude: readonly string[]
  /** Columns whose names speak of a person. */
  readonly sensitive: readonly string[]
}

/** Names that people give to what they predict, the surest first. */
const TARGETS = [
  'target',
  'label',
  'y',
  'class',
  'outcome',
  'response',
  'churn',
  'churned',
  'default',
  'defaulted',
  'fraud',
  'late',
  'survived',
  'converted',
  'clicked',
  'species',
  'diagnosis',
  'price',
]
const PERSON =
  /^(e_?mail|phone|mobile|telephone|(first|last|full|sur|family|given|middle)_?name|name|ssn|iban|passport|address|street|birth_?date|date_?of_?birth|dob|card_?number|credit_?card)(_|$)|_(e_?mail|phone)$/
const WHO =
  /^(customer|client|user|patient|person|subject|member|account|household|employee|driver|device|session|store|shop)(_?(id|number|no|key))?$/

/**
 * The column that is most likely predicted: by its name, else the last one that could be.
 *
 * @param facts of columns that all data have
 * @returns undefined where no column could be
 */
export function guessTarget(facts: readonly ColumnFacts[]): string | undefined {
  const { id, sensitive, time } = guessRoles(facts)
  const possible = facts.filter(
    ({ distinct, name, rows, type }) =>
      type !== 'time' &&
      distinct >= 2 &&
      ![id, time, ...sensitive].includes(name) &&
      !(type === 'text' && (distinct > 50 || distinct > rows / 2)),
  )
  for (const wanted of TARGETS) {
    const found = possible.find(({ name }) => snake(name) === wanted)
    if (found !== undefined) return found.name
  }
  const yesOrNo = possible.find(({ distinct, name }) => distinct === 2 && /^(is|has|was|will)_/.test(snake(name)))
  return (yesOrNo ?? possible.at(-1))?.name
}

/** The parts of the columns beside the target. */
export function guessRoles(facts: readonly ColumnFacts[], target?: string): Roles {
  const others = facts.filter(({ name }) => name !== target)
  const sensitive = others.filter(({ name }) => PERSON.test(snake(name))).map(({ name }) => name)
  const free = others.filter(({ name }) => !sensitive.includes(name))
  const id = idOf(free)
  const time = free.find(({ filled, rows, type }) => type === 'time' && filled === rows)?.name
  const group = free.find(
    ({ distinct, filled, name, rows }) =>
      name !== id && WHO.test(snake(name)) && distinct >= 30 && distinct < filled && filled === rows,
  )?.name
  const exclude = free.filter(
    ({ distinct, filled, name, type }) =>
      type === 'text' && ![id, group].includes(name) && filled >= 50 && distinct > 0.9 * filled,
  )
  return { id, time, group, exclude: exclude.map(({ name }) => name), sensitive }
}

/** A column without gaps and repetitions whose name says that it names rows. */
function idOf(facts: readonly ColumnFacts[]): string | undefined {
  const unique = facts.filter(
    ({ distinct, filled, rows, type }) =>
      (type === 'integer' || type === 'text') && distinct === rows && filled === rows && rows > 1,
  )
  const ranked = [/^(id|uuid|guid|key|row_?id|index|row|number)$/, /(^|_)(id|uuid|guid|key|number|no)$/]
  for (const form of ranked) {
    const found = unique.find(({ name }) => form.test(snake(name)))
    if (found !== undefined) return found.name
  }
  return undefined
}

/** `customerId`, `Customer ID` → `customer_id` */
function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')
}
