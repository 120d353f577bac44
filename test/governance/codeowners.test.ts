import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import ignore from 'ignore'
import { approveOwned } from '../../core/governance/approve-owned.ts'
import { ownersOf, parseCodeowners } from '../../core/governance/codeowners.ts'
import { change } from './example-change.ts'

/** Owners of one path by a file of these lines. */
function owners(path: string, ...lines: string[]): readonly string[] {
  return ownersOf([path], parseCodeowners(lines.join('\n')))[0]?.owners ?? []
}

/** The rules that GitHub's documentation shows, and what it says of them ("About code owners"). */
const DOCUMENTED = `# This is a comment.
*       @global-owner1 @global-owner2
*.js    @js-owner #This is an inline comment.
*.go docs@example.com
*.txt @octo-org/octocats
/build/logs/ @doctocat
docs/*  docs@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat
/apps/ @octocat
/apps/github
`

const DOCUMENTED_OWNERS: readonly (readonly [path: string, owners: readonly string[]])[] = [
  ['README.md', ['@global-owner1', '@global-owner2']],
  ['deep/below/model.py', ['@global-owner1', '@global-owner2']],
  ['src/index.js', ['@js-owner']],
  ['cmd/main.go', ['docs@example.com']],
  ['notes.txt', ['@octo-org/octocats']],
  ['build/other/x', ['@global-owner1', '@global-owner2']],
  ['src/apps/x.js', ['@octocat']],
  ['apps/x', ['@octocat']],
  ['docs/guides/start.md', ['@doctocat']],
  ['scripts/run.sh', ['@doctocat', '@octocat']],
  ['build/logs/today', ['@octocat']],
  ['scripts/logs/a/b', ['@octocat']],
  ['deeply/nested/logs/x', ['@octocat']],
  ['apps/github/x', []],
  ['apps/github', []],
]

for (const [path, expected] of DOCUMENTED_OWNERS)
  test(`ownersOf: by GitHub's documented file, ${path} is of ${expected.join(', ') || 'nobody'}`, () => {
    assert.deepEqual(owners(path, DOCUMENTED), expected)
  })

test('ownersOf: a star behind a slash is about files there and nothing below; a folder about all below', () => {
  const rule = 'docs/* docs@example.com'
  assert.deepEqual(owners('docs/getting-started.md', rule), ['docs@example.com'])
  assert.deepEqual(owners('docs/build-app/troubleshooting.md', rule), [])
  assert.deepEqual(owners('other/docs/x.md', rule), [])
  assert.deepEqual(owners('x.md', '/* @root'), ['@root'])
  assert.deepEqual(owners('a/x.md', '/* @root'), [])
  assert.deepEqual(owners('a/b/c/x.md', 'a/**/* @all'), ['@all'])
  assert.deepEqual(owners('x/build/logs/y', '/build/logs/ @doctocat'), [])
  assert.deepEqual(owners('build/logs/a/b', '/build/logs/ @doctocat'), ['@doctocat'])
})

test('ownersOf: names in any folder, hidden ones too, by upper and lower case', () => {
  assert.deepEqual(owners('.github/workflows/ci.yml', '* @all'), ['@all'])
  assert.deepEqual(owners('.github/workflows/ci.yml', '.github/ @ops'), ['@ops'])
  assert.deepEqual(owners('a/x.JS', '*.js @js'), [])
})

test('ownersOf: stars stand for any number of folders, none too', () => {
  for (const path of ['a/b', 'a/x/b', 'a/x/y/b', 'a/b/c']) assert.deepEqual(owners(path, 'a/**/b @ab'), ['@ab'], path)
  for (const path of ['logs', 'logs/x', 'x/logs/y']) assert.deepEqual(owners(path, '**/logs @logs'), ['@logs'], path)
  assert.deepEqual(owners('a?', 'a\\? @mark'), ['@mark'])
  assert.deepEqual(owners('ab', 'a? @any'), ['@any'])
  assert.deepEqual(owners('b/a', 'a/**/b @ab'), [])
})

test('ownersOf: answers as `ignore` does, but where GitHub says otherwise', () => {
  const name = fc.stringMatching(/^[ab.]{1,3}$/).filter((text) => !/^\.{1,2}$/.test(text))
  const part = fc.oneof(fc.constant('**'), fc.stringMatching(/^[ab*?.]{1,3}$/))
  const pattern = fc
    .tuple(fc.constantFrom('', '/'), fc.array(part, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '/'))
    .map(([first, parts, last]) => first + parts.join('/') + last)
    // Files in a folder and nothing below, in CODEOWNERS; what Git takes for `*`; and names that no path has.
    .filter(
      (text) => !/\/\*$/.test(text) && !/\*{3}/.test(text) && !text.split('/').some((one) => /^\.{1,2}$/.test(one)),
    )
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'))
  fc.assert(
    fc.property(path, pattern, (path, pattern) => {
      const expected = ignore({ ignorecase: false }).add(pattern).ignores(path)
      assert.equal(owners(path, `${pattern} @a`).length > 0, expected)
    }),
    { numRuns: 2000 },
  )
})

test('ownersOf: what hangs a regular expression is answered at once', () => {
  const began = performance.now()
  const path = `${'a'.repeat(4000)}/${'a/'.repeat(200)}a`
  for (const pattern of [`${'*a'.repeat(200)}b`, `${'**/a*/'.repeat(100)}b`, `/${'?*'.repeat(200)}b`])
    assert.deepEqual(owners(path, `${pattern} @a`), [])
  const many = parseCodeowners('a @a\n'.repeat(500_000))
  assert.match(ownersOf(Array(3000).fill('a'), many)[0]!.owners[0]!, /^nobody \(CODEOWNERS has too many lines/)
  assert.ok(performance.now() - began < 10_000)
})

test('parseCodeowners: escaped spaces belong to the pattern, tabs part, carriage returns do not matter', () => {
  assert.deepEqual(owners('path with spaces/x', 'path\\ with\\ spaces/ @space\t@tab\r'), ['@space', '@tab'])
  assert.deepEqual(owners('b', '* @a\r\nb @b\r\n'), ['@b'])
  assert.deepEqual(owners('b', '\ufeffb @b'), ['@b'])
})

test('parseCodeowners: what GitHub does not take is passed over and told of; the other lines count', () => {
  const { rules, skipped } = parseCodeowners(
    [
      '* @all',
      '!docs/ @none',
      'a[bc].md @range',
      '\\#x @hash',
      '[Section] @gitlab',
      'x not-an-owner',
      '',
      '# note',
    ].join('\n'),
  )
  assert.deepEqual(
    rules.map(({ pattern }) => pattern),
    ['*'],
  )
  assert.deepEqual(skipped, [2, 3, 4, 5, 6])
})

test('parseCodeowners: a file of 3 MB is not read at all', () => {
  const full = `* @all\n${'#'.repeat(3 * 1024 * 1024 - 8)}\n`
  assert.equal(parseCodeowners(full).rules.length, 0)
  assert.equal(parseCodeowners(full.slice(0, -1)).rules.length, 1)
})

test('approveOwned: by an owner who may write and made no part of the change', () => {
  const owned = [
    { path: 'a', owners: ['@Bob', '@acme/data'] },
    { path: 'b', owners: ['@acme/Data'] },
    { path: 'c', owners: ['zoe@example.com'] },
    { path: 'd', owners: ['@ann'] },
    { path: 'e', owners: ['@rita'] },
  ]
  const approvals = [
    { login: 'bob', role: 'write' as const },
    { login: 'Zoe', role: 'admin' as const },
    { login: 'ann', role: 'admin' as const },
    { login: 'rita', role: 'read' as const },
  ]
  const approved = (teams: [string, string[]][]) =>
    approveOwned(owned, change({ approvals }), new Map(teams)).flatMap((one) => (one.approved ? [one.path] : []))
  assert.deepEqual(approved([]), ['a'])
  assert.deepEqual(approved([['zoe', ['@acme/data']]]), ['a', 'b'])
  assert.deepEqual(approved([['ann', ['@acme/data']]]), ['a'])
})
