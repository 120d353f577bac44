import type { Octokit } from '@octokit/rest'
import type { AnnotatedTag } from '../../ledger/registry/registry.ts'
import { parseTagName } from '../../ledger/registry/tag-name.ts'
import { eachOf } from '../each-of.ts'
import type { Repository } from './client.ts'

/** Tags of the registry at GitHub. */
export interface RegistryTags {
  /** Those that count: annotated, and on a commit. */
  readonly tags: readonly AnnotatedTag[]
  /** Names of all tags in the registry's grammar, those that do not count too: none of them is free. */
  readonly names: readonly string[]
}

/** GitHub asks for few requests at once. */
const AT_ONCE = 8

/**
 * The tags of one model, or of all: one request for their names, and one for each that is not kept yet. What a tag
 * says never changes, only which tag a name points to.
 *
 * @param keep what is kept under a key, else what `make` gives
 * @param model as the config names it; undefined for all
 */
export async function readRegistryTags(
  client: Octokit,
  at: Repository,
  keep: Keep,
  model?: string,
): Promise<RegistryTags> {
  const refs = await tagRefs(client, at, model)
  const found = await eachOf(
    refs.filter(({ object }) => object.type === 'tag'),
    AT_ONCE,
    async ({ name, object }) => {
      const tag = await keptTag(client, at, keep, object.sha)
      return tag === undefined ? [] : [{ ...tag, name }]
    },
  )
  return { tags: found.flat(), names: refs.map(({ name }) => name) }
}

/**
 * Whether the version of a commit was ever given a stage. One request for the names of the model's tags, and one for each
 * that is not kept yet and gave a stage, newest first, down to one that is older than the version can be.
 *
 * @param since the version is not older
 */
export async function everInStage(
  client: Octokit,
  at: Repository,
  keep: Keep,
  { commit, model, since }: { readonly commit: string; readonly model: string; readonly since: Date },
): Promise<boolean> {
  const given = (await tagRefs(client, at, model))
    .map(({ name, object }) => ({ ...parseTagName(name)!, object }))
    .filter(({ action, object }) => action === 'assign' && object.type === 'tag')
    .sort((a, b) => (b.number ?? 0) - (a.number ?? 0))
  for (const { object } of given) {
    const tag = await keptTag(client, at, keep, object.sha)
    if (tag?.commit === commit) return true
    if (tag !== undefined && tag.at < since) return false
  }
  return false
}

/** What is kept under a key, else what `make` gives. */
type Keep = <T>(key: string, make: () => Promise<T>) => Promise<T>

function keptTag(client: Octokit, at: Repository, keep: Keep, sha: string) {
  return keep(`tag ${at.owner}/${at.repo} ${sha}`, () => readTag(client, at, sha))
}

/** Names of the models that have a tag, in one request. */
export async function registeredModels(client: Octokit, at: Repository): Promise<string[]> {
  const refs = await tagRefs(client, at, undefined)
  return [...new Set(refs.map(({ name }) => parseTagName(name)!.artifact))].sort()
}

/** Names of the tags of one model, or of all, and what each points to, in one request. */
export async function tagRefs(client: Octokit, { owner, repo }: Repository, model: string | undefined) {
  const ref = `tags/${model?.replaceAll(':', '=') ?? ''}`
  const { data } = await client.rest.git.listMatchingRefs({ owner, repo, ref })
  return data
    .map(({ object, ref }) => ({ object, name: ref.slice('refs/tags/'.length) }))
    .filter(({ name }) => {
      const artifact = parseTagName(name)?.artifact
      return artifact !== undefined && (model === undefined || artifact === model)
    })
}

/** Undefined for a tag of something else than a commit. */
async function readTag(
  client: Octokit,
  { owner, repo }: Repository,
  tag_sha: string,
): Promise<Omit<AnnotatedTag, 'name'> | undefined> {
  const { message, object, tagger } = (await client.rest.git.getTag({ owner, repo, tag_sha })).data
  if (object.type !== 'commit') return undefined
  const { date, email, name } = tagger
  return { commit: object.sha, at: new Date(date), by: { name, email: email || null }, message: message.trim() }
}
