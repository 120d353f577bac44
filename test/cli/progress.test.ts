import assert from 'node:assert/strict'
import test from 'node:test'
import { openProgress } from '../../cli/progress.ts'

/** What a step that takes so many milliseconds writes. */
async function written(name: string, took: number, live: boolean): Promise<string> {
  let text = ''
  let now = 0
  const sink = { columns: () => 20, live, quiet: false, write: (more: string) => (text += more) }
  const progress = openProgress(sink, () => now)
  await progress.step(name, async () => {
    now += took
  })
  return text
}

test('a step is one plain line when it took over a second, and nothing when it did not', async () => {
  assert.equal(await written('delay: training', 1500, false), 'delay: training: 1.5 s\n')
  assert.equal(await written('delay: training', 900, false), '')
})

test('on a terminal a step stands on one line while it runs, cut to the width, and is wiped away', async () => {
  const text = await written('delay: python train.py --with many\nwords', 10, true)
  assert.equal(text, '\r\u001b[2K… delay: python tr…\r\u001b[2K')
})

test('names from a config cannot steer the terminal', async () => {
  assert.ok(!(await written('a\u001b[31mb', 2000, false)).includes('\u001b'))
})
