/** Writes the files that are made from code: `npm run generate`. A test fails while they differ. */
import { writeFileSync } from 'node:fs'
import { configJsonSchema } from '../core/config/json-schema.ts'

writeFileSync(
  new URL('../docs/contender.schema.json', import.meta.url),
  `${JSON.stringify(configJsonSchema(), null, 2)}\n`,
)
