import type { Comparison } from '../core/artifacts/comparison.ts'
import type { Evaluation } from '../core/artifacts/evaluation.ts'
import type { Release } from '../core/artifacts/release.ts'
import { formatCount } from '../core/format-number.ts'
import { ASSETS } from '../core/release/asset-name.ts'
import { escapeMarkdown } from './escape.ts'
import { oneLine } from './one-line.ts'
import { comparisonTable, escapeLong, evaluationTable, gateTable } from './tables.ts'
import { isComparable, roleName } from './words.ts'

/** What the text of a release is made from. */
export interface Told {
  readonly release: Release
  readonly evaluation: Evaluation
  readonly comparison: Comparison
  /** Name of the model's file in the release; undefined where it holds none. */
  readonly file: string | undefined
  /** The command that gives it its first stage, where a release does not. */
  readonly next?: string | undefined
}

const MOST_GATES = 50
const MOST_PULLS = 20

/** The title of a release: `delay v1.1.0`. */
export function releaseTitle({ model, version }: Pick<Release, 'model' | 'version'>): string {
  return oneLine(`${model} ${version}`, 200)
}

/**
 * The text of a release as GitHub Markdown: what the version is, its metrics with intervals and beside what it
 * replaces, by which gates it was let through, where it is from, and how to see that a file is the one that was judged.
 *
 * @returns its last line names the commit of the ledger, by which a ledger that was rewritten is found out
 */
export function renderRelease({ comparison, evaluation, file, next, release }: Told): string {
  const { dataset } = evaluation
  const groups = dataset.groups === null ? '' : ` in ${formatCount(dataset.groups)} groups`
  const parts = [
    sayStep(release, next),
    comparison.against.filter(isComparable).map((against) => {
      const beside = `<sub>Against ${escapeMarkdown(roleName(against.role, against.ref))} on the same ${formatCount(against.rows)} rows.</sub>`
      return `${comparisonTable(against, evaluation.primary)}\n\n${beside}`
    }),
    `### Metrics\n\n${evaluationTable(evaluation)}\n\n<sub>On ${formatCount(dataset.rows)} test rows${groups}, judged after the merge.</sub>`,
    gates(release, comparison),
    comparison.notes.length === 0 ? '' : comparison.notes.map((note) => `> ${escapeLong(note)}`).join('\n>\n'),
    `### Where it is from\n\n${origin(release, evaluation)
      .map((line) => `- ${line}`)
      .join('\n')}`,
    `### Files\n\n${files(release, file)}`,
    release.ledger === null ? '' : `Ledger: ${release.ledger}`,
  ]
  return `${parts
    .flat()
    .filter((part) => part !== '')
    .join('\n\n')}\n`
}

function sayStep({ because, bump, model, previous, pulls, stage, version }: Release, next: string | undefined): string {
  const why = because.map(escapeLong).join('; ')
  const step =
    previous === null
      ? `The first version of **${escapeMarkdown(model)}**.`
      : `**${escapeMarkdown(model)} ${version}** after ${escapeMarkdown(previous)}, a ${bump} step: ${why}.`
  const shown = pulls
    .slice(0, MOST_PULLS)
    .map(({ number, title, url }) => `[#${number}](${url}) ${escapeMarkdown(title)}`)
  const more = pulls.length > MOST_PULLS ? [`${pulls.length - MOST_PULLS} more`] : []
  const merged = pulls.length === 0 ? '' : ` Merged by ${[...shown, ...more].join(', ')}.`
  const waits = next === undefined ? '' : ` It is in no stage until somebody says \`${next.replaceAll('`', '')}\`.`
  return `${step}${merged}${stage === null ? waits : ` It is in **${escapeMarkdown(stage)}**.`}`
}

function gates(release: Release, comparison: Comparison): string {
  if (release.gates.length === 0) return '### Gates\n\nNo gate applies after the merge.'
  const exceptions = release.gates.flatMap(({ accepted, id }) => {
    if (accepted === null) return []
    const reason = accepted.reason === null ? '' : `: ${escapeLong(accepted.reason)}`
    return [`- \`${id.replaceAll('`', '')}\` was accepted by ${escapeMarkdown(accepted.by)}${reason}`]
  })
  const table = gateTable(release.gates, MOST_GATES)
  const place = `<sub>Gates and margins of ${escapeMarkdown(comparison.policy)}; the base is what the version replaces.</sub>`
  const list = exceptions.length === 0 ? '' : `\n\n**Exceptions**\n\n${exceptions.join('\n')}`
  return `### Gates\n\n${table}\n\n${place}${list}`
}

function origin(release: Release, { dataset }: Evaluation): string[] {
  const { artifact, commit, contender, features, made } = release
  return [
    escapeLong(made),
    ...(commit === null ? [] : [`Commit \`${commit}\``]),
    ...(artifact === null
      ? []
      : [`Model ${escapeMarkdown(artifact.uri)}, ${formatCount(artifact.bytes)} bytes, \`${artifact.digest}\``]),
    `Test rows ${escapeMarkdown(dataset.uri)}, \`${dataset.digest}\``,
    ...(features === null
      ? []
      : [`Reads ${features.length === 1 ? '1 column' : `${formatCount(features.length)} columns`}`]),
    `Contender ${escapeMarkdown(contender)}`,
  ]
}

function files({ artifact, predictions }: Release, file: string | undefined): string {
  const without =
    artifact !== null && file === undefined
      ? `The model's file is too large for a release: it is kept with the commit, under the digest above.`
      : ''
  const rows =
    predictions === null
      ? `\`${ASSETS.predictions}\` holds what the model said of the test rows: a later model is compared with it without running this one.`
      : `Predictions of the test rows are not published: ${escapeLong(predictions)}.`
  return [
    without,
    rows,
    `To see that what you have downloaded is what was judged:\n\n\`\`\`sh\nsha256sum --check --ignore-missing ${ASSETS.sums}\n\`\`\``,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}
