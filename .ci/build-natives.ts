/** `npm run build:natives [-- PLATFORM…]`: packs the native packages that are installed into `natives/`, as releases attach them. */
import { fileURLToPath } from 'node:url'
import { PLATFORMS, packNatives } from './release/pack-natives.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const asked = process.argv.slice(2)
for (const { bytes, file } of await packNatives(root, `${root}natives`, asked.length > 0 ? asked : PLATFORMS))
  console.log(`natives/${file}  ${(bytes / 1e6).toFixed(1)} MB`)
