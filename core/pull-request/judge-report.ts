import type { RunOutcome } from '../artifacts/comparison.ts'
import type { Report } from '../artifacts/report.ts'
import { overallOutcome } from '../gates.ts'
import type { JudgedModel } from '../governance/change.ts'
import { judgeModel, type ModelRules } from './judge-model.ts'
import { modelsOf, rulingOf } from './ruling.ts'
import type { TouchedByPaths } from './touched-by-paths.ts'

/** What a report of a pull request is judged by. */
export interface ReportRules extends ModelRules {
  /** By the paths of the change. */
  readonly touched: TouchedByPaths
  /** Models that the change takes out of the config. */
  readonly removed: readonly string[]
}

/** A report whose numbers are its author's, and whose outcomes are ours. */
export interface JudgedReport {
  /** With gates, verdicts and outcomes replaced. */
  readonly report: Report
  readonly models: readonly JudgedModel[]
  /** Models that should have been judged and were not: without them the whole is undecided. */
  readonly missing: readonly string[]
  readonly outcome: RunOutcome
}

/**
 * Judges a report that anybody may have made, from its numbers alone: gates, budgets and data checks under the rules
 * of the base branch, whatever outcomes the report claims. A model that the change surely touches and the report does
 * not judge leaves the whole undecided.
 *
 * @param report schema-checked, of the head that is judged
 * @example
 * judgeReport({ ...report, outcome: 'pass' }, rules).outcome // 'fail', by its numbers
 */
export function judgeReport(report: Report, rules: ReportRules): JudgedReport {
  const judged = report.models.map((model) => judgeModel(model, rules))
  const missing = missingIn(report, rules)
  const outcome = overallOutcome([
    ...judged.map(({ model }) => model),
    ...missing.map(() => ({ outcome: 'undecided' as const })),
  ])
  const { elsewhere: _, removed: __, untouched, ...rest } = report
  const known = modelsOf(rules).map(({ name }) => name)
  const left = untouched?.filter((name) => known.includes(name) && !missing.includes(name))
  return {
    report: {
      ...rest,
      outcome,
      ...(left !== undefined && { untouched: left }),
      ...(missing.length > 0 && { elsewhere: [...missing] }),
      ...(rules.removed.length > 0 && { removed: [...rules.removed] }),
      models: judged.map(({ report }) => report),
    },
    models: judged.map(({ model }) => model),
    missing,
    outcome,
  }
}

/** The report's word counts for models that only may be touched: that it says nothing of one is not its word. */
function missingIn({ elsewhere, models, untouched }: Report, rules: ReportRules): string[] {
  const { maybe, surely } = rules.touched
  const judged = models.map(({ model }) => model)
  const left = untouched ?? []
  return modelsOf(rules)
    .map(({ name }) => name)
    .filter((name) => rulingOf(name, rules).own !== undefined && !judged.includes(name))
    .filter(
      (name) => surely.includes(name) || elsewhere?.includes(name) || (maybe.includes(name) && !left.includes(name)),
    )
}

/** Models for whose gates it has to be known whether anything of them is in production: the report does not say. */
export function asksForProduction(report: Report, rules: Omit<ModelRules, 'accepted' | 'inProduction'>): string[] {
  return report.models.flatMap(({ comparison, model }) => {
    const asked = rulingOf(model, rules).rules?.gates.some(({ against }) => against === 'production')
    const told = comparison?.against.some(({ role }) => role === 'production')
    return asked && !told ? [model] : []
  })
}
