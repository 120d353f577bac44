import assert from 'node:assert/strict'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import { randomBits } from '../../../core/stats/random.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { writeProfile } from './write-profile.ts'

/** A moved number, one that stays, few whole numbers and text. */
function rows(seed: number, moved: number): string {
  const bits = randomBits(seed)
  const uniform = () => (bits() >>> 0) / 2 ** 32
  const line = () => [uniform() + moved, 9 * uniform(), Math.floor(3 * uniform()), uniform() < 0.3 ? 'a' : 'b']
  return `moved,still,few,text\n${Array.from({ length: 2000 }, () => line().join(',')).join('\n')}\n`
}

async function judged(folder: string, reference: string): Promise<Drift> {
  const { code, error } = await contender(`drift --reference ${reference} --current cur.csv`, folder)
  assert.equal(code, 1, error)
  return driftSchema.parse(JSON.parse(await readFile(join(folder, '.contender/cur/drift.json'), 'utf8')))
}

test('drift against a stored profile reads no reference: its file may be gone, and verdicts are those of the rows', async (t) => {
  const folder = await folderWith(t, { 'ref.csv': rows(1, 0), 'cur.csv': rows(2, 0.4) })
  await writeProfile(folder)
  const byRows = await judged(folder, 'ref.csv')
  await rm(join(folder, 'ref.csv'))
  const byProfile = await judged(folder, 'profile.json')
  const verdicts = ({ features }: Drift) => features.map(({ name, verdict }) => `${name} ${verdict}`).sort()
  assert.deepEqual(verdicts(byProfile), verdicts(byRows))
  assert.deepEqual(verdicts(byProfile), ['few stable', 'moved drift', 'still stable', 'text stable'])
  assert.equal(byProfile.reference.by, 'profile')
})

test('drift against a stored profile: a target that the rows lack need not be missing', async (t) => {
  const current = rows(2, 0.4).replaceAll(/,[^,\n]*$/gm, '')
  const folder = await folderWith(t, { 'ref.csv': rows(1, 0), 'cur.csv': current })
  await writeProfile(folder)
  const { quality } = await judged(folder, 'profile.json')
  assert.match(
    quality.find(({ column }) => column === 'text')!.because,
    /text is missing in cur\.csv: .* unless it is the target/,
  )
})
