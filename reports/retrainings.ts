import type { RunOutcome } from '../core/artifacts/comparison.ts'
import { escapeMarkdown } from './escape.ts'
import { oneLine } from './one-line.ts'
import { plain } from './plain.ts'
import { escapeLong } from './tables.ts'
import { COLOURS, type Paint } from './terminal.ts'
import { mark } from './words.ts'

/** What became of one model that was to be trained anew. */
interface Became {
  readonly model: string
  readonly became: 'nothing' | 'would' | 'refused' | 'failed' | 'lost' | 'undecided' | 'won'
  readonly outcome: RunOutcome
  readonly because: string
  readonly pull: { readonly number: number; readonly url: string } | null
  readonly notes: readonly string[]
}

const WORDS: Readonly<Record<Became['became'], string>> = {
  nothing: 'is not trained anew',
  would: 'would be trained anew',
  refused: 'cannot be judged fairly, and is not trained',
  failed: 'could not be trained',
  lost: 'stays: the challenger lost',
  undecided: 'stays: nobody can tell whether the challenger is better',
  won: 'has a challenger that won',
}

/** What became of the models, for a terminal. */
export function sayRetrainings(models: readonly Became[], paint: Paint): string {
  const lines = models.map(({ became, because, model, notes, outcome, pull }) => {
    const more = [...(pull === null ? [] : [`#${pull.number} ${pull.url}`]), ...notes]
    const below = more.map((line) => `\n  ${paint('dim', oneLine(line))}`).join('')
    return `${paint('bold', plain(model))}  ${paint(COLOURS[outcome], WORDS[became])}: ${oneLine(because)}${below}`
  })
  return `${lines.join('\n')}\n`
}

/** The same for the summary of a job. */
export function summarizeRetrainings(models: readonly Became[]): string {
  const lines = models.map(({ became, because, model, notes, outcome, pull }) => {
    const link = pull === null ? '' : ` ([#${pull.number}](${pull.url}))`
    const below = notes.map((note) => `\n  - ${escapeLong(note)}`).join('')
    return `- ${mark(outcome)} **${escapeMarkdown(model)}** ${WORDS[became]}${link}: ${escapeLong(because)}${below}`
  })
  return `## Contender retrain\n\n${lines.join('\n')}\n`
}
