import type { Comparison } from '../../core/artifacts/comparison.ts'
import type { Model } from '../../core/config.ts'
import { gatedMetrics } from '../../core/gates/gated-metrics.ts'
import { exists } from '../../core/io/files.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'
import { metricsOf } from '../../core/metrics/metrics-of.ts'
import { holdoutGroup } from '../../core/retrain/few-groups.ts'
import { type Challenge, judgeChallenger } from '../../core/retrain/judge-challenger.ts'
import type { Host } from '../action.ts'
import { compareModel } from '../compare/compare-model.ts'
import { fileOf, type Project } from '../project.ts'
import type { Challenger } from './challenger-of.ts'
import type { Production } from './production-of.ts'

/** A challenger beside production on the rows of the holdout. */
export interface Compared {
  readonly comparison: Comparison
  readonly challenge: Challenge
  readonly primary: string
}

/**
 * Judges a trained challenger by all gates, and against production. Gates against the base are judged against the model of
 * the checked-out commit, as the pull request's own run will.
 *
 * @param uri of the model of the working tree, which is all there is to beat outside Git
 */
export async function compareChallenger(
  { model, project }: Challenger,
  { here, host, production, uri }: { here: Project; host: Host; production: Production | undefined; uri: string },
): Promise<Compared> {
  const { data, evaluate, gates, task } = model
  const named = gatedMetrics(gates)
  const primary = metricsOf(task, evaluate.metrics, named)[0]!.name
  const hasVersion = typeof production?.version === 'string'
  const asked = gates.some((gate) => gate.metric === primary && gate.against === 'production')
  const beaten = { metric: primary, against: 'production' } as const
  const judged: Model = {
    ...model,
    data: { ...data, group: holdoutGroup(data.group) },
    gates: hasVersion && !asked ? [...gates, beaten] : gates,
  }
  const needsBranch = !hasVersion || gates.some(({ against }) => against === 'base')
  const { path: scratch, remove } = temporaryFolder('contender-retrain-')
  try {
    const file = await fileOf(here, uri)
    const { comparison } = await compareModel(project, judged, {
      base: undefined,
      input: production === undefined && (await exists(file)) ? { production: file } : {},
      host,
      scratch,
      registered: production?.registered ?? noRegistry,
      merged: {
        place: project.commit === null ? 'the working tree' : project.commit.slice(0, 7),
        beside: [],
        replaces: needsBranch ? production?.branch : undefined,
        retrain: true,
      },
    })
    return {
      comparison,
      primary,
      challenge: judgeChallenger(comparison, primary, data.group === undefined ? 'day' : 'group'),
    }
  } finally {
    await remove()
  }
}

const noRegistry: Production['registered'] = async () => ({ registry: new Map(), stages: [], unreachable: undefined })
