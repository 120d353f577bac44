import { stringify } from 'yaml'
import type { Action } from '../action.ts'
import { inputEntries } from './runner-inputs.ts'

/** What every action promises to the next steps of a workflow. */
const OUTCOME = '`pass`, `fail` or `undecided`; undecided is never a pass'

/** Outputs of an action by their names, `outcome` first. */
export function outputEntries({ outputs }: Pick<Action, 'outputs'>): (readonly [name: string, description: string])[] {
  return [['outcome', OUTCOME], ...Object.entries(outputs ?? {})]
}

/**
 * The `action.yml` of an action, as GitHub reads it. The action at the root of the repository is the pipeline; all
 * others stand in folders of their own.
 *
 * @returns YAML, whose inputs are the keys of the action's schema and those of the runner
 */
export function actionYaml(action: Action): string {
  const { name, summary } = action
  const root = name === 'pipeline'
  const inputs = inputEntries(action).map(
    ({ description, name: input, required, standard }) =>
      [
        input,
        { description, ...(required && { required }), ...(standard !== undefined && { default: standard }) },
      ] as const,
  )
  const yaml = stringify(
    {
      name: root ? 'Contender' : `Contender ${name}`,
      description: root
        ? 'A model earns its merge: validate, train, evaluate and compare it on the pull request'
        : sentence(summary),
      author: 'Contender',
      inputs: Object.fromEntries(inputs),
      outputs: Object.fromEntries(outputEntries(action).map(([output, description]) => [output, { description }])),
      runs: { using: 'node24', main: `${root ? '' : '../../'}dist/${name}.mjs` },
      branding: { icon: 'award', color: 'purple' },
    },
    { lineWidth: 0 },
  )
  return `# Written by \`npm run generate\` from actions/${name}/main.ts.\n${yaml}`
}

/** Where an action's `action.yml` stands, from the top of the repository. */
export function actionYamlPath({ name }: Pick<Action, 'name'>): string {
  return name === 'pipeline' ? 'action.yml' : `actions/${name}/action.yml`
}

/** `check the data` → `Check the data` */
export function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}`
}
