import type { Report } from '../../core/artifacts/report.ts'
import { few } from '../../core/few.ts'
import { joinReports } from '../../core/join-reports.ts'
import type { Host } from '../action.ts'

/** Of a name that somebody else's report has, in the log. */
const LONGEST = 80

/**
 * The report of a whole run, out of those that its jobs have left, one or several.
 *
 * A model of the config that none of them speaks of may have failed before it had a report: the whole is undecided
 * then, for what is left out must not read as if it had passed.
 *
 * @param reports at least one
 */
export function wholeReport(reports: readonly Report[], { warn }: Pick<Host, 'warn'>): Report {
  const joined = joinReports(reports)
  const { elsewhere = [], outcome } = joined
  if (elsewhere.length === 0) return joined
  warn(
    `No job of this run left a report of ${few(elsewhere.map((name) => name.slice(0, LONGEST)))}: without it the whole is undecided`,
  )
  return { ...joined, outcome: outcome === 'fail' ? 'fail' : 'undecided' }
}
