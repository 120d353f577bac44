import type { Origin } from '../../core/artifacts/evidence.ts'
import type { Dossier } from '../../core/evidence/dossier.ts'
import { eventPath, type LedgerEvent } from '../../core/ledger/event-file.ts'
import { digestsOf } from './digests.ts'
import { jsonFile, type PackFile } from './pack-file.ts'

/** What the repository remembers of a version: tag, run, digests, sign-offs, events, production and the rules at its commit. */
export function recordedFiles(dossier: Dossier): PackFile[] {
  const { artifact, card, chain, commit, events, model, release, rules, run, stages, version } = dossier
  const { excerpt, retrainings, signOffs, windows } = events
  const { deprecated, held, registration: tag } = version
  const name = { model, version: version.version }
  const held_ = [...held].map(([stage, { at, stays }]) => ({ stage, given: at.toISOString(), holds: stays }))
  const tagged: Origin[] = tag === null ? [] : [{ kind: 'tag', ref: tag.name }]
  const digests = digestsOf(dossier)
  const stale = new Set(signOffs.map(({ id }) => `audit/${id}.json`))
  return [
    jsonFile(
      'version.json',
      'The version: its tag, commit, file and stages',
      [...tagged, { kind: 'commit', ref: commit.sha }],
      {
        ...{ ...name, stages, deprecated, held: held_, commit },
        artifact: { uri: artifact.uri ?? null, digest: artifact.digest ?? null },
        rules: { path: rules.path, digest: rules.digest ?? null },
        tag: tag && { ...tag, at: tag.at.toISOString() },
      },
    ),
    ...(run === undefined
      ? []
      : [
          jsonFile(
            'run.json',
            'Its training: command, parameters, seed, code, data and environment',
            [run.from],
            run.run,
          ),
        ]),
    ...(events.run === undefined
      ? []
      : [
          jsonFile(
            'run-event.json',
            run?.run.id === events.run.run.id
              ? 'The same as the ledger has it, with metrics and gates'
              : 'Another training of the same bytes as the ledger has it, with metrics and gates',
            fromLedger([events.run]),
            events.run,
          ),
        ]),
    ...(release === undefined
      ? []
      : [jsonFile('release.json', 'Why it is this version, and what let it through', [release.from], release.release)]),
    jsonFile(
      'digests.json',
      'Digests of model, data, code and packages',
      [{ kind: 'made', ref: [...new Set(digests.map(({ from }) => from))].join(', ') }],
      digests,
    ),
    ...(signOffs.length === 0
      ? []
      : [
          jsonFile(
            'sign-offs.json',
            'Who signed or accepted what, for which commit and model file',
            fromLedger(excerpt).filter(({ ref }) => stale.has(ref)),
            {
              ...name,
              registered_head: events.registration?.head ?? null,
              github_asked: dossier.asked,
              sign_offs: signOffs,
            },
          ),
        ]),
    jsonFile('audit.json', 'What the ledger tells of it, event by event', fromLedger(excerpt), {
      ...{ ...name, place: chain.place, head: chain.head, outcome: chain.outcome, events: excerpt },
    }),
    jsonFile(
      'audit-verification.json',
      'Whether the ledger was only ever added to, and agrees with the tags',
      chain.head === null ? [] : [{ kind: 'commit', ref: chain.head }],
      chain,
    ),
    ...(windows.length === 0
      ? []
      : [jsonFile('drift.json', 'Production, window by window', fromLedger(windows), { ...name, windows })]),
    ...(retrainings.length === 0
      ? []
      : [
          jsonFile(
            'retraining.json',
            'The training on newer rows that proposed it',
            fromLedger(retrainings),
            retrainings,
          ),
        ]),
    ...(rules.text === undefined
      ? []
      : [
          {
            ...{ file: `rules/${RULES}`, about: 'Gates, metrics, stages and governance at its commit' },
            ...{ from: [{ kind: 'commit' as const, ref: `${version.commit}:${rules.path}` }], text: rules.text },
          },
        ]),
    ...(card === undefined
      ? []
      : [
          {
            ...{ file: 'rules/card.yml', about: 'What people said of it, at its commit' },
            ...{ from: [{ kind: 'commit' as const, ref: `${version.commit}:${card.path}` }], text: card.text },
          },
        ]),
  ]
}

/** However the team calls its own. */
const RULES = 'contender.yml'

function fromLedger(events: readonly LedgerEvent[]): Origin[] {
  return events.map((event) => ({ kind: 'ledger', ref: eventPath(event) }))
}
