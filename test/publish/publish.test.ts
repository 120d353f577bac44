import assert from 'node:assert/strict'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { script } from '../actions/repository.ts'
import { contender } from '../command-line.ts'
import { repositoryWith } from './repository-with.ts'

const SMALL = { runs: 30, models: ['delay', 'fare'], versions: 2, windows: 3 }

const read = (folder: string, path: string) => readFile(join(folder, path), 'utf8')

/** GitHub, as far as it says who may see what. @param pages whether they are public; undefined: there are none; null: it does not tell */
async function gitHub(t: TestContext, isPrivate: boolean, pages?: boolean | null): Promise<Record<string, string>> {
  const server = createServer(({ url }, response) => {
    const asked = url!.endsWith('/pages')
      ? pages === null
        ? 403
        : pages === undefined
          ? 404
          : { public: pages }
      : { private: isPrivate }
    response.writeHead(typeof asked === 'number' ? asked : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(typeof asked === 'number' ? { message: 'Resource not accessible' } : asked))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { GITHUB_TOKEN: 'token-of-a-job', GITHUB_REPOSITORY: 'acme/models', GITHUB_API_URL: url }
}

test('contender publish: models, runs, audit trail and costs from the ledger and the tags, without a config', async (t) => {
  const folder = await repositoryWith(t, SMALL)
  const { code, error, out } = await contender('publish --out site', folder)
  assert.equal(code, 0, error)
  assert.match(out, /^2 models and 30 runs, \d+ files: site\n/)
  assert.match(out, /The audit trail is whole\./)
  const index = await read(folder, 'site/index.html')
  assert.match(index, /href="models\/delay\.html"/)
  assert.match(index, /production v1\.1\.0/)
  assert.match(index, /Money is shown once contender\.yml has a price/)
  assert.match(await read(folder, 'site/models/fare.html'), /Lineage of fare: v1\.1\.0 of run/)
  assert.match(await read(folder, 'site/audit.html'), /The record is whole/)
  assert.doesNotMatch(await read(folder, 'site/data/audit-0.json'), /ann@example\.com/)
  const rows = JSON.parse(await read(folder, 'site/data/runs-0.json'))
  const details = JSON.parse(await read(folder, 'site/data/run-details-0.json'))
  assert.deepEqual([rows.length, details.length], [30, 30])
  for (const [at, row] of rows.entries()) assert.equal(details[at].commit, row[7].raw)
})

test('contender publish: money by the price list of the config; a currency that is none is refused', async (t) => {
  const folder = await repositoryWith(t, SMALL)
  const config = 'models: { delay: { task: regression, predictions: p.csv } }\n'
  await writeFile(join(folder, 'contender.yml'), `${config}costs: { minute: 0.5, currency: EUR }\n`)
  assert.equal((await contender('publish --out site', folder)).code, 0)
  assert.match(await read(folder, 'site/index.html'), /min, [\d.]+ EUR/)
  await writeFile(join(folder, 'contender.yml'), `${config}costs: { minute: 0.5, currency: euros }\n`)
  const { code, error } = await contender('publish --out site', folder)
  assert.equal(code, 2)
  assert.match(error, /costs → currency|costs\.currency/)
})

test('contender publish: one of a thing is not told as many, and one run is no line', async (t) => {
  const folder = await repositoryWith(t, { runs: 1, models: ['delay'], versions: 1, windows: 1, retrainings: 0 })
  assert.equal((await contender('publish --out site', folder)).code, 0)
  const pages = await Promise.all(['site/index.html', 'site/models/delay.html'].map((path) => read(folder, path)))
  for (const page of pages) {
    const text = page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
    assert.match(text, /\b1 version 1 run\b/)
    assert.doesNotMatch(text, /\b1 (versions|runs|models)\b/)
  }
  assert.match(pages[1]!, /A line needs two runs with values; 1 run is in the ledger\./)
})

test('contender publish: without a token it needs a folder or a word', async (t) => {
  const folder = await repositoryWith(t, { ...SMALL, runs: 2 })
  const { code, error } = await contender('publish', folder)
  assert.equal(code, 2)
  assert.match(error, /Missing GITHUB_TOKEN and GITHUB_REPOSITORY/)
  assert.equal((await contender('publish --allow-public', folder)).code, 0)
  assert.ok((await readdir(folder)).includes('contender-site'))
})

for (const [what, isPrivate, pages, flags, said] of [
  ['public', false, true, '', /acme\/models is public/],
  ['private with private Pages', true, false, '', /acme\/models is private, and so are its Pages/],
  ['private, and a person says so', true, true, '--allow-public', /by --allow-public/],
] as const)
  test(`contender publish: a repository that is ${what} is published`, async (t) => {
    const folder = await repositoryWith(t, { ...SMALL, runs: 2 })
    const { code, error, out } = await contender(`publish ${flags}`, folder, await gitHub(t, isPrivate, pages))
    assert.equal(code, 0, error)
    assert.match(out, said)
  })

for (const [what, pages, said] of [
  ['public Pages', true, /its Pages are public/],
  ['no Pages yet', undefined, /it has no Pages yet/],
  ['Pages of which the token may not ask', null, /without `pages: read`/],
] as const)
  test(`contender publish: a private repository with ${what} is refused, with a folder too, and nothing is written`, async (t) => {
    const folder = await repositoryWith(t, { ...SMALL, runs: 2 })
    const { code, error } = await contender('publish --out site', folder, await gitHub(t, true, pages))
    assert.equal(code, 2)
    assert.match(error, said)
    assert.match(error, /--allow-public/)
    assert.ok(!(await readdir(folder)).includes('site'))
  })

test('contender publish: a folder of somebody else is left alone; of an earlier site nothing stays but what others put beside it', async (t) => {
  const folder = await repositoryWith(t, { ...SMALL, runs: 2 })
  script(folder, 'mkdir other site', 'echo x > other/index.html')
  const { code, error } = await contender('publish --out other', folder)
  assert.equal(code, 2)
  assert.match(error, /Unexpected files in `other`/)
  assert.equal(await read(folder, 'other/index.html'), 'x\n')
  assert.equal((await contender('publish --out site', folder)).code, 0)
  script(folder, 'echo example.com > site/CNAME', 'touch site/models/gone.html site/data/runs-99.json')
  assert.equal((await contender('publish --out site', folder)).code, 0)
  const left = await readdir(join(folder, 'site'), { recursive: true })
  assert.ok(left.includes('CNAME'))
  assert.ok(!left.some((path) => /gone|99/.test(path)))
})

test('contender publish: secrets that a person pasted stay out, and a changed record is shown as one', async (t) => {
  const token = `ghp_${'a1B2'.repeat(9)}`
  const folder = await repositoryWith(t, { ...SMALL, runs: 2, name: token })
  script(
    folder,
    'git worktree add -q ledger contender/ledger',
    'cd ledger',
    'sed -i s/Ann/Bob/ audit/*.json',
    'git commit -qam "Look away"',
  )
  const { code, out } = await contender('publish --out site', folder)
  assert.equal(code, 0)
  assert.match(out, /The audit trail has [\d,]+ findings: run `contender audit verify`/)
  assert.match(await read(folder, 'site/audit.html'), /The record was changed/)
  for (const path of await readdir(join(folder, 'site'), { recursive: true }))
    if (/\.(html|json)$/.test(path)) assert.ok(!(await read(folder, `site/${path}`)).includes(token), path)
})

test('contender publish: an empty repository has a site that says so', async (t) => {
  const folder = await repositoryWith(t, {
    ...SMALL,
    runs: 1,
    models: ['delay'],
    versions: 0,
    windows: 0,
    retrainings: 0,
  })
  script(folder, 'git branch -qD contender/ledger', 'git tag | xargs git tag -d')
  const { code, error } = await contender('publish --out site', folder)
  assert.equal(code, 0, error)
  assert.match(await read(folder, 'site/index.html'), /Nothing is in the ledger/)
})
