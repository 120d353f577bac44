import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { ReleaseOptions } from '../../.ci/release/release.ts'
import { commit, script } from '../actions/repository.ts'
import { folderWith } from '../folder.ts'

/** A repository to release, with a bare one as its `origin`. */
export interface Releasable {
  readonly folder: string
  readonly origin: string
  /** Changes the version, tells it in the changelog, commits and pushes. */
  readonly next: (version: string) => Promise<void>
  /** The commit that a tag of the origin leads to. */
  readonly tagged: (tag: string) => string
  readonly options: (changes?: Partial<ReleaseOptions>) => ReleaseOptions
}

/** A repository at version 1.0.0, which is not released yet. */
export async function releasable(t: TestContext): Promise<Releasable> {
  const top = await folderWith(t)
  const folder = join(top, 'work')
  const origin = join(top, 'origin.git')
  const natives = join(top, 'natives')
  for (const path of [folder, natives]) await mkdir(path)
  script(top, 'git init -q --bare -b main origin.git')
  script(folder, 'git init -q -b main', `git remote add origin ${origin}`)
  script(folder, 'git config user.name Ann', 'git config user.email ann@example.com')
  await writeFile(join(folder, 'action.yml'), 'name: Contender\n')
  await writeFile(join(folder, '.gitignore'), 'dist/\n')
  let told = ''
  const next = async (version: string) => {
    told = `## ${version}\n\n- What ${version} brings\n\n${told}`
    const files = { 'package.json': `{ "version": "${version}" }\n`, 'CHANGELOG.md': `# Changelog\n\n${told}` }
    await commit(folder, files)
    script(folder, 'git push -q origin main')
  }
  await next('1.0.0')
  return {
    folder,
    origin,
    next,
    tagged: (tag) => script(origin, `git rev-parse ${tag}^{commit}`),
    options: (changes = {}) => ({
      root: folder,
      remote: 'origin',
      version: undefined,
      dryRun: false,
      natives,
      archives: [],
      platforms: [],
      build: async (dist) => {
        await mkdir(dist)
        await writeFile(join(dist, 'pipeline.mjs'), `// ${script(folder, 'git rev-parse HEAD')}\n`)
      },
      ...changes,
    }),
  }
}
