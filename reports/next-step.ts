import type { Report } from '../core/artifacts/report.ts'

type ModelReport = Report['models'][number]

const OWN_PULL_REQUEST = 'in a pull request of its own (the base branch’s rules count)'

/**
 * What is asked of the author where a model does not pass, as GitHub Markdown; empty where nothing is, or where the
 * sentence of why says it.
 *
 * @example
 * nextStep(model) // '**What now?** Judge on more test rows, or …'
 */
export function nextStep({ comparison, evaluation, outcome, validation }: ModelReport): string {
  if (validation?.outcome === 'fail')
    return '**What now?** Mend the data or, where they are right, what contender.schema.yml says of them.'
  if (comparison === undefined || outcome === 'pass') return ''
  const propose = (what: string) =>
    comparison.policy === 'the working tree' ? what : `propose ${what} ${OWN_PULL_REQUEST}`
  if (outcome === 'fail') return `**What now?** Improve the model, or ${propose('another gate or margin')}.`
  const more = comparison.against.some(({ metrics, rows }) => {
    const judged = metrics[evaluation.primary]
    return judged?.verdict === 'undecided' && judged.rows_needed !== null && judged.rows_needed > rows
  })
  return more ? `**What now?** Judge on more test rows, or ${propose('a wider margin')}.` : ''
}

/**
 * Metrics that got worse where no gate asks about them, so that a pass does not hide them: plain sentences.
 *
 * @returns at most one a baseline; none where the outcome is no pass
 */
export function ungatedLosses({ comparison, outcome }: ModelReport): string[] {
  if (comparison === undefined || outcome !== 'pass') return []
  return comparison.against.flatMap(({ metrics, role }) => {
    const asked = (name: string) => comparison.gates.some(({ rule }) => rule.startsWith(`${name} against ${role}`))
    const worse = Object.entries(metrics).flatMap(([name, { verdict }]) =>
      verdict === 'worse' && !asked(name) ? [name] : [],
    )
    return worse.length === 0 ? [] : [`Worse than ${role}, though no gate asks about it: ${worse.join(', ')}.`]
  })
}
