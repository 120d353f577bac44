/** `npm run build`: the bundles, in `dist/`, which fetch the archives that `natives/` holds, those of this platform at least. */
import { globSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bundle } from './release/bundle.ts'
import { packNatives, readNatives } from './release/pack-natives.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
await packNatives(root, `${root}natives`, [`${process.platform}-${process.arch}`])
const archives = await readNatives(root, `${root}natives`)
await bundle(root, `${root}dist`, archives)
const sizes = globSync(`${root}dist/*`).map((path) => statSync(path).size)
const total = sizes.reduce((sum, size) => sum + size, 0)
console.log(`dist/  ${sizes.length} files, ${(total / 1e6).toFixed(2)} MB`)
