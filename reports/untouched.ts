import { escapeMarkdown } from './escape.ts'

/** Names shown of a long list. */
const MOST = 50

/** Characters of all of them. */
const LONGEST = 4000

/**
 * Which models a change does not touch, as one sentence of plain text.
 *
 * @param models names, at least one
 * @example
 * sayUntouched(['churn']) // '1 model untouched: churn'
 */
export function sayUntouched(models: readonly string[]): string {
  return `${countOf(models)}: ${listOf(models, (name) => name)}`
}

/** The same as GitHub Markdown, folded to one line where others are there to be read; empty where there is none. */
export function untouchedSection(models: readonly string[] | undefined, { fold }: { fold: boolean }): string {
  if (models === undefined || models.length === 0) return ''
  const [what, names] = [models.length === 1 ? 'it is' : 'they are', listOf(models, escapeMarkdown)]
  // A name at the beginning of a line could be read as a list.
  const why = `Not judged: ${names}. Nothing that ${what} made of differs from the base.`
  return fold ? `<details><summary>${countOf(models)}</summary>\n\n${why}\n\n</details>` : why
}

/** Which models of the config a report does not speak of, as GitHub Markdown; empty where it speaks of all. */
export function elsewhereSection(models: readonly string[] | undefined): string {
  return models === undefined || models.length === 0 ? '' : `Not in this report: ${listOf(models, escapeMarkdown)}.`
}

/** Which models a change takes out of the config, as one sentence of plain text. @param models at least one */
export function sayRemoved(models: readonly string[]): string {
  return removedWords(models, (name) => name)
}

/** The same as GitHub Markdown, for a reviewer to see first; empty where there is none. */
export function removedSection(models: readonly string[] | undefined): string {
  return models === undefined || models.length === 0 ? '' : `> [!IMPORTANT]\n> ${removedWords(models, escapeMarkdown)}`
}

function removedWords(models: readonly string[], write: (name: string) => string): string {
  return `This change removes ${listOf(models, write)} from the config: no gate judges ${models.length === 1 ? 'it' : 'them'} any more.`
}

function countOf(models: readonly string[]): string {
  return models.length === 1 ? '1 model untouched' : `${models.length.toLocaleString('en-US')} models untouched`
}

function listOf(models: readonly string[], write: (name: string) => string): string {
  const names = models.slice(0, MOST).map(write)
  while (names.join(', ').length > LONGEST) names.pop()
  const shown = names.join(', ')
  return names.length === models.length ? shown : `${shown} and ${models.length - names.length} more`
}
