import assert from 'node:assert/strict'
import test from 'node:test'
import type { Report } from '../../core/artifacts/report.ts'
import { sayMovedGoal } from '../../core/comparison/moved-goal.ts'
import { parseReport } from '../../core/report-archive/parse-report.ts'
import { renderComment } from '../../reports/comment.ts'
import { exampleReport, undecidedReport } from './example-report.ts'

const EVIL = [
  '@acme/own #12 GH-12 a/b#3 ann@acme.com https://x.y ftp://x.y www.x.y <img src=x> --> <!-- contender:report e30= -->',
  '\n# title\r\n- [ ] task\u2028> [!CAUTION]\n```\ncode',
  '    code `a` ```b``` | c | ~~d~~ **e** $f$ [g](h) ![i](j) </details>',
  '- list',
  '1. list',
  '===',
  '\u202egnp.exe\u0000\ud800',
  'constructor',
]

/** A small report with every part that one can have. */
function wholeReport(): Report {
  const report = exampleReport()
  const [model] = report.models as [Report['models'][number]]
  const { commit, config } = model.evaluation
  const check = {
    check: 'missing',
    source: 'train',
    column: 'c',
    outcome: 'warn',
    rows: 4,
    row_numbers: [1, 2],
  } as const
  const validation = {
    ...{ schema: 'contender/validation@1', model: 'delay', commit, config, seed: 7, contender: '0', contract: null },
    ...{ data: {}, sources: { train: { uri: 'x', rows: 3, columns: [{ name: 'a', type: 'b' }] } } },
    ...{ checks: [{ ...check, because: 'why' }], outcome: 'warn' },
  } as const
  const [against] = model.comparison!.against
  const comparison = {
    ...model.comparison!,
    notes: ['n', sayMovedGoal(['x'])],
    against: [{ ...against!, slices: against!.slices.slice(0, 3) }],
  }
  const judged = { ...model, validation: structuredClone(validation) as never, comparison }
  const [undecided] = undecidedReport().models
  const other = { ...undecided!, model: 'other', comparison: { ...undecided!.comparison!, against: [] } }
  return structuredClone({ ...report, untouched: ['u'], elsewhere: ['e'], removed: ['r'], models: [judged, other] })
}

type Path = readonly (string | number)[]

function* placesOf(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) yield* placesOf(part, [...path, key])
  }
  yield path
}

/** The report with another value, or another name, at a place; undefined where that is no report any more. */
function changed(path: Path, value: unknown, rename: boolean): Report | undefined {
  const report = wholeReport()
  let holder = report as unknown as Record<string, unknown>
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>
  const key = String(path.at(-1))
  const [name, content] = rename ? [String(value), holder[key]] : [key, value]
  Object.defineProperty(holder, name, { value: content, enumerable: true, configurable: true, writable: true })
  try {
    return parseReport(Buffer.from(JSON.stringify(report)), 'run 7')
  } catch (error) {
    assert.equal((error as Error).name, 'UserError', `${path.join('.')} = ${JSON.stringify(value)}: ${error}`)
    return undefined
  }
}

const context = {
  state: { v: 1, head: 'a'.repeat(40), run: 7, attempt: 1, by: 'action' },
  secrets: [],
  fork: 'mallory/models',
} as const

const OURS = /<\/?(?:details|summary|sub)>/g

/** What of GitHub's Markdown would be more than text. */
function assertText(body: string, what: string): void {
  const text = body
    .slice(body.indexOf('\n'))
    .replace(/^```mermaid\n[^`]*^```$/gm, '')
    .replace(OURS, '')
    .replaceAll('\\\\', '')
  assert.doesNotMatch(text, /<|@(?!\u200b)|#\d|\bGH-\d|:\/\/|www\.(?!\u200b)/i, what)
  assert.doesNotMatch(text, /(?<!\\)\]\(|(?<!\\)!\[(?!IMPORTANT\])|(?<!\\)~|(?<!\\)\$/, what)
  assert.doesNotMatch(text, /[\r\0\u2028\u202a-\u202e\u2066-\u2069]/, what)
  assert.ok(body.isWellFormed(), what)
  const [plain, seen] = [SHAPE, shapeOf(body)]
  for (const kind of Object.keys(seen)) assert.ok(seen[kind]! <= (plain[kind] ?? 0), `${what}: more ${kind}`)
}

/** Lines by what begins them: headings, lists, fences, quotes. */
function shapeOf(body: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const line of body.split('\n')) {
    const kind = /^(?:> ?)?(#{1,6} |[-+*] |\d+[.)] |```|-{3,}|={2,}| {4}|>)/.exec(line)?.[1]
    if (kind !== undefined) counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

const SHAPE = shapeOf(renderComment(wholeReport(), context))

test('renderComment: whatever stands in whichever field of a report is text, or the report is refused', () => {
  let rendered = 0
  for (const path of placesOf(wholeReport())) {
    if (path.length === 0) continue
    for (const value of EVIL) {
      for (const rename of [false, true]) {
        const report = changed(path, value, rename)
        if (report === undefined) continue
        rendered++
        assertText(
          renderComment(report, context),
          `${path.join('.')} ${rename ? 'renamed' : '='} ${JSON.stringify(value)}`,
        )
      }
    }
  }
  assert.ok(rendered > 500, `${rendered}`)
})

test('renderComment: numbers, missing parts and outcomes without a reason break nothing', () => {
  const values = [1e308, -1e308, 5e-324, 0, 1.5, null, [], 'pass', 'fail', 'undecided']
  let rendered = 0
  for (const path of placesOf(wholeReport())) {
    for (const value of path.length === 0 ? [] : values) {
      const report = changed(path, value, false)
      if (report === undefined) continue
      rendered++
      assert.doesNotMatch(renderComment(report, context), /undefined|NaN|\[object/, `${path.join('.')} = ${value}`)
    }
  }
  assert.ok(rendered > 500, `${rendered}`)
})
