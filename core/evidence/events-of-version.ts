import type { AuditEvent, DriftEvent, RunEvent } from '../ledger/event.ts'
import type { LedgerEvent } from '../ledger/event-file.ts'
import { namesVersion } from '../ledger/registry/names-version.ts'
import type { ModelVersion } from '../ledger/registry/registry.ts'
import { isOfVersion, madeByRun, nearestFirst } from '../runs/nearest-first.ts'
import type { VersionEvents } from './dossier.ts'
import { isSignOff, signOffsOf } from './sign-offs.ts'

interface About {
  readonly model: string
  readonly version: ModelVersion
  /** SHA-256 of the model file; undefined where it is not known. */
  readonly digest: string | undefined
  /** Digest of the config at its commit. */
  readonly rules: string | undefined
}

/**
 * The events of a ledger that are about one version: its run, what was done to it, who signed for the pull requests that
 * it comes from, the policy that ruled, and windows of production that it answered in.
 *
 * @param events of the whole ledger, in any order
 * @param signers by id of an event, the App that wrote it; undefined: nobody asked
 */
export function eventsOfVersion(
  events: readonly LedgerEvent[],
  about: About,
  signers: ReadonlyMap<string, string> | undefined,
): VersionEvents {
  const { digest, model, version } = about
  const sorted = events.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const audit = sorted.filter((event) => event.schema === 'contender/audit@1')
  const registration = audit.findLast(
    (event) => event.action === 'registry.register' && event.model === model && event.version === version.version,
  )
  const pulls = new Set([
    ...(registration?.pulls ?? []),
    ...(registration?.pull === undefined ? [] : [registration.pull]),
  ])
  const isOfPull = ({ pull }: { readonly pull?: number | null }) => typeof pull === 'number' && pulls.has(pull)
  const signed = audit.filter(
    (event) =>
      isSignOff(event, model) && (isOfPull(event) || (digest !== undefined && event.digests?.[model] === digest)),
  )
  const policy = policyOf(audit, about, registration)
  const runs = runsOf(sorted, about)
  const isAbout = (event: AuditEvent) =>
    event === policy ||
    signed.includes(event) ||
    (event.model === model &&
      event.action.startsWith('registry.') &&
      (event.version ?? version.version) === version.version)
  return {
    registration,
    policy,
    signOffs: signOffsOf(signed, { model, digest, head: registration?.head }, signers),
    excerpt: audit.filter(isAbout),
    run: runs[0],
    runs,
    windows: windowsOf(sorted, about),
    retrainings: sorted
      .filter((event) => event.schema === 'contender/retrain-event@1')
      .filter(
        (event) =>
          event.model === model && (isOfPull(event) || (digest !== undefined && event.artifact?.digest === digest)),
      ),
  }
}

/** The last change of policy that led to the config of the commit, before the version was registered. */
function policyOf(
  audit: readonly AuditEvent[],
  { rules }: About,
  registration: AuditEvent | undefined,
): AuditEvent | undefined {
  if (rules === undefined) return undefined
  return audit.findLast(
    ({ action, id, policy }) =>
      action === 'governance.policy' && policy?.after === rules && (registration === undefined || id < registration.id),
  )
}

/** All runs that made the file, the nearest first; where its digest is not known, those that were made from the commit. */
function runsOf(sorted: readonly LedgerEvent[], { digest, model, version }: About): RunEvent[] {
  const made = sorted
    .filter((event) => event.schema === 'contender/run-event@1')
    .filter(({ run }) => run.model === model && isOfVersion(run, version, digest))
  return nearestFirst(made, version, (event) => madeByRun(event, version, true))
}

/** Of a window that was judged again, the last verdict. */
function windowsOf(sorted: readonly LedgerEvent[], { digest, model, version }: About): DriftEvent[] {
  const last = new Map<number, DriftEvent>()
  for (const event of sorted) {
    if (event.schema !== 'contender/drift-event@1' || event.model !== model) continue
    const { summary } = event
    if (summary.version !== null && namesVersion(summary.version, { ref: version.version, digest }))
      last.set(Date.parse(summary.window.from), event)
  }
  return [...last].sort(([a], [b]) => a - b).map(([, event]) => event)
}
