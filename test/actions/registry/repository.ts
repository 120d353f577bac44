import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { RegistryArtifact, RegistryChange } from '../../../core/artifacts/registry.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { script } from '../repository.ts'

export const CONFIG = `models:
  delay:
    task: regression
    predictions: p.csv
  risk/fraud:
    task: regression
    predictions: p.csv
stages: [dev, staging, production]
`

/** Older than any tag, as seconds. */
const LONG_AGO = Date.UTC(2026, 0, 1) / 1000

/** A repository whose `main` has so many commits, each with another predictions file; all are older than any tag. */
export async function history(
  t: TestContext,
  commits = 1,
  config = CONFIG,
): Promise<{ folder: string; commits: string[] }> {
  const folder = await folderWith(t)
  const always = { 'contender.yml': config, '.gitignore': '.contender/\n' }
  const steps = Array.from({ length: commits }, (_, at) => [
    'commit refs/heads/main',
    `committer Ann <ann@example.com> ${LONG_AGO} +0000`,
    ...data(`Commit ${at}\n`),
    ...Object.entries({ ...always, 'p.csv': `label,prediction\n1,${at}\n` }).flatMap(([path, text]) => [
      `M 100644 inline ${path}`,
      ...data(text),
    ]),
  ])
  const log = script(
    folder,
    'git init -q -b main',
    'printf "[user]\\nname = Ann Lee\\nemail = ann@example.com\\n" >> .git/config',
    "git fast-import --quiet <<'STEPS'",
    ...steps.flat(),
    'STEPS',
    'git reset -q --hard',
    'git log --reverse --format=%H',
  )
  return { folder, commits: log.split('\n') }
}

/** Text as `git fast-import` takes it. */
function data(text: string): string[] {
  return [`data ${Buffer.byteLength(text)}`, text]
}

/** The same behind a bare `origin`, and so many clones of it. */
export async function shared(
  t: TestContext,
  clones = 1,
  commits = 1,
): Promise<{ bare: string; clones: string[]; commits: string[] }> {
  const from = await history(t, commits)
  const folder = await folderWith(t)
  const names = Array.from({ length: clones }, (_, at) => `clone${at}`)
  script(
    folder,
    `git clone -q --bare "${from.folder}" bare.git`,
    ...names.map(
      (name) =>
        `git clone -q bare.git ${name}; git -C ${name} config user.name "${name}"; git -C ${name} config user.email ${name}@example.com`,
    ),
  )
  return { bare: join(folder, 'bare.git'), clones: names.map((name) => join(folder, name)), commits: from.commits }
}

/** Runs a command of the registry that must succeed. */
export async function registry<Artifact = RegistryChange>(folder: string, line: string): Promise<Artifact> {
  const { code, error, out } = await contender(`registry ${line} --json`, folder)
  assert.equal(code, 0, `${line}: ${error}`)
  return JSON.parse(out) as Artifact
}

/** Runs one that must be refused as wrong input, and gives the message. */
export async function refused(folder: string, line: string, environment = {}): Promise<string> {
  const { code, error, out } = await contender(`registry ${line}`, folder, environment)
  assert.deepEqual([code, out], [2, ''], line)
  return error
    .split('\n')
    .findLast((text) => text.startsWith('error: '))!
    .slice('error: '.length)
}

/** Stages of a model: the version in each. */
export async function stagesOf(folder: string, model = 'delay', flags = ''): Promise<Record<string, string | null>> {
  const { models } = await registry<RegistryArtifact>(folder, `show ${model} ${flags}`)
  return models[0]!.stages
}
