import type { Dossier } from '../../../core/evidence/dossier.ts'
import { eventsOfVersion } from '../../../core/evidence/events-of-version.ts'
import type { AuditEvent } from '../../../core/ledger/event.ts'
import type { LedgerEvent } from '../../../core/ledger/event-file.ts'
import type { ModelVersion } from '../../../core/ledger/registry/registry.ts'
import { driftEvent } from '../../ledger/drift-event.ts'
import { auditEvent } from '../../ledger/events.ts'
import { aRun, digest, known } from '../../runs/known.ts'
import { measuredCard } from '../card/example-card.ts'

export const COMMIT = 'c'.repeat(40)
export const HEAD = 'd'.repeat(40)

const APP = { via: 'app', email: null, url: null } as const

/** What somebody did by way of the App on pull request 7, for the newest commit of it. */
export function onPull(n: number, more: Partial<AuditEvent>): AuditEvent {
  return auditEvent(n, {
    ...{ action: 'governance.sign', model: null, version: null, pull: 7, head: HEAD, role: 'maintain' },
    ...{ by: { ...APP, name: 'priya' }, digests: { delay: digest('a') }, ...more },
  })
}

/** A registered version. */
export function aVersion(name: string): ModelVersion {
  const at = new Date('2026-11-21T11:00:00Z')
  return {
    ...{ version: 'v1.2.0', commit: COMMIT, deprecated: false },
    registration: { name: 'delay@v1.2.0', commit: COMMIT, at, by: { name, email: null }, message: name },
    held: new Map([['production', { at, stays: true }]]),
  }
}

/** A version of which much is known. @param name stands in all texts that people or data give */
export function exampleDossier(name = 'Ann'): Dossier {
  const card = measuredCard()
  const { comparison, evaluation } = card.evidence
  const version = aVersion(name)
  const run = known({
    artifact: { ...aRun.artifact, digest: digest('a') },
    command: name,
    params: { [name]: name },
  }).run
  const events: LedgerEvent[] = [
    onPull(1, { item: name, reason: name }),
    onPull(2, { item: 'owner', head: COMMIT, by: { ...APP, name } }),
    auditEvent(3, {
      action: 'governance.policy',
      model: null,
      version: null,
      policy: { before: null, after: digest('e') },
      reason: name,
    }),
    onPull(4, { action: 'governance.accept', gate: `delay/${name}`, model: 'delay', reason: name }),
    auditEvent(5, {
      version: 'v1.2.0',
      commit: COMMIT,
      tag: 'delay@v1.2.0',
      pull: 7,
      head: HEAD,
      reason: name,
      role: name,
    }),
    { ...driftEvent(6, { week: 0, version: 'v1.2.0' }), because: [name] },
    { ...driftEvent(7, { week: 1, version: 'v1.2.0', verdict: 'drift' }), because: [name] },
  ]
  return {
    ...{ contender: '1.0.0', model: 'delay', version, stages: [name], asked: false, hidden: [] },
    artifact: { uri: name, digest: digest('a'), because: undefined },
    commit: { sha: COMMIT, subject: name, author: name, at: '2026-11-21T10:00:00+00:00' },
    rules: {
      ...{ path: 'contender.yml', text: `# ${name}\n`, digest: digest('e'), because: undefined, gates: [name] },
      ...{ task: 'binary-classification', target: 'late', columns: undefined },
    },
    people: card.people,
    card: { path: 'card.yml', text: `# ${name}\n` },
    events: eventsOfVersion(events, { model: 'delay', version, digest: digest('a'), rules: digest('e') }, undefined),
    run: { run, from: { kind: 'folder', ref: name } },
    judgement: {
      ...{ evaluation: { ...evaluation, warnings: [name] }, comparison, validation: undefined, validated: undefined },
      ...{ from: [{ kind: 'folder', ref: name }], inPart: false, later: false, itself: false },
    },
    kept: [name],
    release: undefined,
    chain: {
      ...{
        schema: 'contender/audit-verification@1',
        place: name,
        head: 'e'.repeat(40),
        commits: 7,
        events: 7,
        kinds: { audit: 3, runs: 2, drift: 1, retrain: 1 },
        tags: 1,
      },
      ...{ anchors: 1, findings: [], notes: [], outcome: 'pass' },
    },
  }
}
