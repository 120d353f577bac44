import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { script } from '../../actions/repository.ts'
import { folderWith } from '../../folder.ts'

export const SETTINGS = 'git config user.name Ann && git config user.email ann@example.com'

/** A repository of one commit, in a folder of its own. */
export async function repository(t: TestContext, format = 'sha1'): Promise<string> {
  const folder = await folderWith(t, { 'a.txt': 'a\n' })
  script(folder, `git init -q -b main --object-format=${format}`, SETTINGS, 'git add a.txt', 'git commit -qm First')
  return folder
}

/** A bare repository and clones of it, `0`, `1`, …, in one folder. */
export async function remoteWith(
  t: TestContext,
  clones = 1,
  options = '',
): Promise<{ bare: string; clones: string[] }> {
  const from = await repository(t)
  const folder = await folderWith(t)
  const bare = join(folder, 'bare.git')
  const names = Array.from({ length: clones }, (_, at) => join(folder, String(at)))
  script(
    folder,
    `git clone -q --bare "${from}" bare.git`,
    ...names.map((name) => `git clone -q ${options} "file://${bare}" "${name}" && (cd "${name}" && ${SETTINGS})`),
  )
  return { bare, clones: names }
}
