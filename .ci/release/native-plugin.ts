import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import type { Native } from '../../actions/runner/native/archive.ts'
import { namesOf } from './commonjs-plugin.ts'

const PACKAGES: Readonly<Record<string, Native>> = { '@duckdb/node-api': 'duckdb', 'onnxruntime-node': 'onnxruntime' }

const NATIVE_DOOR = 'contender-native'

/**
 * Leads the imports of packages with native code, `await import('@duckdb/node-api')`, over `loadNative`, and the packages'
 * own `require` of their native files to the folder that it has made ready.
 *
 * @param root folder of the sources
 */
export function nativePlugin(root: string): Plugin {
  const native = join(root, 'actions/runner/native')
  return {
    name: NATIVE_DOOR,
    setup(build) {
      build.onResolve({ filter: /^(@duckdb\/node-api|onnxruntime-node)$/ }, ({ kind, namespace, path }) => {
        if (namespace === NATIVE_DOOR) return undefined
        if (kind === 'dynamic-import') return { path, namespace: NATIVE_DOOR }
        return { errors: [{ text: `${path} is imported statically, expected \`await import('${path}')\`` }] }
      })
      build.onLoad({ filter: /.*/, namespace: NATIVE_DOOR }, async ({ path }) => ({
        contents: `import { loadNative } from ${JSON.stringify(join(native, 'load-native.ts'))}
          export const { ${await namesOf(path)} } = (await loadNative('${PACKAGES[path]}', () => import('${path}'))).default`,
        resolveDir: root,
      }))
      build.onLoad({ filter: /node-bindings[\\/]duckdb\.js$/ }, () => ({
        contents: `module.exports = ${requireFrom(native, 'duckdb', 'duckdb.node')}`,
      }))
      build.onLoad({ filter: /onnxruntime-node[\\/]dist[\\/]binding\.js$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8')
        const found = text.match(/require\(`[^`]*onnxruntime_binding\.node`\)/g) ?? []
        if (found.length !== 1) return { errors: [{ text: `${path} requires its native code in another way` }] }
        return { contents: text.replace(found[0]!, requireFrom(native, 'onnxruntime', 'onnxruntime_binding.node')) }
      })
    },
  }
}

function requireFrom(folder: string, native: Native, file: string): string {
  const folders = JSON.stringify(join(folder, 'ready-folders.ts'))
  return `require(require('node:path').join(require(${folders}).readyFolders.get('${native}'), '${file}'))`
}
