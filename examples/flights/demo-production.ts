/**
 * The second half of the demo: a model rots in production, and the repository notices and answers. The model of 1 to 24
 * January serves the flights until June; everything is computed, and GitHub is one on this machine.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Drift } from '../../core/artifacts/drift.ts'
import { contender, node } from './demo/contender.ts'
import { begin, commitAll, localGitHub } from './demo/local-github.ts'
import { say } from './demo/say.ts'
import { weekTable } from './demo/week-table.ts'

/** Its repository: a copy of `production/`, which is what a team would have. */
const cwd = fileURLToPath(new URL('.contender/production', import.meta.url))

export async function demoProduction(): Promise<void> {
  copyProduction()
  say(`6. In production: the model of 1 to 24 January answers for every flight from 25 January to 27 June. Latency and
failed requests are made up; flights, answers and outcomes are not.`)
  await contender('train', { cwd })
  await contender('evaluate --test served --out .contender/served', { cwd, output: 'quiet' })
  await node('logs.ts', { cwd })
  commitAll(cwd, 'Put the model of January into production')

  const github = await localGitHub(cwd)
  const { environment } = github
  try {
    say('7. The job of 1 March, 06:17: the week that is over, and the four before it.')
    await contender('drift --at 2001-03-01T06:17:00Z --windows 5 --record --respond', { cwd, environment })
    console.log(`\n${weekTable(driftIn('.contender'))}`)
    for (const { number, title } of await github.issues()) console.log(`\nIssue #${number}: ${title}`)

    say(`8. Its other half: after a breach a challenger is trained, on what was labelled until 14 February, and compared with
production on 15 to 28 February, which neither has seen. GitHub is at ${github.url}, the token is of the team's App.`)
    await contender('retrain --at 2001-03-01T06:17:00Z', { cwd, environment })
    for (const { body, head, number, title, user } of await github.pulls())
      say(`Pull request #${number} of ${user.login}, ${head.ref}: ${title}

${body.replace(/^/gm, '  | ')}

${await github.files('main', head.ref)}`)

    const june = 'drift --at 2001-06-28T06:17:00Z --windows 17 --out .contender/june'
    say(`9. Had nobody merged it: the weeks until June, beside the five that the ledger knows. Could one have known without labels?

$ contender ${june}`)
    await contender(june, { cwd, environment, output: 'quiet' })
    const { performance, ...drift } = driftIn('.contender/june')
    say(`${weekTable({ performance, ...drift })}

Without labels, by the scores alone (CBPE): ${performance!.estimate!.because}.`)
  } finally {
    await github.close()
  }
}

function copyProduction(): void {
  rmSync(cwd, { recursive: true, force: true })
  mkdirSync(cwd, { recursive: true })
  const made = /[/\\](\.contender|labels|logs|models|node_modules)([/\\]|$)/
  const from = fileURLToPath(new URL('production', import.meta.url))
  cpSync(from, cwd, { recursive: true, filter: (path) => !made.test(path.slice(from.length)) })
  const data = fileURLToPath(new URL('node_modules/vega-datasets', import.meta.url))
  mkdirSync(join(cwd, 'node_modules'))
  if (!existsSync(join(cwd, 'node_modules/vega-datasets')))
    symlinkSync(data, join(cwd, 'node_modules/vega-datasets'), 'junction')
  begin(cwd)
}

function driftIn(out: string): Drift {
  return JSON.parse(readFileSync(join(cwd, out, 'delay/drift.json'), 'utf8')) as Drift
}
