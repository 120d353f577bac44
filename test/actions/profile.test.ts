import assert from 'node:assert/strict'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Host } from '../../actions/action.ts'
import { openProject } from '../../actions/project.ts'
import { profileModel } from '../../actions/validate/profile-model.ts'
import { type Profile, profileSchema } from '../../core/artifacts/profile.ts'
import { condensedOf } from '../../core/data/profile/number-profile.ts'
import { rank } from '../../core/data/profile/rank.ts'
import { exists } from '../../core/io/files.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { NAMES, peopleCsv } from './people.ts'

const CONFIG = `models:
  delay:
    task: binary-classification
    data: { train: data/*.csv, test: data/a.csv, target: late, id: id, group: person, sensitive: [site] }
    train: { builtin: linear }
    model: m.onnx
`

const HOST: Pick<Host, 'directory' | 'step'> = { directory: '/', step: (_name, work) => work() }

/** Profiles the model of a folder as `contender validate` does. */
async function profileHere(folder: string, personal: readonly string[] = []): Promise<Profile> {
  const host = { ...HOST, directory: folder } as Host
  const project = await openProject({ config: 'contender.yml', out: '.contender' }, host)
  return (await profileModel(project, project.models[0]!, host, personal))!
}

test('the training rows are profiled without any value of ids, groups, sensitive and personal columns', async (t) => {
  const folder = await folderWith(t, {
    'contender.yml': CONFIG,
    'data/a.csv': peopleCsv({ rows: 600 }).replaceAll(/,([ABC]),/g, ',Site-$1,'),
  })
  const profile = await profileHere(folder, ['good'])
  const text = await readFile(join(folder, '.contender/delay/profile.json'), 'utf8')
  assert.deepEqual(profileSchema.parse(JSON.parse(text)), profile)
  assert.deepEqual([profile.model, profile.seed, profile.sources], ['delay', null, [{ uri: 'data/*.csv', rows: 600 }]])
  const hidden = profile.columns.filter(({ kind }) => kind === 'hidden')
  assert.deepEqual(
    hidden.map(({ distinct, name }) => [name, distinct]),
    [
      ['id', { estimate: 600, error: 0, by: 'count' }],
      ['site', { estimate: 3, error: 0, by: 'count' }],
      ['person', { estimate: 30, error: 0, by: 'count' }],
      ['good', hidden[3]!.distinct],
    ],
  )
  for (const value of [...NAMES, 'Site-']) assert.ok(!text.includes(value), value)
})

test('a sensitive column whose name is misspelt fails validation, and no profile tells its values', async (t) => {
  const folder = await folderWith(t, { 'contender.yml': CONFIG, 'data/a.csv': peopleCsv() })
  const profile = '.contender/delay/profile.json'
  await contender('validate', folder)
  assert.ok(await exists(join(folder, profile)))
  await writeFile(join(folder, 'contender.yml'), CONFIG.replace('[site]', '[Sites]'))
  const { code, out } = await contender('validate', folder)
  assert.equal(code, 1)
  assert.match(out, /the column that data\.sensitive names is missing, did you mean `site`\?/)
  assert.ok(!(await exists(join(folder, profile))))
})

test('a model without training rows has no profile, and an earlier one does not stay', async (t) => {
  const folder = await folderWith(t, {
    'contender.yml': CONFIG.replace('train: data/*.csv, ', '').replace('    train: { builtin: linear }\n', ''),
    'data/a.csv': peopleCsv({ rows: 20 }),
    '.contender/delay/profile.json': '{}',
  })
  assert.equal(await profileHere(folder), undefined)
  assert.deepEqual(await readdir(join(folder, '.contender/delay')), [])
})

test('contender profile merge: two shards are what one profile of both is, within the stated errors', async (t) => {
  const lines = peopleCsv({ rows: 600 }).trimEnd().split('\n')
  const csv = (rows: readonly string[]) => `${[lines[0], ...rows].join('\n')}\n`
  const folder = await folderWith(t, { 'contender.yml': CONFIG })
  const profileOf = async (name: string, rows: readonly string[]) => {
    await writeFile(join(folder, 'a.csv'), csv(rows))
    await writeFile(join(folder, 'contender.yml'), CONFIG.replace('data/*.csv', 'a.csv'))
    await writeFile(join(folder, name), JSON.stringify(await profileHere(folder)))
  }
  await profileOf('first.json', lines.slice(1, 301))
  await profileOf('second.json', lines.slice(301))
  await profileOf('whole.json', lines.slice(1))
  const { code, error, out } = await contender('profile merge first.json second.json --out merged.json', folder)
  assert.deepEqual([code, error], [0, ''])
  assert.equal(out, 'delay  profile of 600 rows from 2 profiles: merged.json\n')
  const read = async (name: string) => profileSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))
  const [merged, whole] = [await read('merged.json'), await read('whole.json')]
  assert.equal(merged.rows, 600)
  for (const [at, column] of merged.columns.entries()) {
    const other = whole.columns[at]!
    assert.deepEqual([column.name, column.kind, column.missing], [other.name, other.kind, other.missing])
    const { by, error, estimate } = column.distinct
    const slack = by === 'sketch' ? 4 * error * estimate : error * estimate
    assert.ok(Math.abs(estimate - other.distinct.estimate) <= slack + 1e-9, `${column.name}: ${estimate}`)
    if (column.kind !== 'numbers' || other.kind !== 'numbers') continue
    for (const value of Object.values(other.quantiles)) {
      const [left, right] = [rank(condensedOf(column), value).estimate, rank(condensedOf(other), value).estimate]
      assert.ok(Math.abs(left - right) <= column.rank_error + other.rank_error, `${column.name} at ${value}`)
    }
  }
  const json = await contender('profile merge second.json first.json --out again.json --json', folder)
  const again = JSON.parse(json.out) as Profile
  assert.deepEqual({ ...again, sources: null }, { ...merged, sources: null })
})

test('contender profile merge: files that are no profiles, or not of the same data, are told, and nothing is written', async (t) => {
  const folder = await folderWith(t, { 'contender.yml': CONFIG, 'data/a.csv': peopleCsv({ rows: 100 }) })
  const text = JSON.stringify(await profileHere(folder))
  const files: Record<string, string> = {
    'a.json': text,
    'cut.json': text.slice(0, 500),
    'old.json': text.replace('contender/profile@1', 'contender/profile@0'),
    'less.json': text.replace('"rows":100', '"rows":90'),
    'open.json': JSON.stringify(await profileHere(folder, ['weight'])),
    'text.json': text.replaceAll('"name":"weight"', '"name":"w"'),
  }
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  const against = async (name: string) => {
    const { code, error } = await contender(`profile merge a.json ${name} --out merged.json`, folder)
    assert.equal(code, 2, error)
    return error
  }
  assert.match(await against('b.json'), /Missing profile b\.json, expected a profile\.json/)
  assert.match(await against('a.json'), /Unexpected a\.json twice, expected each profile once/)
  assert.match(await against('cut.json'), /Unexpected content of .*cut\.json, expected JSON/)
  assert.match(await against('old.json'), /Unexpected content of .*old\.json[\s\S]*contender\/profile@1/)
  assert.match(await against('less.json'), /less\.json[\s\S]*expected 100 rows in sum, not 90/)
  assert.match(await against('open.json'), /Column `weight` is hidden in one of a\.json and open\.json alone/)
  assert.match(
    await against('text.json'),
    /Missing column `weight` in text\.json, expected the same columns as in a\.json/,
  )
  const alone = await contender('profile merge a.json --out merged.json', folder)
  assert.equal(alone.code, 2)
  assert.match(alone.error, /expected two profiles at least/)
  assert.ok(!(await readdir(folder)).includes('merged.json'))
})
