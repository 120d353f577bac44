import type { Model } from '../../core/config.ts'
import type { Host } from '../action.ts'
import type { RegisteredCommit } from '../compare/registered.ts'
import { releasedModel } from '../compare/released-model.ts'
import { type FoundSubject, type NoSubject, subjectAtCommit } from '../compare/subject-at-commit.ts'
import type { Project } from '../project.ts'

/**
 * The model of a version: as its commit has it, else as its release does. It is not trained again.
 *
 * @param how.scratch a folder for what it needs, for as long as it is used
 * @param how.local whether its release is not asked
 */
export async function versionSubject(
  project: Project,
  model: Model,
  version: RegisteredCommit,
  { host, local, scratch }: { readonly host: Host; readonly scratch: string; readonly local: boolean },
): Promise<FoundSubject | NoSubject> {
  const released = local ? undefined : (uri: string) => releasedModel(model.name, uri, version, host)
  return subjectAtCommit(project, version, model, { scratch, retrain: undefined, released, flag: undefined, host })
}
