import { annotateConfig } from '../../core/pull-request/annotate-config.ts'
import { isFork } from '../../core/pull-request/pull-request.ts'
import { renderGovernanceCheck } from '../../reports/governance-check.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { type BothChecks, buildChecks, type Decided, decideChecks } from './build-checks.ts'
import type { PullView } from './read-pull.ts'

/** What both checks of a pull request come to, by what is known of it. */
export function decide({ at }: RepositoryAccess, view: PullView): Decided {
  const { change, checklist, pull } = view
  return decideChecks({
    ...view,
    judging: change.judging,
    exceptions: checklist.exceptions.length,
    isFork: isFork(pull, `${at.owner}/${at.repo}`),
  })
}

/** The checks as this pull request alone needs them. */
export function checksOf(view: PullView, decided: Decided): BothChecks {
  const { checklist, judged, pull, rules, run } = view
  const { governance, metrics } = buildChecks(decided, {
    state: view.metrics,
    summary: renderGovernanceCheck(rules.config, { checklist, place: rules.place, head: pull.head }),
    pages: { metrics: run?.url ?? pull.url, governance: pull.url },
  })
  const isOver = metrics.conclusion !== undefined
  return {
    metrics: {
      ...metrics,
      annotations: isOver ? annotateConfig(rules.atHead, judged?.models ?? []) : [],
      rerun: run !== undefined && isOver,
    },
    governance,
  }
}
