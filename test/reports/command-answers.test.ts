import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { COMMAND_NAMES, usageOf } from '../../core/commands/usage.ts'
import { governanceSchema } from '../../core/governance/schema.ts'
import { refusal, saidPromotion, saidProposal, saidRetraining, saidRollback } from '../../reports/command-answers.ts'
import { helpText } from '../../reports/command-help.ts'
import { explainGate, explainItem, sayWhen } from '../../reports/explanations.ts'

const hostile = fc
  .array(
    fc.oneof(fc.constantFrom('@ann', '#1', '<b>', '-->', '|', '`', '\n', '[x](y)', 'https://', '\u202e'), fc.string()),
    {
      maxLength: 400,
    },
  )
  .map((parts) => parts.join(''))

test('whatever names, reasons and rules say, an answer mentions nobody, makes no HTML and stays short', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const item = { id: text, text, why: text, sign: [text], when: { paths: [text, text] } }
      const rule = { sign: [text], approvals: 3 }
      const what = { model: text, version: text, stage: text }
      for (const said of [
        refusal(text),
        saidPromotion({ ...what, replaced: text, tag: text }),
        saidProposal({ ...what, asking: [text, text], rule, days: 7 }),
        saidRollback({ ...what, from: text, by: text, at: new Date(0) }),
        saidRetraining({ model: text, branch: text, url: 'u' }),
        explainGate({ model: text, id: text, rule: text, outcome: 'fail', because: text }),
        explainItem({
          item,
          signers: [text],
          onPull: true,
          standing: { item, state: 'missing', because: text, who: [] },
        }),
      ]) {
        const bare = said.replace(/\\[^\w\s]|`[^`\n]*`/g, '')
        assert.doesNotMatch(bare, /@(?!\u200b)\w|<[a-z!/]|-->/i)
        assert.ok(said.length < 12_000, String(said.length))
      }
    }),
    { numRuns: 200 },
  )
})

test('a rollback of a stage that nobody had promoted to says what moved alone', () => {
  const none = { from: undefined, by: undefined, at: undefined }
  assert.equal(
    saidRollback({ model: 'm', stage: 'prod', version: 'v1.0.0', ...none }),
    '🚀 **m**, prod: nothing → v1.0.0.',
  )
})

test('when an item is asked for is told in words', () => {
  assert.equal(sayWhen(), 'of each change of a model')
  assert.equal(
    sayWhen({ paths: ['data/**', 'q.sql'], risk: ['high'], retraining: false }),
    'a path matches data/** or q.sql; and the change touches a model of high risk; and the change does not retrain a model',
  )
})

test('help names each command', () => {
  const text = helpText(governanceSchema.parse({}), ['staging'], 'contender.yml of main')
  for (const name of COMMAND_NAMES) assert.ok(text.includes(usageOf(name).replaceAll('|', '\\|')), name)
})
