import { actionPage } from '../actions/runner/action-page.ts'
import { actionYaml, actionYamlPath } from '../actions/runner/action-yaml.ts'
import { PAGES } from '../actions/runner/pages.ts'
import { PUBLISHED } from '../actions/runner/published.ts'
import { configJsonSchema } from '../core/config/json-schema.ts'
import { contractJsonSchema } from '../core/data/contract/json-schema.ts'

/** The files that are made from code: their text by their path from the top of the repository. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const files = new Map([
    ['docs/contender.schema.json', asJson(configJsonSchema())],
    ['docs/contender.contract.schema.json', asJson(contractJsonSchema())],
  ])
  for (const load of PUBLISHED) {
    const action = await load()
    const { job, more } = PAGES[action.name]!
    files.set(actionYamlPath(action), actionYaml(action))
    files.set(`actions/${action.name}/README.md`, actionPage(action, job, more))
  }
  return files
}

function asJson(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`
}
