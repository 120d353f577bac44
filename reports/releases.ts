import type { RunOutcome } from '../core/artifacts/comparison.ts'
import { escapeMarkdown } from './escape.ts'
import { oneLine } from './one-line.ts'
import { plain } from './plain.ts'
import { escapeLong } from './tables.ts'
import { COLOURS, type Paint } from './terminal.ts'
import { mark } from './words.ts'

/** What became of one model after a merge. */
interface Became {
  readonly model: string
  readonly outcome: RunOutcome
  readonly became: 'released' | 'would' | 'already' | 'skipped' | 'refused'
  readonly version: string | null
  readonly stage: string | null
  readonly url: string | null
  readonly because: string
  /** The text of the release. */
  readonly markdown: string
}

const WORDS: Readonly<Record<Became['became'], string>> = {
  released: 'released',
  would: 'would be released',
  already: 'is released already',
  skipped: 'not released',
  refused: 'stays unreleased',
}

const NONE = 'Nothing to release: what was merged touches no model.'

/** What became of the models, a line each, for a terminal. */
export function sayReleases(models: readonly Became[], paint: Paint): string {
  if (models.length === 0) return `${NONE}\n`
  const lines = models.map(({ became, because, model, outcome, stage, url, version }) => {
    const name = [model, ...(version === null ? [] : [version])].join(' ')
    const where = stage === null ? '' : `, in ${plain(stage)}`
    const link = url === null ? '' : `\n  ${paint('dim', plain(url))}`
    return `${paint('bold', plain(name))}  ${paint(COLOURS[outcome], WORDS[became])}${where}: ${oneLine(because)}${link}`
  })
  return `${lines.join('\n')}\n`
}

/** GitHub shows a summary of up to a megabyte. */
const LONGEST = 400_000

/** The same for the summary of a job, with the text of each release. */
export function summarizeReleases(models: readonly Became[]): string {
  if (models.length === 0) return `## Contender release\n\n${NONE}\n`
  const lines = models.map(({ became, because, model, outcome, url, version }) => {
    const name = escapeMarkdown([model, ...(version === null ? [] : [version])].join(' '))
    return `- ${mark(outcome)} ${url === null ? `**${name}**` : `**[${name}](${url})**`} ${WORDS[became]}: ${escapeLong(because)}`
  })
  const texts: string[] = []
  let room = LONGEST
  for (const { markdown } of models) {
    room -= markdown.length
    if (markdown !== '' && room > 0) texts.push(markdown.trim())
  }
  return `${['## Contender release', lines.join('\n'), ...texts].join('\n\n')}\n`
}
