import { join, relative } from 'node:path'
import { type Evaluation, evaluationSchema } from '../../core/artifacts/evaluation.ts'
import type { Origin } from '../../core/artifacts/evidence.ts'
import type { Run } from '../../core/artifacts/run.ts'
import { comparesItself } from '../../core/comparison/compares-itself.ts'
import { UserError } from '../../core/errors.ts'
import type { Dossier, Judgement } from '../../core/evidence/dossier.ts'
import { commitOrder } from '../../core/io/git.ts'
import { isAfter, isOfVersion, judgedAs, type Made } from '../../core/runs/nearest-first.ts'
import type { Host } from '../action.ts'
import { evidenceBeside } from '../card/evidence-beside.ts'
import { artifactPath, type Place } from '../project.ts'
import { readArtifact } from '../read-artifact.ts'
import { newestRuns } from '../runs-folder.ts'
import { isOf, type Wanted } from './wanted.ts'

/** How a version was judged, as a folder of this machine keeps it. */
export interface Here {
  readonly judgement: Judgement
  readonly run: Dossier['run']
  readonly made: Made
}

/**
 * How a version was judged on this machine: by the newest artifacts, where they are of its file, and by runs of the
 * past that made it. What cannot be read any more is passed over, with a warning.
 */
export async function judgedHere(
  place: Pick<Place, 'directory' | 'root'>,
  wanted: Wanted,
  { warn }: Pick<Host, 'warn'>,
): Promise<Here[]> {
  const out = join(place.directory, '.contender')
  const folders = [artifactPath({ out }, { name: wanted.model }, '')]
  for await (const { folder, run } of newestRuns({ out }, wanted.model))
    if (isOfVersion(run, wanted.version, wanted.digest)) folders.push(folder)
  const all: Here[] = []
  for (const folder of folders) {
    try {
      const found = await readFolder(folder, wanted, place)
      // The newest artifacts are kept with their run too.
      if (found !== undefined && !all.some((one) => isSame(one, found))) all.push(found)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      warn(`What was kept of a judgement is not in the pack. ${error.message}`)
    }
  }
  return all
}

function isSame(a: Here, b: Here): boolean {
  return a.run?.run.id === b.run?.run.id && a.judgement.evaluation.commit === b.judgement.evaluation.commit
}

async function readFolder(
  folder: string,
  wanted: Wanted,
  { directory, root }: Pick<Place, 'directory' | 'root'>,
): Promise<Here | undefined> {
  const path = (file: string) => join(folder, file)
  const from = (file: string): Origin => ({
    kind: 'folder',
    ref: relative(directory, path(file)).replaceAll('\\', '/'),
  })
  const evaluation = await readArtifact(path('evaluation.json'), evaluationSchema)
  if (evaluation === undefined || !isOf(wanted, evaluation)) return undefined
  const { comparison, run, validation } = await evidenceBeside(evaluation, path)
  const itself = comparison && comparesItself(comparison)
  const later = await isLater(evaluation, run, wanted, root)
  return {
    judgement: {
      ...{ evaluation, comparison, validation, later, inPart: false, itself: itself === true },
      from: [from('evaluation.json'), ...(comparison === undefined ? [] : [from('comparison.json')])],
      validated: validation && from('validation.json'),
    },
    run: run && { run, from: from('run.json') },
    made: {
      ...{ commit: evaluation.commit, at: run?.started ?? NEVER, later, again: false, inPart: false },
      judged: judgedAs(true, itself),
    },
  }
}

/** Where nobody knows when it was. */
const NEVER = new Date(0).toISOString()

/** By when its training began; where it was judged at another commit than it was trained at, by that commit. */
async function isLater(
  { commit }: Evaluation,
  run: Run | undefined,
  { version }: Wanted,
  root: string,
): Promise<boolean> {
  if (run !== undefined && isAfter(run.started, version)) return true
  if (commit === null || commit === version.commit || commit === run?.commit) return false
  return (await commitOrder(root, commit, version.commit)) === 'after'
}
