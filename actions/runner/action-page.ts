import { markdownTable } from 'markdown-table'
import type { Action } from '../action.ts'
import { outputEntries, sentence } from './action-yaml.ts'
import { inputEntries } from './runner-inputs.ts'

/**
 * The page of an action, for people who come from a `uses:` line: what it does, a job of ten lines, its inputs and
 * outputs.
 *
 * @param job YAML of a job that uses it
 * @param more what is good to know, as Markdown
 */
export function actionPage(action: Action, job: string, more: string): string {
  const { name, summary } = action
  const inputs = inputEntries(action).map(({ description, name: input, standard }) => [
    `\`${input}\``,
    cell(description),
    standard === undefined ? '' : `\`${standard}\``,
  ])
  const outputs = outputEntries(action).map(([output, description]) => [`\`${output}\``, cell(description)])
  return `# ${name === 'pipeline' ? 'contender' : `contender/actions/${name}`}

${sentence(summary)}. The same as \`contender ${name}\` on the command line.

\`\`\`yaml
${job.trimEnd()}
\`\`\`

${more.trim()}

## Inputs

All are optional; an empty text is the same as none.

${markdownTable([['input', 'what', 'default'], ...inputs])}

## Outputs

${markdownTable([['output', 'what'], ...outputs])}

Hand outputs to scripts by \`env:\`, never by \`\${{ }}\` in \`run:\`: they hold names of the config.
`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
