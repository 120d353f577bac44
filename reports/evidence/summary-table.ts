import { count } from '../../core/count.ts'
import type { Dossier } from '../../core/evidence/dossier.ts'
import type { SignOff } from '../../core/evidence/sign-offs.ts'
import { driftMark } from '../drift/words.ts'
import { type Html, html } from '../html/html.ts'
import { columns, table } from '../html/table.ts'
import { sayGates } from '../model-section.ts'
import { mark } from '../words.ts'
import { reportOfVersion } from './judged-files.ts'
import { sayTime, shown } from './shown.ts'

/** What an auditor asks first, each in a line. */
export function summaryTable(dossier: Dossier): Html {
  const { artifact, commit, deprecated, events, model, stages, tag, version } = factsOf(dossier)
  const where = stages.length === 0 ? 'in no stage now' : `in ${stages.map((stage) => shown(stage)).join(', ')} now`
  const rows: [string, Html | string][] = [
    [
      'version',
      `${shown(model)} ${shown(version)}, ${where}${deprecated ? '; deprecated: it is not to be used any more' : ''}`,
    ],
    ['registered', `${sayTime(tag.at.toISOString())} by ${shown(tag.by.name)}, as the tag ${shown(tag.name)}`],
    ['commit', html`<code>${commit.sha}</code> ${shown(commit.subject ?? '')}`],
    [
      'model file',
      artifact.digest === undefined
        ? 'its digest is not known'
        : html`${shown(artifact.uri ?? '')} <code>${artifact.digest}</code>`,
    ],
    ['judged', sayJudged(dossier)],
    ['signed', saySigned(events.signOffs)],
    ['in production', sayProduction(events.windows)],
  ]
  return table('The version in short', columns(['what', 'known'], []), rows)
}

function factsOf({ artifact, commit, events, model, stages, version }: Dossier) {
  const { deprecated, registration } = version
  return { artifact, commit, events, model, stages, deprecated, version: version.version, tag: registration! }
}

function sayJudged(dossier: Dossier): string {
  const report = reportOfVersion(dossier)
  if (report === undefined) return 'nobody kept how'
  const gates = dossier.judgement?.comparison?.gates ?? []
  // Without a gate there is nothing that it could have failed.
  if (gates.length === 0 && report.outcome === 'pass') return 'evaluated; no gate on it is known'
  const said = gates.length === 0 ? 'no gate on it is known' : sayGates(gates).replace('Gates', 'gates')
  const { itself, later } = dossier.judgement!
  const doubts = `${itself ? '; compared with its own bytes, which says nothing' : ''}${later ? '; judged only after it was registered' : ''}`
  return `${mark(report.outcome)} ${report.outcome}; ${said}${doubts}`
}

function saySigned(signOffs: Dossier['events']['signOffs']): string {
  if (signOffs.length === 0) return 'nobody, as far as the ledger tells'
  const fits = signOffs.filter(mayCount)
  const signed = fits.filter(({ action }) => action === 'sign').length
  const accepted = fits.filter(({ action }) => action === 'accept').length
  const others = signOffs.filter((one) => one.action !== 'unsign' && !mayCount(one)).length
  return [
    count(signed, 'sign-off'),
    ...(accepted === 0 ? [] : [`${count(accepted, 'gate')} accepted without having passed`]),
    ...(others === 0
      ? []
      : [`${count(others, 'more', 'more')} taken back, forged, or for another commit or model file`]),
  ].join(', ')
}

/** Nothing that is known speaks against it. */
function mayCount({ app, merged, same_file, taken_back, via }: SignOff): boolean {
  return via === 'app' && app !== null && merged !== false && same_file !== false && taken_back === null
}

function sayProduction(windows: Dossier['events']['windows']): string {
  const last = windows.at(-1)
  if (last === undefined) return 'no window of this version was judged'
  const { verdict, window } = last.summary
  return `${driftMark(verdict)} ${verdict} in the last of ${count(windows.length, 'window')}, which ended ${sayTime(window.to)}`
}
