import { join, resolve } from 'node:path'
import type * as z from 'zod'
import { comparisonSchema } from '../../core/artifacts/comparison.ts'
import { evaluationSchema } from '../../core/artifacts/evaluation.ts'
import type { Origin } from '../../core/artifacts/evidence.ts'
import { MOST_PUBLISHED, publishedTag } from '../../core/artifacts/published.ts'
import { releaseSchema } from '../../core/artifacts/release.ts'
import { comparesItself } from '../../core/comparison/compares-itself.ts'
import { UserError } from '../../core/errors.ts'
import type { Dossier, Judgement } from '../../core/evidence/dossier.ts'
import { exists, readText } from '../../core/io/files.ts'
import { explainRequest } from '../../core/io/github/client.ts'
import { readReleaseAsset, releaseAssets } from '../../core/io/github/release-assets.ts'
import { ASSETS } from '../../core/release/asset-name.ts'
import { sha256 } from '../../core/sha256.ts'
import type { Host } from '../action.ts'
import { gitHubPlace } from '../github-place.ts'
import { patientClient } from '../patient-client.ts'
import { parseArtifact } from '../read-artifact.ts'
import { isOf, type Wanted } from './wanted.ts'

/** What the release of a version says. */
export interface Released {
  readonly judgement: Judgement
  readonly release: Dossier['release']
}

/** A way to the files of a release. */
interface Shelf {
  readonly kind: Origin['kind']
  /** For people, and for where a file comes from. */
  readonly place: string
  readonly text: (file: string) => Promise<string | undefined>
}

/**
 * The files of a release in a folder, as `gh release download` leaves them, held against their SHA256SUMS.
 *
 * @throws {UserError} if they are not of this version, or were changed
 */
export async function releasedFolder(folder: string, wanted: Wanted, { directory }: Host): Promise<Released> {
  const path = resolve(directory, folder)
  const sums = (await exists(join(path, ASSETS.sums))) ? await readText(join(path, ASSETS.sums)) : undefined
  const shelf: Shelf = {
    kind: 'folder',
    place: folder,
    async text(file) {
      if (!(await exists(join(path, file)))) return undefined
      const text = await readText(join(path, file))
      const digest = sums?.split('\n').find((line) => line.endsWith(`  ${file}`))
      if (digest === undefined || sha256(text) === `sha256:${digest.slice(0, 64)}`) return text
      throw new UserError(`Unexpected bytes of ${file} in ${folder}, expected those that its ${ASSETS.sums} names`)
    },
  }
  const found = await readShelf(shelf, wanted)
  if (found !== undefined) return found
  throw new UserError(
    `Missing ${ASSETS.evaluation} in ${folder}, expected the files of the release ${nameOf(wanted)}, as \`gh release download\` leaves them`,
  )
}

/** The files of a release at GitHub; undefined where GitHub cannot be asked, or has none. */
export async function releasedAtGitHub(wanted: Wanted, host: Host): Promise<Released | undefined> {
  const place = gitHubPlace(host)
  if (place === undefined) return undefined
  const { owner, repo } = place
  const client = patientClient(place, host)
  const tag = nameOf(wanted)
  try {
    const assets = await host.step('reading its release', () => releaseAssets(client, { owner, repo }, tag))
    if (assets === undefined) return undefined
    const text = async (file: string) => {
      const asset = assets.find(({ name }) => name === file)
      if (asset === undefined) return undefined
      const bytes = await readReleaseAsset(client, { owner, repo }, asset, MOST_PUBLISHED.evaluation)
      return new TextDecoder().decode(bytes)
    }
    return await readShelf({ kind: 'release', place: tag, text }, wanted)
  } catch (error) {
    const said = explainRequest(`the release ${tag}`, error, 'contents: read')
    if (!(said instanceof UserError)) throw said
    host.warn(`The release is not in the pack. ${said.message}`)
    return undefined
  }
}

async function readShelf({ kind, place, text }: Shelf, wanted: Wanted): Promise<Released | undefined> {
  const from: Origin[] = []
  const read = async <Schema extends z.ZodType>(file: string, schema: Schema) => {
    const found = await text(file)
    if (found === undefined) return undefined
    from.push({ kind, ref: `${place}/${file}` })
    return parseArtifact(found, `${file} of ${place}`, schema)
  }
  const evaluation = await read(ASSETS.evaluation, evaluationSchema)
  if (evaluation === undefined) return undefined
  if (!isOf(wanted, evaluation))
    throw new UserError(
      `Unexpected ${ASSETS.evaluation} of ${place}: it is of ${evaluation.artifact.digest}, expected the model file of ${nameOf(wanted)}${wanted.digest === undefined ? '' : `, ${wanted.digest}`}`,
    )
  const comparison = await read(ASSETS.comparison, comparisonSchema)
  const judged = [...from]
  const release = await read(ASSETS.release, releaseSchema)
  if (release !== undefined && release.tag !== nameOf(wanted))
    throw new UserError(`Unexpected ${ASSETS.release} of ${place}: it is of ${release.tag}, expected ${nameOf(wanted)}`)
  const fits = comparison?.candidate.artifact.digest === evaluation.artifact.digest
  return {
    judgement: {
      ...{ evaluation, comparison: fits ? comparison : undefined, from: judged },
      ...{ validation: undefined, validated: undefined, inPart: false, later: false },
      itself: fits && comparesItself(comparison),
    },
    release: release && { release, from: from.at(-1)! },
  }
}

function nameOf({ model, version }: Wanted): string {
  return publishedTag(model, version.version)
}
