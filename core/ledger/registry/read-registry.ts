import { time } from './event-order.ts'
import type { AnnotatedTag, Registry, RegistryEvent } from './registry.ts'
import { type Draft, settleModel } from './settle-model.ts'
import { parseTagName, type RegistryAction } from './tag-name.ts'

/**
 * Versions and stages, from tags. A stage's tag names a commit: its version is what is registered there. The
 * newest assignment holds a stage, until it is taken back; then the one before holds it again.
 *
 * Order is that of GTO: by the tagger's time; in one second deprecate, register, deregister, assign, unassign.
 *
 * @param tags in any order; those that are not of the registry are passed over
 * @see iterative/gto 1.10, gto/base.py and gto/tag.py
 */
export function readRegistry(tags: readonly AnnotatedTag[]): Registry {
  const events = tags
    .flatMap((tag) => {
      const name = parseTagName(tag.name)
      return name === undefined ? [] : [{ ...name, tag }]
    })
    .sort((a, b) => (a.tag.name < b.tag.name ? -1 : 1))
    .sort((a, b) => order(a) - order(b) || time(a) - time(b))
  const models = new Map<string, { deprecations: RegistryEvent[]; versions: Draft[] }>()
  for (const { action, artifact, stage, tag, version } of events) {
    const model = models.get(artifact) ?? { deprecations: [], versions: [] }
    models.set(artifact, model)
    if (action === 'deprecate') model.deprecations.push({ action, artifact, version, stage, tag })
    else {
      const draft = draftAt(model.versions, version, tag.commit)
      const event = { action, artifact, version: draft.version, stage, tag }
      if (stage === null) draft.own.push(event)
      else draft.stages.set(stage, [...(draft.stages.get(stage) ?? []), event])
    }
  }
  return new Map([...models].map(([name, model]) => [name, settleModel(name, model.deprecations, model.versions)]))
}

/** GTO's passes over the tags: whole models, then versions, then stages, which need to know the versions. */
function order({ action }: { action: RegistryAction }): number {
  return { deprecate: 0, register: 1, deregister: 1, assign: 2, unassign: 2 }[action]
}

/** Two versions of one commit cannot be told apart by a stage's tag: the one that was registered last counts. */
function draftAt(versions: Draft[], version: string | null, commit: string): Draft {
  const known = versions.findLast((one) => one.commit === commit && (version === null || one.version === version))
  if (known !== undefined) return known
  const draft: Draft = { version: version ?? commit, commit, own: [], stages: new Map() }
  versions.push(draft)
  return draft
}
