import { posix } from 'node:path'
import { type DvcOut, outsOfDvcFile, outsOfDvcLock } from '../core/data/dvc.ts'
import { askGit } from '../core/io/run-git.ts'

/** What DVC knows of a file at a commit. */
export interface DvcAt {
  /** Of the file, or of the folder around it: then with `.dir` behind it. */
  readonly md5: string
  /** Path of the file in that folder; undefined where the file itself is tracked. */
  readonly within: string | undefined
}

/**
 * Looks for a file in the `*.dvc` and `dvc.lock` of a commit: beside it, or above it where a folder is tracked.
 *
 * @param path from the top of the repository
 */
export async function dvcAt(root: string, commit: string, path: string): Promise<DvcAt | undefined> {
  const text = async (name: string) =>
    (await askGit(root, ['cat-file', 'blob', `${commit}:${name}`], [128]))?.toString()
  for (let outer = path; outer !== '.'; outer = posix.dirname(outer)) {
    const found = await trackedAs(text, outer)
    if (found === undefined) continue
    if (outer === path) return { md5: found, within: undefined }
    if (found.endsWith('.dir')) return { md5: found, within: posix.relative(outer, path) }
  }
  return undefined
}

/** Beside it as `model.onnx.dvc`, or in a `dvc.lock` of its folder or one above. */
async function trackedAs(
  text: (name: string) => Promise<string | undefined>,
  path: string,
): Promise<string | undefined> {
  const at = (folder: string, outs: readonly DvcOut[]) =>
    outs.find((out) => posix.join(folder, out.path).replace(/\/$/, '') === path)?.md5
  const own = at(posix.dirname(path), outsOfDvcFile((await text(`${path}.dvc`)) ?? ''))
  if (own !== undefined) return own
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    const lock = await text(posix.join(folder, 'dvc.lock'))
    const outs = lock === undefined ? [] : outsOfDvcLock(lock, await text(posix.join(folder, 'dvc.yaml')))
    const found = at(folder, outs)
    if (found !== undefined || folder === '.') return found
  }
}
