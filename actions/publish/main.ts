import { basename, resolve } from 'node:path'
import * as z from 'zod'
import { count } from '../../core/count.ts'
import { secretsOf } from '../../core/io/child-environment.ts'
import { exists } from '../../core/io/files.ts'
import { gitPlace } from '../../core/io/git-place.ts'
import { readRegistry } from '../../core/ledger/registry/read-registry.ts'
import { factsOf } from '../../core/publish/model-facts.ts'
import { oneLine } from '../../reports/one-line.ts'
import { redact, redactAll } from '../../reports/redact.ts'
import { renderSite } from '../../reports/site/render-site.ts'
import { defineAction, type Host } from '../action.ts'
import { checkLedger } from '../audit/check-ledger.ts'
import { localInput } from '../audit/inputs.ts'
import { repositoryOf } from '../github-place.ts'
import { VERSION } from '../header.ts'
import { CONFIG } from '../inputs.ts'
import { openProject, outFolder } from '../project.ts'
import { readEvents } from '../read-events.ts'
import { whoMaySee } from './who-may-see.ts'
import { writeSite } from './write-site.ts'

const FOLDER = 'contender-site'

/** `contender publish` */
export const publish = defineAction({
  name: 'publish',
  summary: 'a static site of all models from the ledger and the tags, for GitHub Pages',
  examples: [
    ['contender publish --out site', 'the site in a folder, to look at or to serve'],
    ['contender publish --allow-public', 'though the repository may be private'],
  ],
  inputs: z.strictObject({
    config: z.string().default(CONFIG).describe('The config file, for `costs`; without one no money is shown'),
    out: z
      .string()
      .optional()
      .meta({ title: 'dir' })
      .describe(`Folder for the site, relative to where the command runs (${FOLDER}); empty, new, or an earlier site`),
    allowPublic: z.boolean().default(false).describe('All may see what the ledger of this private repository holds'),
    ...localInput,
  }),
  outputs: { folder: 'The folder of the site, for actions/upload-pages-artifact' },
  async main({ allowPublic, config, local, out }, host) {
    const seen = await whoMaySee(
      { allowPublic, named: out !== undefined && host.environment.GITHUB_ACTIONS !== 'true' },
      host,
    )
    const shown = out ?? FOLDER
    const folder = await outFolder(host.directory, shown)
    const root = await gitPlace(host.directory)
    const price = await priceOf(config, host)
    const { files, tags, verification } = await checkLedger(root, { local }, host)
    const secrets = secretsOf(host.environment)
    // Before anything is cut or escaped.
    const events = redactAll(readEvents(files, host), secrets)
    const told = tags.map((tag) => ({ ...tag, message: redact(tag.message, secrets), by: redactAll(tag.by, secrets) }))
    const models = factsOf(events, readRegistry(told))
    const site = await host.step('making the pages', () =>
      renderSite({
        about: { name: nameOf(root, host), url: urlOf(host), contender: VERSION, made: host.now(), price },
        models,
        audit: events.filter((event) => event.schema === 'contender/audit@1'),
        chain: redactAll(verification, secrets),
      }),
    )
    await host.step('writing the site', () => writeSite(folder, site, shown))
    const runs = models.reduce((sum, one) => sum + one.runs.length, 0)
    const made = `${count(models.length, 'model')} and ${count(runs, 'run')}, ${count(site.size, 'file')}`
    const chain =
      verification.outcome === 'pass'
        ? 'The audit trail is whole.'
        : `The audit trail has ${count(verification.findings.length, 'finding')}: run \`contender audit verify\`.`
    return {
      outcome: 'pass',
      text: `${made}: ${oneLine(shown)}\n${host.paint('dim', `  ${oneLine(seen)}\n  ${chain}\n  To look at it, serve the folder over http: opened as files, pages show the first rows of long tables only.`)}\n`,
      artifact: { folder: shown, models: models.length, runs, files: site.size, audit: verification.outcome, seen },
      summary: `${made}. ${seen} ${chain}\n`,
      outputs: { folder },
    }
  },
})

/** The registry and the ledger tell all but what a minute costs. A config that is named has to be there. */
async function priceOf(config: string, host: Host) {
  if (config === CONFIG && !(await exists(resolve(host.directory, config)))) return undefined
  return (await openProject({ config, out: '.contender' }, host)).config.costs
}

function nameOf(root: string, { environment }: Host): string {
  const repository = repositoryOf(environment)
  return repository === undefined ? basename(root) : `${repository.owner}/${repository.repo}`
}

function urlOf({ environment }: Host): string | undefined {
  const repository = repositoryOf(environment)
  if (repository === undefined) return undefined
  const server = environment.GITHUB_SERVER_URL || 'https://github.com'
  return /^https?:\/\//.test(server) ? `${server}/${repository.owner}/${repository.repo}` : undefined
}
