import { globSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { build } from 'esbuild'
import type { NativeArchive } from '../../actions/runner/native/archive.ts'
import { ownCode } from '../../actions/train/own-code.ts'
import { commonjsPlugin } from './commonjs-plugin.ts'
import { gatherLicences } from './gather-licences.ts'
import { leaveOut } from './leave-out.ts'
import { nativePlugin } from './native-plugin.ts'

/** CommonJS packages in an ESM bundle ask for `require`. */
const REQUIRE = `import { createRequire as contenderRequire } from 'node:module'; const require = contenderRequire(import.meta.url);`

/** The command line, and threads, which are started by their file's name beside the chunks. */
const OTHERS = ['cli/contender.mjs', 'actions/drift/compare-worker.mjs']

/**
 * Writes the bundles: `NAME.mjs` for each `actions/NAME/index.ts`, `contender.mjs` for the command line, chunks that they
 * share and threads beside them, and `LICENSES.txt` of the packages inside.
 *
 * @param root folder of the sources
 * @param out folder that is emptied first
 * @param natives archives that the bundles may fetch
 */
export async function bundle(root: string, out: string, natives: readonly NativeArchive[]): Promise<void> {
  const actions = globSync('actions/*/index.ts', { cwd: root }).sort()
  const entryPoints = Object.fromEntries(actions.map((path) => [basename(dirname(path)), join(root, path)]))
  await rm(out, { recursive: true, force: true })
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      ...entryPoints,
      ...Object.fromEntries(OTHERS.map((path) => [basename(path, '.mjs'), join(root, path)])),
    },
    outdir: out,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunk-[hash]',
    bundle: true,
    format: 'esm',
    splitting: true,
    platform: 'node',
    target: 'node24',
    // Identifiers keep their names: people send us stacks.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    banner: { js: REQUIRE },
    define: {
      // As text: an object would be set up by every module.
      CONTENDER_NATIVES: JSON.stringify(JSON.stringify(natives)),
      CONTENDER_OWN_CODE: JSON.stringify(await ownCode(`${root}/`)),
    },
    plugins: [nativePlugin(root), commonjsPlugin(root), leaveOut],
    metafile: true,
    logLevel: 'warning',
  })
  await writeFile(join(out, 'LICENSES.txt'), await gatherLicences(root, Object.keys(metafile.inputs)))
}
