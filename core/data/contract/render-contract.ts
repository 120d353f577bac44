import { Document, isMap, type Pair, parseDocument, Scalar, YAMLMap } from 'yaml'
import { UserError } from '../../errors.ts'
import { formatCount } from '../../format-number.ts'
import type { InferredContract } from './infer-contract.ts'

/** Words such as `no` stand in quotes: readers of YAML 1.1 take them for booleans. */
const YAML = { compat: 'yaml-1.1' } as const

const SCHEMA = 'https://raw.githubusercontent.com/contender-ml/contender/main/docs/contender.contract.schema.json'

const header = (date: string) => ` yaml-language-server: $schema=${SCHEMA}

 What the data of each model must look like: \`contender validate\` fails on what breaks it.
 Made from the data as it was on ${date}, to be reviewed like code:
 - Are these the columns and types you expect? Is a value or range only what these rows happened to hold?
 - Ranges reach a tenth further than what was seen, or more where tails are long, shares of missing values to
   what as many rows again exceed once in 1,000 times, numbers of rows down to half. Tighten what you know, widen
   what may change.
 - A comment marks a guess. Sensitive columns and likely personal data have neither ranges nor values.`

/** Days after which a comment still proposes how fresh the newest row must be. */
const FRESH = 30 * 86_400_000

/**
 * Adds contracts to the file as it is, comments and all, or begins one.
 *
 * @param text the file; undefined where there is none
 * @param inferred by model, each in the place of what the file says of it
 * @param now for the date in the header, and whether data are fresh
 * @throws {UserError} if the file is no YAML with `models`
 */
export function renderContract(
  text: string | undefined,
  inferred: ReadonlyMap<string, InferredContract>,
  now: Date,
): string {
  const document = text === undefined ? new Document({ models: {} }, YAML) : parseDocument(text, YAML)
  if (text === undefined) document.commentBefore = header(now.toISOString().slice(0, 10))
  const models = document.get('models')
  if (document.errors.length > 0 || !isMap(models))
    throw new UserError('Unexpected content of contender.schema.yml, expected `models` with a section for each model')
  models.flow = false
  for (const [name, contract] of inferred) {
    const section = sectionOf(document, contract, now)
    models.delete(name)
    const key = new Scalar(name)
    if (models.items.length > 0) key.spaceBefore = true
    models.add(document.createPair(key, section))
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}

function sectionOf(document: Document, contract: InferredContract, now: Date): YAMLMap {
  const { columns, partial, parts, possible, relations } = contract
  const section = new YAMLMap()
  const from = parts.map(({ rows, source, uri }) => `${formatCount(rows)} rows of ${uri} (${source})`).join(', ')
  section.commentBefore = comment([`from ${from}`])
  const rows = parts.map(({ rows, source }) => [source, { min: Math.ceil(rows / 2) }])
  section.add(document.createPair('rows', flow(document, Object.fromEntries(rows))))
  const listed = new YAMLMap()
  for (const { contract, name, note } of columns) {
    const value = flow(document, contract)
    if (note !== undefined) value.comment = comment([note])
    listed.add(document.createPair(name, value) as Pair)
  }
  if (partial.length > 0) listed.comment = comment([`only some parts have ${partial.join(', ')}: not checked`])
  section.add(document.createPair('columns', listed))
  if (relations.length > 0) section.add(document.createPair('relations', [...relations]))
  const proposals = [
    ...possible.map(
      (relation) => `relations: ["${relation.replaceAll('"', '\\"')}"] # held in every row; is it meant?`,
    ),
    ...freshness(contract, now),
  ]
  if (proposals.length > 0) section.comment = comment(['Not checked unless you say so:', ...proposals])
  return section
}

/** Whether data stay fresh is never decided here: a contract must not begin to fail while nothing changes. */
function freshness({ newest }: InferredContract, now: Date): string[] {
  if (newest === undefined || now.getTime() - newest.time > FRESH) return []
  return [`max_age: 30d # in ${newest.column}, where new rows come in all the time`]
}

/** A map on one line. */
function flow(document: Document, value: object): YAMLMap {
  const node = document.createNode(value) as YAMLMap
  node.flow = true
  return node
}

/** Names from data and config in a comment: on one line, whatever they hold. */
function comment(lines: readonly string[]): string {
  return lines.map((line) => ` ${line.replace(/\p{Cc}|\u2028|\u2029/gu, ' ')}`).join('\n')
}
