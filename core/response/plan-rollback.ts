import { usageOf } from '../commands/usage.ts'
import { isBetter } from './compare-previous.ts'
import type { ResponseSituation } from './plan-response.ts'
import type { ResponseAction } from './response-action.ts'

/**
 * Proposes to roll back, with the command for it: after a performance breach, where the version before is measurably
 * better on the same rows. It is never done by itself, for who may is the policy's to say.
 */
export function planRollback({ drift, model, previous }: ResponseSituation): ResponseAction[] {
  if (drift.performance?.verdict !== 'drift' || previous === undefined || !isBetter(previous)) return []
  const { stage, version } = previous
  const [command] = usageOf('rollback').split(' <')
  return [
    {
      do: 'propose_rollback',
      version,
      command: `${command} ${model.name}${stage === null ? '' : ` ${stage}`}`,
      because: `${version} has a better ${previous.metric} than ${drift.versions.join(', ') || 'production'} on the same rows of this window`,
    },
  ]
}
