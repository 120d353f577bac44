import { driftSchema } from '../../core/artifacts/drift.ts'
import { evaluationSchema } from '../../core/artifacts/evaluation.ts'
import { profileSchema } from '../../core/artifacts/profile.ts'
import type { Card } from '../../core/card/card.ts'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { featureNames } from '../../core/features.ts'
import type { Host } from '../action.ts'
import { artifactPath, type Project } from '../project.ts'
import { readArtifact } from '../read-artifact.ts'
import { driftOfModel } from './drift-of-model.ts'
import { evidenceBeside } from './evidence-beside.ts'

/**
 * What the stages have left of one model, as far as it is of the model file that was evaluated.
 *
 * @param version that the model file is said to be
 * @throws {UserError} if nothing was evaluated yet
 */
export async function readCardEvidence(
  project: Project,
  model: Model,
  version: string | undefined,
  host: Host,
): Promise<Pick<Card, 'evidence' | 'features'>> {
  const path = (file: string) => artifactPath(project, model, file)
  const evaluation = await readArtifact(path('evaluation.json'), evaluationSchema)
  if (evaluation === undefined)
    throw new UserError(
      `No evaluation.json of ${model.name} in ${project.out}, expected what \`contender evaluate\` or \`contender compare\` writes`,
    )
  const drift = await readArtifact(path('drift.json'), driftSchema)
  const asked = { model: model.name, digest: evaluation.artifact.digest, version }
  const profile = await readArtifact(path('profile.json'), profileSchema)
  return {
    evidence: {
      evaluation,
      ...(await evidenceBeside(evaluation, path)),
      ...(drift === undefined ? { drift } : await driftOfModel(drift, asked, project, host)),
    },
    features:
      profile &&
      featureNames(
        model,
        profile.columns.map(({ name }) => name),
      ),
  }
}
