/** Writes the files that are made from code: `npm run generate`. A test fails while they differ. */
import { writeFileSync } from 'node:fs'
import { configJsonSchema } from '../core/config/json-schema.ts'
import { contractJsonSchema } from '../core/data/contract/json-schema.ts'

const schemas = { 'contender.schema.json': configJsonSchema(), 'contender.contract.schema.json': contractJsonSchema() }
for (const [name, schema] of Object.entries(schemas))
  writeFileSync(new URL(`../docs/${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`)
