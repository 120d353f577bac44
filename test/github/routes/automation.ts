import type { Route, Service } from '../route.ts'
import type { World } from '../world.ts'
import { artifactService } from './artifact-service.ts'
import { artifactStore } from './artifact-store.ts'
import { artifactRoutes } from './artifacts.ts'
import { blobStorage } from './blob-storage.ts'
import { checkJson } from './check-json.ts'
import { checkStore } from './check-store.ts'
import { checkRoutes } from './checks.ts'
import { deliveries } from './deliveries.ts'
import { dispatchRoutes } from './dispatches.ts'
import { emitEvent } from './emit-event.ts'
import { hookDeliveryRoutes } from './hook-deliveries.ts'
import { issueRoutes } from './issues.ts'
import { memberRoutes } from './members.ts'
import { reactionRoutes } from './reactions.ts'
import { releaseAssetRoutes, releaseDownloads } from './release-assets.ts'
import { releaseStore } from './release-store.ts'
import { releaseRoutes } from './releases.ts'
import { repositoryCommentRoutes } from './repository-comments.ts'
import { reviewRoutes } from './reviews.ts'
import { rulesetRoutes } from './rulesets.ts'
import { runScene } from './run-scene.ts'
import { runStore } from './run-store.ts'
import { runRoutes } from './runs.ts'
import { runtimeToken } from './runtime-token.ts'
import { statusRoutes } from './statuses.ts'
import { tellWrites } from './told-writes.ts'

export type Scene = ReturnType<typeof automation>['scene']

/** What GitHub does by itself around a repository: runs, artifacts, checks, releases, and telling an App of it all. */
export function automation(world: World) {
  const runs = runStore(world)
  const artifacts = artifactStore(world)
  const checks = checkStore(world)
  const releases = releaseStore(world)
  const teams = new Map<string, Set<string>>()
  const hooks = deliveries(world)
  const scenes = runScene(world, runs)
  tellWrites(world)
  world.closers.push(hooks.stop)

  const attemptOf = (id: number) => {
    const run = runs.get(id)
    if (run === undefined) throw new Error(`There is no run ${id}: add it with addRun`)
    return { run: id, attempt: run.attempt }
  }

  const routes: readonly Route[] = [
    ...artifactRoutes(world, artifacts, runs.get),
    ...runRoutes(world, runs, scenes),
    ...dispatchRoutes(world, runs, scenes),
    ...checkRoutes(world, checks),
    ...statusRoutes(world),
    ...issueRoutes(world),
    ...repositoryCommentRoutes(world),
    ...reviewRoutes(world),
    ...reactionRoutes(world),
    ...releaseRoutes(world, releases),
    ...releaseAssetRoutes(world, releases),
    ...memberRoutes(world, teams),
    ...rulesetRoutes(world),
    ...hookDeliveryRoutes(world, hooks),
  ]
  const services: readonly Service[] = [
    artifactService(world, artifacts, (id) => runs.get(id) !== undefined),
    blobStorage(world, artifacts),
    releaseDownloads(world, releases),
  ]

  const scene = {
    ...scenes,
    /** A job's ACTIONS_RUNTIME_TOKEN, for the run's last attempt. */
    runtimeToken: (run: number) => runtimeToken(attemptOf(run)),
    /** Any bytes as an artifact of the run's last attempt, past every check of the upload service. */
    putArtifact: (run: number, name: string, bytes: Uint8Array, more: { expiresAt?: number } = {}) =>
      artifacts.put({ ...attemptOf(run), name, ...more }, bytes),
    /** A team of the organisation, and who is in it. */
    addTeam: (slug: string, members: readonly string[]) => {
      teams.set(slug, new Set(members))
    },
    /** Somebody presses one of a check run's buttons. */
    pressButton: async (check: number, identifier: string, sender: string) => {
      const stored = checks.get(check)
      if (!stored?.actions.some((action) => action.identifier === identifier)) {
        throw new Error(`Check run ${check} has no button \`${identifier}\``)
      }
      const own = { check_run: await checkJson(world, stored), requested_action: { identifier } }
      await emitEvent(world, { name: 'check_run', action: 'requested_action', own, sender })
    },
    /** Tells the App of anything at all; repository and sender are added. */
    deliver: (event: Parameters<typeof emitEvent>[1]) => emitEvent(world, event),
    listen: hooks.listen,
    setChaos: hooks.setChaos,
    met: hooks.met,
    flush: hooks.flush,
    settle: hooks.settle,
  }
  return { routes, services, scene }
}
