import { existsSync, readFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import type { Plugin } from 'esbuild'

const NAMED = 'commonjs'

/**
 * Lets `const { name } = await import('package')` find its names where the package is CommonJS: a chunk of such a
 * package has no export but `default`. Node finds names by reading the package; here they are asked of the package.
 *
 * @param root folder of `node_modules`
 */
export function commonjsPlugin(root: string): Plugin {
  return {
    name: NAMED,
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async ({ kind, namespace, path, ...rest }) => {
        if (kind !== 'dynamic-import' || namespace !== 'file' || path.startsWith('node:')) return undefined
        const found = await build.resolve(path, { ...rest, kind: 'import-statement', namespace })
        if (found.external || !isCommonJs(found.path)) return undefined
        return { path, namespace: NAMED }
      })
      build.onLoad({ filter: /.*/, namespace: NAMED }, async ({ path }) => ({
        contents: `import whole from '${path}'; export default whole; export const { ${await namesOf(path)} } = whole`,
        resolveDir: root,
      }))
    },
  }
}

/** What a CommonJS package exports, for a pattern: `create, extract`. */
export async function namesOf(path: string): Promise<string> {
  const names = Object.keys(await import(path))
  return names.filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && !RESERVED.has(name)).join(', ')
}

const RESERVED = new Set(['default', '__esModule', 'module'])

function isCommonJs(path: string): boolean {
  if (extname(path) !== '.js') return extname(path) === '.cjs'
  let folder = dirname(path)
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).type !== 'module'
}
