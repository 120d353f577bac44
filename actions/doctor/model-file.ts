import { stat } from 'node:fs/promises'
import type { Model } from '../../core/config.ts'
import { exists, readBytes } from '../../core/io/files.ts'
import { isIgnored } from '../../core/io/git.ts'
import { askGit } from '../../core/io/run-git.ts'
import { fileOf, type Project } from '../project.ts'
import { checkOnnx } from '../train/check-onnx.ts'
import { note, ok, problem } from './check.ts'

/** The model or predictions file: there, whole, and where the next change finds it. */
export async function checkModelFile(project: Project, model: Model, tracked: readonly string[]) {
  const uri = model.predictions ?? model.model?.path
  if (uri === undefined) return []
  const path = await fileOf(project, uri)
  const byDvc = tracked.includes(uri)
  if (!(await exists(path))) {
    if (byDvc) return [problem(`${uri} is kept by DVC and not here.`, `Run \`dvc pull ${uri}\`.`)]
    return model.train === undefined
      ? [problem(`${uri} is not there.`, 'Put the file there, or correct its path in the config.')]
      : [note(`${uri} is not there yet.`, 'Run `contender train`.')]
  }
  // A pointer of Git LFS is an error that says what to do.
  if (model.predictions === undefined && model.predict === undefined) await checkOnnx(await readBytes(path), uri)
  else if ((await stat(path)).size < 1024) await readBytes(path)
  const found = [ok(`${uri} is there`)]
  if (!project.inGit || byDvc) return found
  const known = await askGit(project.directory, ['ls-files', '--error-unmatch', '--', uri], [1])
  if (known !== undefined) return found
  const [how, next] = (await isIgnored(project.directory, uri))
    ? ['is ignored by Git', `Take it out of .gitignore, or run \`git add --force ${uri}\`, and commit.`]
    : ['is not in Git', `Run \`git add ${uri}\` and commit.`]
  return [...found, note(`${uri} ${how}, so no change can be compared with it.`, next)]
}
