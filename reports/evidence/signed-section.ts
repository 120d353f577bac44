import type { Dossier } from '../../core/evidence/dossier.ts'
import type { SignOff } from '../../core/evidence/sign-offs.ts'
import { type Html, html } from '../html/html.ts'
import { columns, table } from '../html/table.ts'
import { sayTime, shown } from './shown.ts'

/** Who signed and accepted, and whether it was for what became the version. */
export function signedSection({ asked, events }: Dossier): Html {
  const { registration, signOffs } = events
  const by =
    registration === undefined
      ? NO_REGISTRATION
      : `${registration.by.name} registered it (${registration.by.via}${registration.role === undefined ? '' : `, as ${registration.role}`}): ${registration.reason ?? 'no reason was given'}.`
  if (signOffs.length === 0)
    return html`<p>${shown(by, 600)}</p><p>The ledger has no sign-off and no accepted gate of it.</p>`
  const found = table(
    'Sign-offs and accepted gates, oldest first',
    columns(['what', 'who', 'when', 'of commit', 'was it merged', 'the same model file', 'why'], []),
    signOffs.map((one) => [
      `${WORDS[one.action]} ${shown(one.about)}${one.taken_back === null ? '' : `, taken back ${sayTime(one.taken_back)}`}`,
      `${shown(one.by)}${one.role === null ? '' : ` (${shown(one.role)})`}${forged(one)}`,
      sayTime(one.at),
      html`<code>${one.head?.slice(0, 12) ?? '–'}</code>${one.pull === null ? '' : ` #${one.pull}`}`,
      say(one.merged),
      say(one.same_file),
      shown(one.reason ?? '–', 600),
    ]),
  )
  const believed = asked ? '' : ' Whether the App wrote these events was not asked of GitHub.'
  return html`<p>${shown(by, 600)}</p>${found}<p class="quiet">A sign-off counts for one commit and one model file. Whether it was enough was for the policy of that day to say, before the merge.${believed}</p>`
}

const NO_REGISTRATION = 'Who registered it, only the tag tells.'

const WORDS = { sign: 'signed', unsign: 'took back', accept: 'accepted' } as const

/** Whoever may push could write such an event. */
function forged({ app, via }: SignOff): string {
  if (via !== 'app') return '; not by way of the App: it counts for nothing'
  return app === null ? '; no App wrote this: it counts for nothing' : ''
}

function say(known: boolean | null): string {
  return known === null ? 'not known' : known ? 'yes' : 'no'
}
