import { CONFIG_PATH } from '../config/config-path.ts'
import { gateLine } from '../config/gate-line.ts'
import type { Config } from '../config.ts'
import type { JudgedModel } from '../governance/change.ts'
import type { CheckAnnotation } from './decide-checks.ts'

/** GitHub takes so many in one request. */
const MOST = 50

const LEVELS = { fail: 'failure', undecided: 'warning' } as const

/**
 * Remarks at the lines of contender.yml whose gates did not pass.
 *
 * @param config as it stands at the head; undefined where that is not known: a line that is not there would be refused
 * @returns at most 50, failures first
 */
export function annotateConfig(config: Config | undefined, models: readonly JudgedModel[]): CheckAnnotation[] {
  if (config === undefined) return []
  const found = models.flatMap(({ gates, model }) =>
    gates.flatMap(({ accepted, because, outcome, rule }): CheckAnnotation[] => {
      if (outcome !== 'fail' && outcome !== 'undecided') return []
      const line = gateLine(config, model, rule)
      if (line === undefined) return []
      const said = accepted === undefined ? outcome : 'accepted'
      const level = accepted === undefined ? LEVELS[outcome] : 'notice'
      return [{ path: CONFIG_PATH, line, level, title: `${model}: ${rule} (${said})`.slice(0, 200), message: because }]
    }),
  )
  return found.toSorted((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level)).slice(0, MOST)
}

const ORDER = ['failure', 'warning', 'notice']
