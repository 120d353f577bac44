import type { Octokit } from '@octokit/rest'
import { UserError } from '../../errors.ts'
import { explainRequest, found, type Repository, statusOf } from './client.ts'

/** A file that a release shall hold. */
export interface ReleaseFile {
  readonly name: string
  /** `sha256:…` */
  readonly digest: string
  /** Its bytes, which may stay on the disk until they are sent. */
  readonly content: () => Promise<Blob>
}

/** What a release shall be. */
export interface WantedRelease {
  /** A tag that is there. */
  readonly tag: string
  readonly name: string
  /** Markdown. */
  readonly body: string
  readonly files: readonly ReleaseFile[]
}

interface AssetJson {
  readonly id: number
  readonly name: string
  readonly state: string
  readonly digest?: string | null
}

interface ReleaseJson {
  readonly id: number
  readonly tag_name: string
  readonly draft: boolean
  readonly html_url: string
  readonly upload_url: string
  readonly assets: readonly AssetJson[]
}

/** A release that is published, and the names of its files. */
export interface PublishedRelease {
  readonly url: string
  readonly names: readonly string[]
}

/** Pages of releases in which a draft is looked for: drafts are new. */
const MOST_PAGES = 3

/** The published release of a tag; undefined where there is none. */
export async function publishedRelease(
  client: Octokit,
  at: Repository,
  tag: string,
): Promise<PublishedRelease | undefined> {
  const release = await explained(at, byTag(client, at, tag))
  return release && { url: release.html_url, names: release.assets.map(({ name }) => name) }
}

/**
 * Publishes a release on a tag: as a draft until all files are there, so that nobody sees half of it. What an earlier
 * attempt left is gone on with: a draft of the tag, and files whose digest is right. To one that is published only files
 * are added that it lacks.
 *
 * @returns where it stands
 * @throws {UserError} without the permission `contents: write`, or if there is no such tag
 */
export async function keepRelease(client: Octokit, at: Repository, wanted: WantedRelease): Promise<string> {
  return explained(at, keep(client, at, wanted))
}

async function keep(client: Octokit, at: Repository, { body, files, name, tag }: WantedRelease): Promise<string> {
  const published = await byTag(client, at, tag)
  if (published !== undefined) {
    const lacking = files.filter((file) => published.assets.every((asset) => asset.name !== file.name))
    for (const file of lacking) await putFile(client, at, published, file)
    return published.html_url
  }
  await mustBeTagged(client, at, tag)
  const release = (await oneDraft(client, at, tag)) ?? (await newDraft(client, at, { body, name, tag }))
  for (const { id, name } of release.assets)
    if (files.every((file) => file.name !== name)) await removeAsset(client, at, id)
  for (const file of files) await putFile(client, at, release, file)
  const done = await client.rest.repos.updateRelease({
    ...{ ...at, release_id: release.id, tag_name: tag, name, body, draft: false },
    // Software that the repository releases keeps its place at the top.
    make_latest: 'false',
  })
  return done.data.html_url
}

async function byTag(client: Octokit, at: Repository, tag: string): Promise<ReleaseJson | undefined> {
  return (await found(client.rest.repos.getReleaseByTag({ ...at, tag })))?.data
}

/** GitHub would make a tag that is missing, of whatever its default branch is then. */
async function mustBeTagged(client: Octokit, at: Repository, tag: string): Promise<void> {
  if ((await found(client.rest.git.getRef({ ...at, ref: `tags/${tag}` }))) !== undefined) return
  throw new UserError(
    `Missing tag ${tag} in ${at.owner}/${at.repo}, expected it there: is that repository the \`origin\` of this clone?`,
  )
}

/** A request whose answer was lost has made a draft all the same: only the oldest stays. */
async function newDraft(client: Octokit, at: Repository, texts: { tag: string; name: string; body: string }) {
  const { tag, ...shown } = texts
  const { data } = await client.rest.repos.createRelease({ ...at, ...shown, tag_name: tag, draft: true })
  return (await oneDraft(client, at, tag)) ?? (data as ReleaseJson)
}

async function oneDraft(client: Octokit, at: Repository, tag: string): Promise<ReleaseJson | undefined> {
  const drafts: ReleaseJson[] = []
  let pages = 0
  for await (const { data } of client.paginate.iterator(client.rest.repos.listReleases, { ...at, per_page: 100 })) {
    drafts.push(...data.filter(({ draft, tag_name }) => draft && tag_name === tag))
    if (++pages === MOST_PAGES) break
  }
  const [first, ...others] = drafts.sort((a, b) => a.id - b.id)
  for (const { id } of others) await client.rest.repos.deleteRelease({ ...at, release_id: id })
  return first
}

/** Puts a file where it is not yet; one that broke off, or is another, makes room. */
async function putFile(client: Octokit, at: Repository, release: ReleaseJson, file: ReleaseFile): Promise<void> {
  const there = release.assets.find(({ name }) => name === file.name)
  if (there !== undefined) {
    if (isWhole(there, file)) return
    await removeAsset(client, at, there.id)
  }
  try {
    await upload(client, release, file)
  } catch (error) {
    // An answer that was lost may have been a yes.
    if (statusOf(error) !== 422) throw error
    const { data } = await client.rest.repos.listReleaseAssets({ ...at, release_id: release.id, per_page: 100 })
    const there = data.find(({ name }) => name === file.name)
    if (there === undefined) throw error
    if (isWhole(there, file)) return
    await removeAsset(client, at, there.id)
    await upload(client, release, file)
  }
}

function isWhole({ digest, state }: AssetJson, file: ReleaseFile): boolean {
  return state === 'uploaded' && digest === file.digest
}

async function upload(client: Octokit, release: ReleaseJson, { content, digest, name }: ReleaseFile): Promise<void> {
  const headers = { 'content-type': 'application/octet-stream' }
  const url = release.upload_url.replace(/\{.*\}$/, `?name=${encodeURIComponent(name)}`)
  const { data } = await client.request({ method: 'POST', url, headers, data: await content() })
  const came = (data as AssetJson).digest
  if (came && came !== digest)
    throw new UserError(`The file ${name} came to the release as ${came}, expected ${digest}: run it again`)
}

async function removeAsset(client: Octokit, at: Repository, asset_id: number): Promise<void> {
  await found(client.rest.repos.deleteReleaseAsset({ ...at, asset_id }))
}

function explained<T>({ owner, repo }: Repository, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw explainRequest(`the releases of ${owner}/${repo}`, error)
  })
}
