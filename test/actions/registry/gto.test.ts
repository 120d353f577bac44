import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type RandomBits, randomBits } from '../../../core/stats/random.ts'
import { contender } from '../../command-line.ts'
import { gto, historyByGto, historyByUs, type Line, shownByGto, shownByUs, skip } from './gto.ts'
import { history } from './repository.ts'

const HISTORIES = 20

function pick<T>(random: RandomBits, from: readonly T[]): T {
  return from[(random() >>> 0) % from.length]!
}

/** What both say of a repository, as one prints it. */
async function ours(folder: string) {
  const [shown, told] = [
    await contender('registry show --json', folder),
    await contender('registry history --json', folder),
  ]
  assert.deepEqual([shown.code, told.code], [0, 0], shown.error + told.error)
  return { show: shownByUs(JSON.parse(shown.out)), history: historyByUs(JSON.parse(told.out)) }
}

/** A command line of ours, of a model with so many versions; some are refused, for nobody looked at the registry first. */
function ourLine(random: RandomBits, model: string, versions: number): string {
  const version = `v1.${(random() >>> 0) % versions}.0`
  const stage = pick(random, ['dev', 'staging', 'production'])
  return pick(random, [
    `assign ${model} ${version} dev`,
    `assign ${model} ${version} ${stage} --reason "It won"`,
    `assign ${model} ${version} ${stage}`,
    `assign ${model} ${version} staging`,
    `rollback ${model} dev --to ${version}`,
    `rollback ${model} dev`,
    `unassign ${model} ${stage}`,
    `deprecate ${model} ${version}`,
    pick(random, [`deprecate ${model}`, `rollback ${model}`]),
  ])
}

/** A repository with a history that our commands wrote. */
async function writeOurs(t: TestContext, random: RandomBits): Promise<{ folder: string; changes: number }> {
  const { commits, folder } = await history(t, 4)
  const lines = ['delay', 'risk/fraud'].map((model) => `register ${model} --commit ${commits[0]}`)
  for (let step = 1; step <= 8; step++) {
    const versions = Math.ceil(step / 3)
    if (step % 3 === 0) lines.push(`register delay --commit ${commits[versions]}`)
    lines.push(ourLine(random, 'delay', versions), ...(step % 4 === 0 ? [ourLine(random, 'risk/fraud', 1)] : []))
  }
  let changes = 0
  for (const line of lines) {
    const { code, error } = await contender(`registry ${line}`, folder)
    assert.ok(code === 0 || code === 2, error)
    if (code === 0) changes++
  }
  return { folder, changes }
}

test(`gto show and gto history agree with ours on ${HISTORIES} histories that we write`, { skip }, async (t) => {
  const seeds = Array.from({ length: HISTORIES }, (_, at) => at + 1)
  const written = await Promise.all(seeds.map((seed) => writeOurs(t, randomBits(seed))))
  const changes = written.reduce((sum, { changes }) => sum + changes, 0)
  assert.ok(changes > 6 * HISTORIES, `${changes} changes`)
  const jobs = written.map(({ folder }) => ({ repository: folder, lines: [] }))
  for (const [at, said] of (await gto(jobs)).entries()) {
    const { history, show } = await ours(jobs[at]!.repository)
    assert.deepEqual(shownByGto(said), show, `seed ${at + 1}`)
    assert.deepEqual(historyByGto(said), history, `seed ${at + 1}`)
    const seconds = history.map(({ artifact, at }) => `${artifact} ${at}`)
    assert.equal(new Set(seconds).size, seconds.length, `seed ${at + 1}: two events of a model in one second`)
  }
})

/** A command line of GTO: in either form of tag, of artifacts in folders too. */
function gtoLine(random: RandomBits, commits: readonly string[]): string[] {
  const artifact = pick(random, ['churn', 'churn', 'models/clf', 'nets.v2:a_b-c'])
  const version = pick(random, ['v0.0.1', 'v0.0.2', 'v0.0.3', 'v1.0.0-rc.1', 'v1.0.0'])
  const stage = pick(random, ['dev', 'prod', 'eu/canary'])
  const commit = pick(random, commits)
  const simple = ['--simple', pick(random, ['auto', 'true', 'false'])]
  const force = pick(random, [[], ['--force']])
  return pick(random, [
    ['register', artifact, commit, ...simple],
    ['register', artifact, commit, '--version', version, ...simple],
    ['register', artifact, commit, pick(random, ['--bump-major', '--bump-minor']), '-m', 'Say "why"\n\nin detail'],
    ['assign', artifact, commit, '--stage', stage, ...simple, ...force],
    ['assign', artifact, '--version', version, '--stage', stage, ...force],
    ['assign', artifact, commit, '--stage', stage, '--skip-registration'],
    ['deprecate', artifact, version, stage],
    ['deprecate', artifact, version, stage, '--simple', 'true'],
    ['deprecate', artifact, version, ...simple, ...force],
    ['deprecate', artifact],
  ])
}

test(`we read ${HISTORIES} histories that gto writes as gto does, with several events in one second`, {
  skip,
}, async (t) => {
  const jobs: { repository: string; lines: Line[] }[] = []
  for (let seed = 1; seed <= HISTORIES; seed++) {
    const random = randomBits(1000 + seed)
    const { commits, folder } = await history(t, 5)
    let at = Date.UTC(2026, 5, 1) / 1000
    const begin = [commits[0]!, commits[1]!].map((commit) => ['register', 'churn', commit])
    const lines = Array.from({ length: 12 }, (_, step) => {
      const words = begin[step] ?? gtoLine(random, commits)
      // Of a commit without a version GTO makes a new one for each of its stages, and their order is another each time.
      at += pick(random, words.includes('--skip-registration') ? [1, 60] : [0, 0, 1, 60])
      return { words, at }
    })
    jobs.push({ repository: folder, lines })
  }
  const all = await gto(jobs)
  const done = all.flatMap(({ codes }) => codes.filter((code) => code === 0)).length
  assert.ok(done > 5 * HISTORIES, `${done} changes`)
  for (const [at, said] of all.entries()) {
    const { history, show } = await ours(jobs[at]!.repository)
    assert.deepEqual(show, shownByGto(said), `seed ${at + 1}`)
    assert.deepEqual(history, historyByGto(said), `seed ${at + 1}`)
  }
})
