import type { EvidenceIndex } from '../artifacts/evidence.ts'
import { lacksOf } from '../card/card.ts'
import { count } from '../count.ts'
import { cardOf } from './card-of.ts'
import type { Dossier } from './dossier.ts'

type Missing = EvidenceIndex['missing'][number]

/** What an evidence pack lacks, and why: plain sentences, without their full stops. */
export function missingOf(dossier: Dossier): Missing[] {
  const { artifact, asked, chain, commit, events, hidden, release, rules, run } = dossier
  const short = commit.sha.slice(0, 7)
  const made = artifact.digest === undefined ? `of commit ${short}` : 'that made this model file'
  return [
    ...judgementLacks(dossier),
    ...when(run === undefined, 'The run', `no run ${made} is in the ledger or on this machine; ${RECORD}`),
    ...when(release === undefined, 'release.json', NO_RELEASE),
    ...when(artifact.digest === undefined, 'The digest of the model file', artifact.because ?? NO_DIGEST),
    ...when(rules.text === undefined, rules.path, rules.because ?? `it is not at commit ${short}`),
    ...when(events.registration === undefined, 'The event of its registration', NO_EVENT),
    ...when(events.signOffs.length === 0, 'Sign-offs', whyUnsigned(dossier)),
    ...when(
      events.policy === undefined && rules.digest !== undefined,
      'Who set the policy',
      `no event of the ledger tells how ${rules.path} came to be what it is at ${short}; the App writes one for each change`,
    ),
    ...when(events.windows.length === 0, 'Production', NO_WINDOW),
    ...when(chain.head === null, 'The ledger', `${chain.place} has no event yet`),
    ...when(!asked && chain.head !== null, 'Who wrote the events', NOT_ASKED),
    ...when(
      hidden.length > 0,
      'What tells values of sensitive columns',
      `${count(hidden.length, 'column')} (${hidden.join(', ')}) became sensitive after it was judged: slices, groups and sentences about them are left out`,
    ),
    ...cardLacks(dossier),
  ]
}

const RECORD = '`contender runs record` puts one into the ledger'
const NO_RELEASE =
  'the files of its release were not given: `--release FOLDER` takes them as they were downloaded, and GITHUB_TOKEN with GITHUB_REPOSITORY lets them be fetched'
const NO_DIGEST = 'neither the commit nor the tag tells it'
const NO_EVENT = 'the ledger has none: its tag was made without Contender, or before the ledger began'
const NO_WINDOW = 'no window of production of this version is in the ledger; `contender drift` judges them'
const NOT_ASKED =
  'GitHub was not asked which App wrote them: GITHUB_TOKEN and GITHUB_REPOSITORY were not set, or the clone was read alone'
const NO_CHECKS = 'checks of its data were not made where it was judged, or not kept: releases do not hold them'
const GIVE = 'the files of its release (`--release FOLDER`), or .contender of the machine that judged it, have it'

function when(is: boolean, what: string, why: string): Missing[] {
  return is ? [{ what, why }] : []
}

function judgementLacks({ judgement }: Dossier): Missing[] {
  if (judgement === undefined)
    return [{ what: 'Model card, bill of materials and report', why: `nobody kept how it was judged; ${GIVE}` }]
  const { comparison, inPart, validation } = judgement
  if (inPart)
    return [{ what: 'evaluation.json and comparison.json', why: `the ledger keeps metrics and gates alone; ${GIVE}` }]
  return [
    ...when(comparison === undefined, 'comparison.json', 'it was evaluated and not compared'),
    ...when(validation === undefined, 'validation.json', NO_CHECKS),
  ]
}

/** What people have not said, and what was not measured. */
function cardLacks(dossier: Dossier): Missing[] {
  const card = cardOf(dossier)
  if (card === undefined) return []
  return lacksOf(card)
    .filter((lack) => !/^(how it was trained|checks of its data|a comparison with|production): /.test(lack))
    .map((lack) => ({ what: 'In the model card', why: lack }))
}

function whyUnsigned({ events }: Dossier): string {
  const { registration } = events
  if (registration === undefined) return 'without its registration nobody knows which pull requests it comes from'
  if (registration.pull === undefined)
    return 'its registration names no pull request, and the ledger has none for these bytes'
  const pulls = [...new Set([...(registration.pulls ?? []), registration.pull])].map((pull) => `#${pull}`).join(', ')
  return `the ledger has no sign-off and no accepted gate of ${pulls}, nor for these bytes`
}
