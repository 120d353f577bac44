import { count } from '../../count.ts'
import { AUTHOR, type ItemState } from '../checklist.ts'
import { fewOf } from '../short.ts'
import { type About, judgedOf, sayModels } from './about.ts'

/**
 * No check of the data failed, of all or of those with a name, in each model that an item is about. A warning is no
 * failure, and is counted. A report without data checks is no evidence.
 *
 * @param wanted `all`, or a check such as `leakage`
 */
export function dataEvidence(wanted: string, about: About): ItemState {
  const judged = judgedOf(about)
  if ('state' in judged) return judged
  const found = judged.map(({ data, model }) => ({
    model,
    checks: data?.filter(({ check }) => wanted === 'all' || check === wanted) ?? [],
  }))
  const without = found.filter(({ checks }) => checks.length === 0).map(({ model }) => model)
  if (without.length > 0) return { state: 'missing', because: sayUnchecked(wanted, without), who: [AUTHOR] }
  const failed = found.flatMap(({ checks, model }) =>
    [...new Set(checks.filter(({ outcome }) => outcome === 'fail').map(({ check }) => check))].map(
      (check) => `${check} failed in ${model}`,
    ),
  )
  if (failed.length > 0) return { state: 'missing', because: fewOf(failed), who: [AUTHOR] }
  const checks = found.flatMap((one) => one.checks)
  const warnings = checks.filter(({ outcome }) => outcome === 'warn').length
  const said = `${count(checks.length, 'check')} of the data, none failed${warnings === 0 ? '' : `, ${warnings} warned`}`
  return { state: 'met', by: `${said}: ${sayModels(judged, about.change.head)}` }
}

function sayUnchecked(wanted: string, models: readonly string[]): string {
  const what = wanted === 'all' ? 'no checks of the data' : `no check \`${wanted}\` of the data`
  const remedy =
    wanted === 'all' ? 'let its workflow run `contender pipeline` or `validate`' : 'see contender.schema.yml'
  return `the report has ${what} of ${fewOf(models)}: ${remedy}`
}
