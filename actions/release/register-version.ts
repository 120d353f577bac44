import { UserError } from '../../core/errors.ts'
import { anchorOf } from '../../core/ledger/anchor.ts'
import { findModel, findVersion } from '../../core/ledger/registry/find.ts'
import { assign as planPromotion } from '../../core/ledger/registry/promote.ts'
import { register as planRegistration } from '../../core/ledger/registry/register.ts'
import type { ModelVersion, Registry } from '../../core/ledger/registry/registry.ts'
import { registeredDigest } from '../../core/ledger/registry/tag-message.ts'
import type { Bump } from '../../core/ledger/registry/version.ts'
import type { Host } from '../action.ts'
import { settleRegistry } from '../registry/change-registry.ts'
import { isOnBranch } from '../registry/on-branch.ts'
import { type OpenRegistry, rulesOf, stagesOf } from '../registry/open-registry.ts'
import { newerVersion, versionAt } from './versions.ts'

/** What is registered. */
export interface Registration {
  readonly config: string
  readonly model: string
  readonly commit: string
  readonly bump: Bump | undefined
  readonly reason: string
  /** Its file; undefined where a prediction command needs none. */
  readonly file: { readonly uri: string; readonly digest: string } | undefined
  /** The pull request that brought it, where there was one. */
  readonly pull: { readonly number: number; readonly head: string } | undefined
  /** The registry as it was read before. */
  readonly earlier: OpenRegistry
  /** All pull requests that the version comes from. */
  readonly touching: readonly { readonly number: number }[]
}

/** A version, and the commit of the ledger that tells of it. */
export interface Registered {
  readonly version: string
  readonly ledger: string | null
  /** As it was read last, before the version was written. */
  readonly registry: Registry
}

type Staging = Pick<Registration, 'config' | 'model' | 'reason' | 'earlier'> & { readonly version: string }

/**
 * Gives a merged commit its version, unless it has one. The tags are read anew before each attempt to write, so that of
 * two jobs at once the second sees what the first has done.
 *
 * @returns the version of a newer commit, where that was faster
 * @throws {UserError} if the commit is not of the default branch, or is a version already that has other bytes
 */
export async function registerVersion(
  task: Registration,
  host: Host,
): Promise<Registered | { readonly newer: ModelVersion }> {
  const { bump, commit, file, model, pull, touching } = task
  let newer: ModelVersion | undefined
  const { before, change } = await settleRegistry({ ...task, local: false }, host, async (open) => {
    const { place, registry } = open
    await mustBeMerged(open, commit, host)
    if (versionAt(registry, model, commit) !== undefined) return { changes: [] }
    newer = await newerVersion(place.root, registry, model, { commit, step: host.step })
    if (newer !== undefined) return { changes: [] }
    const known = registry.get(model) ?? { name: model, versions: [] }
    return {
      changes: [planRegistration(known, { commit, bump })],
      artifact: file && `${file.uri} ${file.digest}`,
      about: {
        ...(pull && { pull: pull.number, head: pull.head }),
        ...(touching.length > 0 && { pulls: touching.map(({ number }) => number) }),
        ...(file && { digests: { [model]: file.digest } }),
      },
    }
  })
  if (newer !== undefined) return { newer }
  if (change !== undefined)
    return { version: change.changes[0]!.version!, ledger: change.ledger, registry: before.registry }
  return mustBeSame(before.registry, task)
}

/** @throws {UserError} if the version that is there was registered with other bytes */
export function mustBeSame(registry: Registry, { commit, file, model }: Registration): Registered {
  const { registration, version } = versionAt(registry, model, commit)!
  const message = registration?.message ?? ''
  const digest = registeredDigest(message)
  if (digest?.startsWith('sha256:') && file !== undefined && digest !== file.digest)
    throw new UserError(
      `Unexpected bytes of ${file.uri}, ${file.digest}: ${model} ${version} is this commit already, and was registered with ${digest}; a training that never gives the same bytes twice cannot be gone on with, so let the next commit be the next version`,
    )
  return { version, ledger: anchorOf(message) ?? null, registry }
}

/**
 * The stage that people gave a version, of several the last in order of promotion, and whether it was ever in any: an
 * earlier attempt may have registered it.
 */
export function stageHeld(
  { model, registry, version }: { readonly model: string; readonly registry: Registry; readonly version: string },
  order: readonly string[],
): { readonly stage: string | null; readonly ever: boolean } {
  const known = registry.get(model)
  const held = known?.versions.find((one) => one.version === version)?.held
  const stage = order.findLast((name) => known?.stages.get(name)?.version === version) ?? null
  return { stage, ever: held !== undefined && held.size > 0 }
}

/**
 * Gives a version the first stage of the config, unless it has ever had it, or is not the newest any more.
 *
 * @returns the stage that it is in now, and the commit of the ledger that tells of it where it was given now
 */
export async function giveFirstStage(
  { config, earlier, model, reason, version }: Staging,
  host: Host,
): Promise<{ readonly stage: string | null; readonly ledger: string | undefined }> {
  const task = { config, earlier, model, reason, local: false }
  let stage: string | null = null
  const { change } = await settleRegistry(task, host, (open) => {
    const stages = stagesOf(open)
    const known = findModel(open.registry, model)
    const first = stages.names[0]!
    const has = known.stages.get(first)?.version === version
    const give = !has && known.latest?.version === version && !findVersion(known, version).held.has(first)
    stage = has || give ? first : null
    return { changes: give ? [planPromotion(known, version, first, stages)] : [] }
  })
  return { stage, ledger: change?.ledger }
}

async function mustBeMerged(open: OpenRegistry, commit: string, host: Host): Promise<void> {
  const { name, tip } = rulesOf(open).branch
  if (await isOnBranch(open.place.root, commit, tip, host)) return
  throw new UserError(
    `Unexpected commit ${commit.slice(0, 7)}, expected one of the default branch ${name}: only what was merged is released`,
  )
}
