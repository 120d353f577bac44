import { markdownTable } from 'markdown-table'
import type { Evaluation } from '../core/artifacts/evaluation.ts'
import { formatCount } from '../core/format-number.ts'
import { align } from './align.ts'
import { sayFeature, sayImportance, sayWhat } from './importance-words.ts'
import { plain } from './plain.ts'
import { escapeLong, unbroken, width } from './tables.ts'
import type { Paint } from './terminal.ts'

/** Features that people are shown where there is little room. */
const MOST = 10

/** How much a model needs its foremost features as folded Markdown; nothing where it was not asked. */
export function importanceSection(evaluation: Evaluation): string {
  const { importance = [], primary } = evaluation
  if (importance.length === 0) return ''
  const rows = importance.slice(0, MOST).map((one) => [escapeLong(sayFeature(one)), unbroken(sayImportance(one))])
  const table = markdownTable([['feature', `${escapeLong(primary)} worse by, 95 % interval`], ...rows], {
    align: ['l', 'r'],
    stringLength: width,
  })
  const parts = [table, left(importance.length), `<sub>${escapeLong(sayWhat(evaluation))}.</sub>`]
  const body = parts.filter((part) => part !== '').join('\n\n')
  return `<details><summary>Features that the model needs most</summary>\n\n${body}\n\n</details>`
}

/** The same for a terminal. */
export function importanceLines(evaluation: Evaluation, paint: Paint): string {
  const { importance = [], primary } = evaluation
  if (importance.length === 0) return ''
  const rows = importance.slice(0, MOST).map((one) => [plain(sayFeature(one)), sayImportance(one)])
  const head = ['feature', `${plain(primary)} worse by, 95 % interval`].map((name) => paint('dim', name))
  const more = left(importance.length)
  return [
    paint('dim', '  features that the model needs most'),
    align([head, ...rows]),
    ...(more === '' ? [] : [`  ${more.replaceAll('`', '')}`]),
  ].join('\n')
}

function left(all: number): string {
  return all <= MOST ? '' : `${formatCount(all - MOST)} more are in \`evaluation.json\`.`
}
