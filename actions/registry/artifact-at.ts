import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { digestAt } from '../../core/io/git.ts'
import { fromRoot } from '../at-commit.ts'
import { dvcAt } from '../dvc-at.ts'
import type { Place } from '../project.ts'

interface Asked {
  readonly commit: string
  /** A digest that a person gives for a file that nothing at the commit holds. */
  readonly digest: string | undefined
  /** Digest that a run of that commit recorded. */
  readonly recorded: () => Promise<string | undefined>
}

/**
 * The file of a model at a commit and its digest, so that a version says which bytes it is: from Git, from
 * Git LFS or DVC without fetching it, else from the record of the run that made it, else from a person.
 *
 * @returns `models/delay.onnx sha256:…`; undefined where a prediction command needs no file
 * @throws {UserError} if nothing knows the file
 */
export async function artifactAt(place: Place, model: Model, asked: Asked): Promise<string | undefined> {
  const { commit, digest, recorded } = asked
  const uri = model.predictions ?? model.model?.path
  if (uri === undefined) return undefined
  const path = fromRoot(place, uri)
  const found =
    (await digestAt(place.root, commit, path)) ??
    (await inDvc(place.root, commit, path)) ??
    digest ??
    (await recorded())
  if (found === undefined) {
    throw new UserError(
      `Missing ${uri} of ${model.name} at ${commit.slice(0, 7)}, expected it in Git, Git LFS or DVC there, or a run of that ` +
        'commit in the ledger: commit it, record its run, or name it by --digest sha256:…',
    )
  }
  if (digest !== undefined && digest !== found && found.startsWith('sha256:')) {
    throw new UserError(`Unexpected --digest ${digest}: ${uri} at ${commit.slice(0, 7)} is ${found}`)
  }
  return `${uri} ${found}`
}

/** Of a folder that DVC tracks it tells the digest as a whole, which names no file in it. */
async function inDvc(root: string, commit: string, path: string): Promise<string | undefined> {
  const found = await dvcAt(root, commit, path)
  return found === undefined || found.within !== undefined ? undefined : `md5:${found.md5}`
}
