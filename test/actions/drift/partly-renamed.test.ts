import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderWith } from '../../folder.ts'
import { judgeIn } from './judge-in.ts'
import { byDay, made, watchedFiles } from './production-logs.ts'

const DAYS = byDay(made({ days: 21, seed: 2 }))

for (const pattern of ['logs/%Y-%m-%d.csv', 'logs/*.csv'])
  test(`drift: a column that has another name from some day of the window on is told with it: ${pattern}`, async (t) => {
    const judge = async (name: string) => {
      const files = Object.entries(DAYS).map(([file, text]) => [
        file,
        file >= 'logs/2026-01-18' ? text.replace(',distance,', `,${name},`) : text,
      ])
      const logs = `{ files: "${pattern}", time: at, id: id, score: score }`
      return judgeIn(await folderWith(t, { ...watchedFiles({ logs }), ...Object.fromEntries(files) }))
    }
    const like = (await judge('km')).said
    assert.ok(
      like.includes(
        `distance is missing in 4 files of ${pattern}; km, which is new there, holds values like it: was it renamed?\n`,
      ),
      like,
    )
    assert.match(like, /^distance is missing in 57 % of the rows, where it was in 0 %$/m)
  })

test('drift: of columns that some files lack nothing is said where none looks like it', async (t) => {
  const files = Object.entries(DAYS).map(([file, text]) => [
    file,
    file >= 'logs/2026-01-18' ? text.replaceAll(/^([^,]+,[^,]+),[^,]+,/gm, '$1,') : text.replace(/^id,/, 'id,'),
  ])
  const { said } = await judgeIn(await folderWith(t, { ...watchedFiles(), ...Object.fromEntries(files) }))
  assert.equal(said, 'distance is missing in 57 % of the rows, where it was in 0 %')
})
