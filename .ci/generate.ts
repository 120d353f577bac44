/** Writes the files that are made from code: `npm run generate`. A test fails while they differ. */
import { writeFileSync } from 'node:fs'
import { generatedFiles } from './generated-files.ts'

for (const [path, text] of await generatedFiles()) writeFileSync(new URL(`../${path}`, import.meta.url), text)
