import { join, relative } from 'node:path'
import { evaluationSchema } from '../../core/artifacts/evaluation.ts'
import type { Origin } from '../../core/artifacts/evidence.ts'
import { UserError } from '../../core/errors.ts'
import type { Dossier, Judgement } from '../../core/evidence/dossier.ts'
import type { Host } from '../action.ts'
import { evidenceBeside } from '../card/evidence-beside.ts'
import { artifactPath, type Place } from '../project.ts'
import { readArtifact } from '../read-artifact.ts'
import { newestRuns } from '../runs-folder.ts'
import { isOf, type Wanted } from './wanted.ts'

interface Here {
  readonly judgement: Judgement
  readonly run: Dossier['run']
}

/**
 * How a version was judged on this machine: by the newest artifacts, where they are of its file, else by a run of the
 * past that made it. What cannot be read any more is passed over, with a warning.
 */
export async function judgedHere(
  place: Pick<Place, 'directory'>,
  wanted: Wanted,
  { warn }: Pick<Host, 'warn'>,
): Promise<Here | undefined> {
  const out = join(place.directory, '.contender')
  const folders = [artifactPath({ out }, { name: wanted.model }, '')]
  for await (const { folder, run } of newestRuns({ out }, wanted.model))
    if (wanted.digest === undefined ? run.commit === wanted.version.commit : run.artifact.digest === wanted.digest)
      folders.push(folder)
  for (const folder of folders) {
    try {
      const found = await readFolder(folder, wanted, place)
      if (found !== undefined) return found
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      warn(`What was kept of a judgement is not in the pack. ${error.message}`)
    }
  }
  return undefined
}

async function readFolder(
  folder: string,
  wanted: Wanted,
  { directory }: Pick<Place, 'directory'>,
): Promise<Here | undefined> {
  const path = (file: string) => join(folder, file)
  const from = (file: string): Origin => ({
    kind: 'folder',
    ref: relative(directory, path(file)).replaceAll('\\', '/'),
  })
  const evaluation = await readArtifact(path('evaluation.json'), evaluationSchema)
  if (evaluation === undefined || !isOf(wanted, evaluation)) return undefined
  const { comparison, run, validation } = await evidenceBeside(evaluation, path)
  return {
    judgement: {
      ...{ evaluation, comparison, validation, inPart: false },
      from: [from('evaluation.json'), ...(comparison === undefined ? [] : [from('comparison.json')])],
      validated: validation && from('validation.json'),
    },
    run: run && { run, from: from('run.json') },
  }
}
