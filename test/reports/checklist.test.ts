import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import type { Checklist, ChecklistItem, ItemState } from '../../core/governance/checklist.ts'
import { checklistOf } from '../../core/governance/checklist-of.ts'
import { policyItems } from '../../core/governance/policy-items.ts'
import { askedOf } from '../../reports/asked-of.ts'
import { renderChecklist } from '../../reports/checklist.ts'
import { change, EARLIER, event, gate, governed, HEAD, judgedModel } from '../governance/example-change.ts'

const pull = { head: HEAD }
const asText = { serializers: [(value: string) => value] }
const snapshot = fileURLToPath(new URL('snapshots/checklist.md', import.meta.url))

/** A change of a high-risk model with something of every kind: missing, met, void, accepted. */
function exampleChecklist(): Checklist {
  const governance = governed({
    risk: { delay: 'high' },
    items: [
      {
        id: 'dpia',
        text: 'Privacy impact assessed',
        why: 'The data name people.',
        sign: '@acme/privacy',
        when: { paths: ['data/**'] },
      },
      { id: 'impact', text: 'Impact assessment added', evidence: { file: 'docs/impact/*.md' } },
      { id: 'use', text: 'Intended use is written down', evidence: { card: 'intended_use' } },
      { id: 'owners', text: 'Owners of the data agree', evidence: { codeowners: true } },
    ],
  })
  const accepted = { by: 'bob', reason: 'One bad Monday in the test rows' }
  const worse = 'log_loss is worse than base by 0.021 [0.014, 0.028], margin 0.005'
  const made = change({
    paths: ['data/test.csv.dvc', 'docs/impact/delay.md'],
    present: ['data/test.csv.dvc', 'docs/impact/delay.md'],
    judging: ['data/test.csv.dvc'],
    judged: [
      judgedModel({
        gates: [
          gate('roc_auc-min'),
          gate('roc_auc-against-base', 'undecided', { accepted }),
          gate('log_loss-against-base', 'fail', { because: worse }),
        ],
      }),
    ],
    approvals: [{ login: 'bob', role: 'maintain' }],
    owned: [{ path: 'data/test.csv.dvc', owners: ['@acme/data', '@zoe'], approved: false }],
    card: { intended_use: 'TODO' },
    events: [
      event('sign', { item: 'dpia', login: 'zoe', role: '@acme/privacy', head: EARLIER }),
      event('sign', { item: 'judged-by', reason: 'Only the rows of March are new' }),
    ],
  })
  return checklistOf(policyItems(governance), made, governance)
}

test('renderChecklist: what is missing with who and how, then what there is evidence for', (t) => {
  const list = exampleChecklist()
  t.assert.fileSnapshot(`${askedOf(list)}\n\n${renderChecklist(list, { pull })}\n`, snapshot, asText)
})

test('askedOf: who can do the same is named once; what the author has to do is not asked of who may accept it', () => {
  assert.equal(
    askedOf(exampleChecklist()),
    '**Asked of** the author: mend `gates`; fill in `use` · whoever has `maintain`: sign `high-risk` · `@acme/privacy`: sign `dpia` · `@acme/data` or `@zoe`: approve (`owners`)',
  )
})

const item = (state: ItemState, of: Partial<ChecklistItem['item']> = {}): ChecklistItem => ({
  item: { id: 'dpia', text: 'Assessed', ...of },
  ...state,
})
const list = (...items: ChecklistItem[]): Checklist => ({ items, exceptions: [] })

const SIGN = item({
  state: 'missing',
  because: 'nobody has signed',
  who: ['@acme/privacy'],
  commands: ['/contender sign dpia'],
})
const WAIT = item(
  { state: 'waiting', because: 'the run has not reported yet' },
  { id: 'gates', evidence: { gate: 'all' } },
)
const MET = item({ state: 'met', by: '@bob (maintain)' }, { id: 'legal' })

test('askedOf: one team and one item; nothing yet; nothing more; nothing at all', () => {
  assert.equal(askedOf(list(SIGN, WAIT, MET)), '**Asked of** `@acme/privacy`: sign `dpia`')
  assert.equal(askedOf(list(WAIT, MET)), '**Nothing is asked of anybody yet**: the run has still to report on `gates`.')
  assert.equal(askedOf(list(MET)), '**Nothing more is asked of anybody.**')
  assert.equal(askedOf(list()), '')
  assert.equal(renderChecklist(list(), { pull }), '')
})

test('renderChecklist: signs of each state, the open ones first, the met ones open where nothing is missing', () => {
  const body = renderChecklist(list(MET, WAIT, SIGN), { pull })
  assert.deepEqual(body.match(/^\| (⬜|⏳|✅) `[a-z]+`/gm), ['| ⬜ `dpia`', '| ⏳ `gates`', '| ✅ `legal`'])
  assert.match(body, /^### ⬜ Checklist: evidence for 1 of 3 items$/m)
  assert.match(body, /<summary>✅ Evidence for legal<\/summary>/)
  assert.match(renderChecklist(list(MET, WAIT), { pull }), /^### ⏳ Checklist/)
  const met = renderChecklist(list(MET), { pull })
  assert.match(met, /^### ✅ Checklist: evidence for 1 of 1 items$/m)
  assert.doesNotMatch(met, /details/)
})

test('renderChecklist: an accepted gate stands above all, with who and why', () => {
  const exceptions = [{ gate: 'delay/size', by: 'bob', reason: 'Needed by @acme/all <now>' }]
  const body = renderChecklist({ items: [MET], exceptions }, { pull })
  assert.match(body, /^> `delay\/size`, accepted by `@bob`: Needed by `@acme\/all` &lt;now&gt;$/m)
})

test('renderChecklist: no task boxes, and no word of being compliant', () => {
  const body = renderChecklist(exampleChecklist(), { pull })
  assert.doesNotMatch(body, /- \[[ x]\]|complian|conform/i)
})

/** What Markdown would make something of, outside of code spans: a mention, a tag that is not ours, a line of its own. */
function assertHarmless(body: string): void {
  const text = body.replace(/\\.|`[^`\n]*`/g, '')
  assert.doesNotMatch(text, /@(?!\u200b)/)
  assert.doesNotMatch(text.replace(/<\/?(br|sub|details|summary)>/g, ''), /</)
  assert.doesNotMatch(text.replace(/^### /gm, ''), /#(?!\u200b)/)
}

test('renderChecklist: nothing of a config, a login or a note is markup or calls anybody', () => {
  const hostile = fc.string({
    unit: fc.constantFrom('@', 'a', '/', '`', '|', '<', 'b', '>', '\n', '#', '[', ' ', '\\', '(', '*', '.'),
  })
  fc.assert(
    fc.property(hostile, hostile, hostile, (one, two, three) => {
      const items = [
        item({ state: 'missing', because: one, who: [two, `@${three}`], commands: [three] }, { text: two, why: three }),
        item({ state: 'met', by: one }, { text: three }),
      ]
      const checklist = { items, exceptions: [{ gate: one, by: two, reason: three }] }
      const body = renderChecklist(checklist, { pull })
      assertHarmless(body)
      assertHarmless(askedOf(checklist))
      for (const line of body.split('\n').filter((row) => row.startsWith('| ')))
        assert.equal(line.replace(/\\[\\|]/g, '').split('|').length, 4, line)
    }),
    { numRuns: 500 },
  )
})

test('renderChecklist: a thousand items and exceptions keep to what is asked for, and are counted', () => {
  const long = '&'.repeat(1000)
  const many = Array.from({ length: 1000 }, (_, at) =>
    item(
      { state: 'missing', because: long, who: Array(50).fill(long), commands: Array(50).fill(long) },
      { id: `i${at}`, text: long, why: long },
    ),
  )
  const exceptions = Array(1000).fill({ gate: long, by: long, reason: long })
  for (const longest of [3000, 16_000, 40_000]) {
    const body = renderChecklist({ items: many, exceptions }, { pull, longest })
    assert.ok(body.length <= longest, `${body.length} of ${longest}`)
    assert.match(body, /\d+ more items did not fit here/)
    assert.match(body, /So are \d+ more/)
  }
  assert.match(
    renderChecklist(list(...many.map((one) => ({ ...MET, item: one.item }))), { pull }),
    /more items did not fit here/,
  )
  const asked = askedOf(
    list(
      ...many.map((one, at) => item({ state: 'missing', because: '', who: Array(9).fill(`${at}${long}`) }, one.item)),
    ),
  )
  assert.ok(asked.length <= 10_000 + 2000, `${asked.length}`)
  assert.match(asked, /· and 995 more$/)
})
