import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import { default as addFormats } from 'ajv-formats'

const require = createRequire(import.meta.url)
const SCHEMAS = join(dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')), 'res/schema')

/** What is wrong with a bill by the schema that CycloneDX gives out. */
export function faultsOf(bill: object): unknown[] {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  for (const format of ['idn-email', 'iri-reference']) ajv.addFormat(format, true)
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
    const file = `${name}.SNAPSHOT.schema.json`
    ajv.addSchema(require(join(SCHEMAS, file)), `http://cyclonedx.org/schema/${file}`)
  }
  const validate = ajv.compile(require(join(SCHEMAS, 'bom-1.7.SNAPSHOT.schema.json')))
  return validate(bill) ? [] : (validate.errors ?? [])
}

/** Identifiers of licenses that CycloneDX knows, which are those of SPDX. */
export function spdxIds(): string[] {
  return require(join(SCHEMAS, 'spdx.SNAPSHOT.schema.json')).enum
}
