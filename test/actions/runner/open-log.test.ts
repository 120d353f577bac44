import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'

/** What the runner reads while a script uses `log`; its clock says 0, 400, 800, … */
function logOf(script: string): string {
  const code = `
    import { openLog } from './actions/runner/open-log.ts'
    let now = -400
    const log = openLog((text) => process.stdout.write(text), () => (now += 400), 'TOKEN')
    ${script}`
  return execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })
}

test('openLog: a step is a group, a step in it a line, and what took a second says how long', () => {
  const log = logOf(`
    await log.step('outer', async () => {
      await log.step('inner', async () => log.say('hello'))
      await log.step('long', () => log.step('in', async () => {}))
    })`)
  assert.equal(
    log,
    [
      ...['::group::outer', 'hello', '::debug::inner: 0.4 s'],
      ...['::debug::in: 0.4 s', 'long: 1.2 s', '::endgroup::', 'outer: 2.8 s', ''],
    ].join('\n'),
  )
})

test('openLog: a group ends, and output stops to be muted, before an error is told', () => {
  const log = logOf(`
    await log.step('a', async () => {
      log.stream(Buffer.from('half'))
      throw new Error('no')
    }).catch((error) => log.error(error.message))`)
  assert.equal(
    log,
    [
      ...['::group::a', '::stop-commands::TOKEN', 'half', '::TOKEN::', '::endgroup::'],
      ...['::debug::a: 0.4 s', '::error::no', ''],
    ].join('\n'),
  )
})

test('openLog: names of models and data are no commands, wherever they stand', () => {
  const log = logOf(`
    log.say('::error::a\\n  ::warning::b\\n##[error]c\\u001b[31m')
    log.warn('x\\n::error::y')
    await log.step('::set-env name=A::\\n##[group]', async () => {})`)
  for (const line of log.split('\n').filter((text) => !/^::(warning|group|endgroup|debug)::/.test(text)))
    assert.ok(!/^\s*::|##\[/.test(line) && !line.includes('\u001b'), line)
  assert.match(log, /^::warning::x%0A::error::y$/m)
  assert.equal(log.match(/^::group::/gm)?.length, 1)
})
