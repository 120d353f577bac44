import type { Change, DataChange, RunsDiff } from '../core/artifacts/runs-diff.ts'
import { count } from '../core/count.ts'
import { align } from './align.ts'
import { oneLine } from './one-line.ts'
import { plain } from './plain.ts'
import { metricText, STAR } from './runs-table.ts'
import { againstLines, type Paint } from './terminal.ts'

const MOST = 12

/** Of a value, in characters. A digest is longer, and is cut by itself. */
const LONGEST = 60

/** What changed between two runs, for a terminal: first what was done, then what it did. */
export function renderRunsDiff(
  diff: RunsDiff,
  { a, b, paint }: { readonly a: string; readonly b: string; readonly paint: Paint },
): string {
  const title = `${paint('bold', plain(diff.b.model))}  ${a} → ${b}`
  const rows = [
    ...diff.params.map((change) => ['params', ...cells(change)]),
    ...diff.data.filter(({ change }) => change !== 'same').map((change) => ['data', ...dataCells(change)]),
    ...diff.inputs.map((file) => ['inputs', plain(file.uri), arrow(short(file.a), short(file.b))]),
    ...diff.environment.map((change) => ['environment', ...cells(change)]),
  ]
  const blocks = [
    title,
    rows.length === 0 ? '' : align([['', 'what', 'from → to'].map((head) => paint('dim', head)), ...once(rows)]),
    sameLine(diff),
    codeBlock(diff, paint),
    metricsBlock(diff, paint),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

/** A kind of change is named where it begins. */
function once(rows: readonly (readonly string[])[]): string[][] {
  return rows.map(([kind, ...rest], at) => [kind === rows[at - 1]?.[0] ? '' : kind!, ...rest])
}

/** What did not change is worth a line: it may be what a reader came to see. */
function sameLine({ data, environment, inputs, params, same_model }: RunsDiff): string {
  const same = [
    ...(params.length === 0 ? ['parameters, trainer and seed'] : []),
    ...data
      .filter(({ change }) => change === 'same')
      .map(({ part }) => (part === 'prepare' ? 'prepare SQL' : `${part} data`)),
    ...(inputs.length === 0 ? ['input files'] : []),
    ...(environment.length === 0 ? ['environment'] : []),
    ...(same_model ? ['the model file, bit for bit'] : []),
  ]
  const lines = same.length === 0 ? [] : [`  The same in both: ${same.join(', ')}.`]
  if (data.length === 0) lines.push('  Neither run recorded which data it read.')
  return lines.join('\n')
}

function codeBlock({ a, b, code }: RunsDiff, paint: Paint): string {
  const dirty = [a, b].filter((side) => side.dirty).length
  const changed = dirty === 0 ? '' : `; ${STAR}`
  const names = arrow(commitName(a), commitName(b))
  if (code.unknown !== null) return `  code  ${names}: ${plain(code.unknown)}${changed}`
  if (a.commit === b.commit) return `  code  ${commitName(a)} → ${commitName(b)}${changed}`
  const behind = code.behind === 0 ? '' : `, and without ${count(code.behind, 'commit')} of the first`
  const head = `  code  ${names}, ${count(code.commits.length, 'commit')}${behind}, ${count(code.files.length, 'file')}${changed}`
  const commits = code.commits.map(({ commit, subject }) => `    ${commit.slice(0, 7)} ${plain(subject)}`)
  const files = code.files.map(({ path, status }) => `    ${plain(status)} ${plain(path)}`)
  return [head, ...cut(commits), ...cut(files).map((line) => paint('dim', line))].join('\n')
}

function metricsBlock({ metrics: { judged, unjudged, values } }: RunsDiff, paint: Paint): string {
  if (judged !== null) {
    const table = againstLines({ ...judged, ref: null }, { primary: Object.keys(judged.metrics)[0] ?? '', paint })
    return `${table}\n${paint('dim', '  Of these two model files: with another seed each might differ.')}`
  }
  const rows = Object.entries(values).map(([name, { a, b }]) => {
    const [from, to] = [a, b].map((value) => {
      if (value === null) return '–'
      const { range, shown } = metricText(value)
      return value.ci === null ? shown : `${shown} [${range}]`
    })
    return [plain(name), from!, to!]
  })
  const why = `  No verdict: ${plain(unjudged ?? '')}.`
  if (rows.length === 0) return why
  const head = ['metric', 'first, 95 % interval', 'second, 95 % interval'].map((title) => paint('dim', title))
  return `${why}\n\n${align([head, ...rows])}`
}

function cells({ a, b, name }: Change): string[] {
  return [plain(name), arrow(valueText(a), valueText(b))]
}

function dataCells({ a, b, change, part }: DataChange): string[] {
  const [from, to] = [a, b].map((side) =>
    side === null
      ? 'not recorded'
      : `${plain(side.uri)} ${short(side.digest)}${'by' in side && side.by === 'dvc' ? ' (DVC)' : ''}`,
  )
  const note = change === 'unknown' && a !== null && b !== null ? ' (taken in two ways: cannot tell)' : ''
  return [part, arrow(from!, to!) + note]
}

function commitName({ commit, dirty }: RunsDiff['a']): string {
  return commit === null ? 'no commit' : `${commit.slice(0, 7)}${dirty ? '*' : ''}`
}

function arrow(from: string, to: string): string {
  return `${from} → ${to}`
}

function valueText(value: unknown): string {
  if (value === undefined) return 'not set'
  const text = oneLine(String(value), LONGEST)
  return /^sha256:/.test(text) ? short(text) : text
}

function short(digest: string | null): string {
  return digest === null ? '–' : digest.slice(0, 'sha256:'.length + 8)
}

function cut(lines: readonly string[]): string[] {
  return lines.length <= MOST ? [...lines] : [...lines.slice(0, MOST), `    … and ${lines.length - MOST} more`]
}
