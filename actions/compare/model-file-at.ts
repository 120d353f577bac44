import { UserError } from '../../core/errors.ts'
import type { Host } from '../action.ts'
import { fileAt, fromRoot } from '../at-commit.ts'
import { dvcAt } from '../dvc-at.ts'
import type { Place } from '../project.ts'
import { dvcObject } from './dvc-object.ts'

/** A file as a commit has it, or why there is none to be had, as a sentence goes on after its name, and what to do. */
export type FileAtCommit = { readonly bytes: Uint8Array } | { readonly because: string; readonly remedy: string }

interface Asked {
  readonly commit: string
  /** From where the config stands. */
  readonly uri: string
  /** A temporary folder. */
  readonly scratch: string
  readonly host: Pick<Host, 'step' | 'stream'>
}

/** The file of a model, or of predictions, at a commit: from Git, from Git LFS, or from DVC's cache or remote. */
export async function modelFileAt(place: Place, { commit, host, scratch, uri }: Asked): Promise<FileAtCommit> {
  const short = commit.slice(0, 7)
  const path = fromRoot(place, uri)
  let remedy = 'install git-lfs, and give the job `contents: read`'
  try {
    const bytes = await fileAt(place, commit, uri)
    if (bytes !== undefined) return { bytes }
    const at = await dvcAt(place.root, commit, path)
    if (at === undefined) return { because: `is not in Git at ${short}`, remedy: 'commit it' }
    remedy = 'install DVC, and name what its remote needs in CONTENDER_PASS_ENV'
    return { bytes: await dvcObject(place, { at, commit, path, scratch, host }) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { because: `of ${short} cannot be read (${firstAndLast(error.message)})`, remedy }
  }
}

/** What a command said last is why it failed. */
function firstAndLast(message: string): string {
  const lines = message.split('\n').filter((line) => line.trim() !== '')
  return lines.length < 2 ? message : `${lines[0]!.replace(/, its last lines:$/, '')}: ${lines.at(-1)!.trim()}`
}
