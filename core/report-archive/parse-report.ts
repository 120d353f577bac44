import type * as z from 'zod'
import { type Report, reportSchema } from '../artifacts/report.ts'
import { UserError } from '../errors.ts'
import { overallOutcome } from '../gates.ts'
import { joinReports } from '../join-reports.ts'
import { ARCHIVE_BOUNDS } from './bounds.ts'
import { jsonShape } from './json-shape.ts'

type ModelReport = Report['models'][number]

/**
 * The report in bytes that anybody may have written.
 *
 * Its numbers stay what its author says. Outcomes are never better than the gates and data checks beside them:
 * a `pass` above a failed gate is a fail.
 *
 * @param bytes JSON in UTF-8
 * @param place for messages: which artifact of which run
 * @throws {UserError} if it is no report by the schema of this version
 */
export function parseReport(bytes: Uint8Array, place: string): Report {
  if (bytes.length > ARCHIVE_BOUNDS.report) {
    throw new UserError(`${refused(place)}: ${bytes.length} bytes, expected at most ${ARCHIVE_BOUNDS.report}`)
  }
  const data = readSchema(parseJson(bytes, place), place)
  for (const { evaluation, model } of data.models) {
    const { metrics, primary } = evaluation
    // A name that every object has would be found where nobody put it.
    if (Object.hasOwn(metrics, primary) && !(primary in {})) continue
    throw new UserError(
      `${refused(place)}: \`${primary.slice(0, LONGEST)}\` of \`${model.slice(0, LONGEST)}\` is no metric of it, expected the one that counts most`,
    )
  }
  const report = joinReports([{ ...data, models: data.models.map(noBetterThanItsGates) }])
  // It may be worse than its models: where one is missing.
  return { ...report, outcome: overallOutcome([data, report]) }
}

/** Model by model: of one that is wrong everywhere all that is wrong is found, of a thousand nobody needs it. */
function readSchema(value: unknown, place: string): Report {
  const read = <T>(schema: z.ZodType<T>, part: unknown, path: readonly PropertyKey[] = []): T => {
    const { data, error } = schema.safeParse(part)
    if (error === undefined) return data as T
    throw new UserError(`${refused(place)}: ${sayIssues(error, path)}`)
  }
  if (!hasModels(value)) return read(reportSchema, value)
  const head = read(reportSchema, { ...value, models: [] })
  const { element } = reportSchema.shape.models
  return { ...head, models: value.models.map((model, at) => read(element, model, ['models', at])) }
}

function hasModels(value: unknown): value is { readonly models: readonly unknown[] } {
  return typeof value === 'object' && value !== null && 'models' in value && Array.isArray(value.models)
}

function parseJson(bytes: Uint8Array, place: string): unknown {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UserError(`${refused(place)}: it is not UTF-8`)
  }
  const { deepest, values } = jsonShape(text)
  if (deepest > ARCHIVE_BOUNDS.depth) {
    throw new UserError(
      `${refused(place)}: its values stand ${deepest} deep, expected at most ${ARCHIVE_BOUNDS.depth} within each other`,
    )
  }
  if (values > ARCHIVE_BOUNDS.values)
    throw new UserError(`${refused(place)}: it has ${values} values, expected at most ${ARCHIVE_BOUNDS.values}`)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UserError(`${refused(place)}: it is not JSON`, { cause })
  }
}

function refused(place: string): string {
  return `Unexpected report.json in ${place}`
}

/** The first few, cut: names in them are as long as their author likes. */
function sayIssues({ issues }: z.ZodError, before: readonly PropertyKey[]): string {
  const said = issues.slice(0, MOST_ISSUES).map(({ message, path }) => {
    return [[...before, ...path].join('.').slice(0, LONGEST), message.slice(0, LONGEST)]
      .filter((part) => part !== '')
      .join(': ')
  })
  const left = issues.length - said.length
  const hint = 'is it of another version of Contender?'
  return `${said.join('; ')}${left > 0 ? `; and ${left} more` : ''}; ${hint}`
}

const MOST_ISSUES = 3
const LONGEST = 200

function noBetterThanItsGates(model: ModelReport): ModelReport {
  const { comparison, outcome, validation } = model
  const data = validation?.outcome === 'fail' ? ['fail' as const] : []
  const gates = comparison?.gates.map((gate) => gate.outcome) ?? []
  const all = [outcome, ...(comparison === undefined ? [] : [comparison.outcome]), ...data, ...gates]
  return { ...model, outcome: overallOutcome(all.map((outcome) => ({ outcome }))) }
}
