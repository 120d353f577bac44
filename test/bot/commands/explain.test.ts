import assert from 'node:assert/strict'
import test from 'node:test'
import { commandScene } from './scene.ts'

test('a metric, a gate and an item are explained where they are asked for', async (t) => {
  const { command, events } = await commandScene(t)
  const ask = async (about: string) => (await command('bob', `/contender explain ${about}`)).replies.join('\n')
  assert.equal(
    await ask('roc_auc'),
    '**roc_auc**\n\n- binary-classification: Area under the ROC curve: how often a positive row scores above a negative one, 0 to 1, 0.5 by chance. Higher is better; a loss of at most 0.005 counts as no worse where a gate names no margin.',
  )
  assert.match(
    await ask('log_loss'),
    /^\*\*log_loss\*\*\n\n- binary-classification: .*Lower is better.*\n- multiclass-classification: /,
  )
  assert.equal(
    await ask('log_loss-against-base'),
    '❌ **delay/log_loss-against-base**: log_loss against base, margin 1%\n\nIt fails: log_loss rose by 0.02 \\| @\u200bann.\n\nTo let it be for this commit: `/contender accept delay/log_loss-against-base <reason>`',
  )
  assert.match(await ask('delay/roc_auc-min'), /^✅ .*\n\nIt passes: roc_auc is 0\.71 \(0\.70 to 0\.72\)\.$/)
  assert.equal(
    await ask('dpia'),
    '**dpia**: Privacy impact assessed\n\n- Why: The law asks for it\n- When: of each change of a model\n- Who: signed by @\u200bacme/privacy, with `/contender sign dpia`\n- Here: ❌ missing: nobody has',
  )
  assert.match(await ask('bias-note'), /- When: a path matches data\/\\\*\\\*\n.*\n- Here: not asked of this change$/)
  assert.match(await ask('review'), /- What meets it: an approving review of the newest commit/)
  assert.match(await ask('roc-auc'), /Unknown metric, gate or item `roc-auc`, did you mean `roc_auc`/)
  assert.deepEqual(await events(), [])
})

test('on an issue items are those of the default branch, and there are no gates', async (t) => {
  const { command, issue } = await commandScene(t)
  const on = await issue()
  const { replies } = await command('bob', '/contender explain dpia', on)
  assert.match(replies[0]!, /^\*\*dpia\*\*: Privacy impact assessed\n\n- Why: .*\n- When: .*\n- Who: .*`$/)
  assert.match(
    (await command('bob', '/contender explain delay/roc_auc-min', on)).replies[0]!,
    /Unknown metric, gate or item/,
  )
})

test('help lists each command and who may, by the policy of the default branch; readers are refused', async (t) => {
  const { command } = await commandScene(t)
  const [text = ''] = (await command('bob', '/contender help')).replies
  assert.match(text, /\| `\/contender sign <item> \[note\]` \| /)
  assert.match(text, /\| `\/contender explain <metric\\\|gate\\\|item>` \| /)
  assert.match(text, /accept .*\| @\u200bacme\/risk, or role admin; nobody who made the change \|/)
  assert.match(text, /promote .*\| staging: role write or stronger; production: 2 people of role write or stronger \|/)
  assert.match(text, /By contender\.yml of main \([0-9a-f]{7}\)\./)
  for (const line of ['help', 'explain roc_auc']) {
    const { marks, replies } = await command('rita', `/contender ${line}`)
    assert.deepEqual([marks, replies.length], [['eyes', 'confused'], 1])
  }
})

test('without a config, or with one that cannot be read, it is refused with the place', async (t) => {
  const { command, issue } = await commandScene(t, { config: 'models: { delay: { task: nothing } }\n' })
  const { marks, replies } = await command('bob', '/contender help', await issue())
  assert.deepEqual(marks, ['eyes', 'confused'])
  assert.match(replies[0]!, /contender\.yml of main/)
})
