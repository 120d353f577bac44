import type { Actor } from '../event.ts'
import type { Change } from './change.ts'
import type { TagName } from './tag-name.ts'

const VERBS: Record<TagName['action'], string> = {
  register: 'Register',
  deregister: 'Deprecate',
  deprecate: 'Deprecate',
  assign: 'Promote',
  unassign: 'Unassign',
}

interface Told {
  readonly model: string
  readonly by: Pick<Actor, 'name' | 'email' | 'url'>
  readonly reason: string | null
  /** The model's file and its digest, at a registration. */
  readonly artifact?: string | undefined
  readonly rollback?: boolean | undefined
}

/**
 * What `git show` says of a tag: a line for people, the reason, and trailers for programs.
 *
 * @returns lines, each ended
 */
export function tagMessage({ action, commit, stage, version }: Change, told: Told): string {
  const { artifact, by, model, reason, rollback = false } = told
  const what = version === null ? model : `${model} ${version}`
  const where = stage === null ? '' : action === 'unassign' ? ` from ${stage}` : ` to ${stage}`
  const title = rollback ? `Roll back ${stage} of ${model} to ${version}` : `${VERBS[action]} ${what}${where}`
  const trailers = [
    ['Model', model],
    ['Version', version],
    ['Stage', stage],
    ['Commit', commit],
    ['Artifact', artifact],
    ['By', by.email === null ? by.name : `${by.name} <${by.email}>`],
    ['Run', by.url],
  ].flatMap(([name, value]) => (value ? [`${name}: ${oneLine(value)}`] : []))
  const why = oneLine(reason ?? '')
  return `${[title, ...(why === '' ? [] : [why]), trailers.join('\n')].join('\n\n')}\n`
}

/** A reason of several lines could pass for trailers. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/**
 * The digest of the model's file that a registration's message names: `sha256:…`, or `md5:…` of DVC. Only its
 * trailers count: a person's reason may read as one.
 */
export function registeredDigest(message: string): string | undefined {
  return /^Artifact: .* ((?:sha256|md5):[0-9a-f]+(?:\.dir)?)$/m.exec(partsOf(message).trailers ?? '')?.[1]
}

/** Why something was done: of a tag of ours the reason, of another the first line of its message. */
export function reasonOf(message: string): string {
  const { reason, trailers } = partsOf(message)
  return trailers === undefined ? message.split('\n')[0]! : reason
}

/** A reason is one paragraph, so the last that begins as trailers do is ours. */
function partsOf(message: string): { readonly reason: string; readonly trailers: string | undefined } {
  const blocks = message.split('\n\n')
  const at = blocks.findLastIndex((block, at) => at > 0 && block.startsWith('Model: '))
  return { reason: blocks.slice(1, Math.max(at, 1)).join(' '), trailers: blocks[at] }
}
