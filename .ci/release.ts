/**
 * `npm run release`: releases the tip of the default branch.
 *
 * `--version X.Y.Z`   refuse if package.json says another
 * `--dry-run`         all but the push
 * `--partial`         though archives for some platforms are missing
 * `--move-major`      afterwards, once the archives are attached: move the tag that users name, `v1`
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { VERSION } from '../actions/header.ts'
import { UserError } from '../core/errors.ts'
import { bundle } from './release/bundle.ts'
import { moveMajor } from './release/move-major.ts'
import { PLATFORMS, readNatives } from './release/pack-natives.ts'
import { release } from './release/release.ts'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')
const flag = { type: 'boolean', default: false } as const
const { values } = parseArgs({
  options: {
    version: { type: 'string' },
    remote: { type: 'string', default: 'origin' },
    'dry-run': flag,
    partial: flag,
    'move-major': flag,
  },
})

try {
  if (values['move-major']) {
    const version = values.version ?? VERSION
    const moved = await moveMajor(root, values.remote, version)
    console.log(moved === undefined ? `No tag moves to ${version}` : `${moved} is ${version} now`)
  } else {
    const natives = `${root}/natives`
    const archives = await readNatives(root, natives)
    const { commit, tag } = await release({
      root,
      remote: values.remote,
      version: values.version,
      dryRun: values['dry-run'],
      natives,
      archives,
      platforms: values.partial ? [] : PLATFORMS,
      build: (folder) => bundle(root, folder, archives),
    })
    console.log(
      `${tag} is ${commit}${values['dry-run'] ? ', not pushed' : ''}. To attach: natives/*.tar.zst and natives/SHA256SUMS`,
    )
  }
} catch (error) {
  if (!(error instanceof UserError)) throw error
  console.error(`error: ${error.message}`)
  process.exitCode = 2
}
