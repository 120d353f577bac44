import type { Report } from './artifacts/report.ts'
import { UserError } from './errors.ts'
import { overallOutcome } from './gates.ts'

/** Of a name in a message: reports of others name things as long as they like. */
const LONGEST = 80

/**
 * One report of several that judge different models at one commit: the legs of a matrix.
 *
 * A model that one leg judged was not left untouched, whatever the others say. Models stand in the order of
 * their names, so that it does not matter which leg was done first.
 *
 * @param reports at least one
 * @throws {UserError} if there is none, if they are about different commits, or if two judge the same model
 * @example
 * joinReports([delay, price]).models.map(({ model }) => model) // ['delay', 'price']
 */
export function joinReports(reports: readonly Report[]): Report {
  const [first, ...others] = reports
  if (first === undefined) throw new UserError('Missing reports to join, expected at least one')
  for (const other of others) {
    checkSame('head_sha', first, other)
    checkSame('tested_sha', first, other)
  }
  const models = reports.flatMap(({ models }) => models).sort((a, b) => (a.model < b.model ? -1 : 1))
  const judged = new Set<string>()
  for (const { model } of models) {
    if (judged.has(model)) {
      throw new UserError(
        `Unexpected model \`${model.slice(0, LONGEST)}\` in two reports, expected each model to be judged by one leg`,
      )
    }
    judged.add(model)
  }
  const left = new Set(reports.flatMap(({ untouched }) => untouched ?? [])).difference(judged)
  // What one leg was not asked about, another was; what is left here nobody has told of.
  const unheard = new Set(reports.flatMap(({ elsewhere }) => elsewhere ?? [])).difference(judged).difference(left)
  const untouched = [...left].sort()
  const elsewhere = [...unheard].sort()
  const removed = [...new Set(reports.flatMap(({ removed }) => removed ?? []))].sort()
  const { elsewhere: _, ...head } = first
  return {
    ...head,
    outcome: overallOutcome(models),
    ...(reports.some(({ untouched }) => untouched !== undefined) && { untouched }),
    ...(elsewhere.length > 0 && { elsewhere }),
    ...(removed.length > 0 && { removed }),
    models,
  }
}

/** Numbers of two commits in one report would be read as if they belonged together. */
function checkSame(field: 'head_sha' | 'tested_sha', one: Report, other: Report): void {
  if (one[field] === other[field]) return
  throw new UserError(
    `Unexpected ${field} \`${String(other[field]).slice(0, LONGEST)}\` beside \`${String(one[field]).slice(0, LONGEST)}\`, expected reports of one commit: run all legs again`,
  )
}
