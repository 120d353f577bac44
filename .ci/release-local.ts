/** `npm run release:local -- DIR`: lays a release of the files as they stand into DIR, to try it with `uses:`. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { layRelease } from './release/lay-release.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Missing folder: npm run release:local -- DIR')
const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
const { commit, natives } = await layRelease(resolve(folder), root)
console.log(`${folder} is release commit ${commit}; CONTENDER_NATIVE_DIR=${natives}`)
