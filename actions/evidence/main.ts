import * as z from 'zod'
import type { EvidenceIndex } from '../../core/artifacts/evidence.ts'
import { count } from '../../core/count.ts'
import { suggest, UserError } from '../../core/errors.ts'
import { secretsOf } from '../../core/io/child-environment.ts'
import { readRegistry } from '../../core/ledger/registry/read-registry.ts'
import type { Registry } from '../../core/ledger/registry/registry.ts'
import { sha256 } from '../../core/sha256.ts'
import { packOf, SUMS } from '../../reports/evidence/pack-of.ts'
import { oneLine } from '../../reports/one-line.ts'
import { plain } from '../../reports/plain.ts'
import { redact, redactAll } from '../../reports/redact.ts'
import { defineAction, type Host } from '../action.ts'
import { checkLedger } from '../audit/check-ledger.ts'
import { localInput } from '../audit/inputs.ts'
import { CONFIG } from '../inputs.ts'
import { outFolder } from '../project.ts'
import { readEvents } from '../read-events.ts'
import { type AskedVersion, askedVersion } from '../registry/asked-version.ts'
import { placeOf } from '../registry/open-registry.ts'
import { gather } from './gather.ts'
import { writePack } from './write-pack.ts'

const folder = (text: string) => z.string().optional().meta({ title: 'dir', description: text })

/** `contender evidence` */
export const evidence = defineAction({
  name: 'evidence',
  summary: 'card, bill, reports, run, sign-offs, audit trail and digests of a version in one folder, for an auditor',
  examples: [
    ['contender evidence delay@v1.1.0', 'into evidence/delay-v1.1.0, with index.html to begin with'],
    [
      'contender evidence delay#production --out audit',
      'of the version that is in production, into a folder of your own',
    ],
    ['contender evidence delay@v1.1.0 --local', 'of this clone alone, without a network'],
  ],
  inputs: z.strictObject({
    of: z
      .string({ error: 'expected a version, as delay@v1.1.0' })
      .describe('Version (delay@v1.1.0, or v1.1.0 of the only model), or what holds a stage (delay#production)'),
    config: z.string().default(CONFIG).describe('The config file, whose folder is where paths start'),
    out: folder('Folder for the pack (evidence/MODEL-VERSION): new, empty, or an earlier pack of the version'),
    release: folder('Folder with the files of its release, as `gh release download` leaves them'),
    ...localInput,
  }),
  positional: ['of'],
  async main(input, host) {
    const place = await placeOf(input, host)
    const checked = await checkLedger(place.root, input, host)
    const secrets = secretsOf(host.environment)
    const told = checked.tags.map((tag) => ({
      ...tag,
      message: redact(tag.message, secrets),
      by: redactAll(tag.by, secrets),
    }))
    const of = chosen(input.of, readRegistry(told))
    const name = `${of.model.name}-${of.version.version}`.replaceAll(/[^\w./+-]+/g, '-')
    const shown = input.out ?? `evidence/${name}`
    const target = await outFolder(host.directory, shown)
    const events = readEvents(checked.files, host)
    const { config, local, release } = input
    const dossier = await gather({ place, config, release, local, of, checked, events }, host)
    const pack = await host.step('making the pack', () => packOf(dossier))
    await host.step('writing it', () => writePack(target, pack, shown))
    const { disagreements, ledger } = pack.index
    return {
      outcome: ledger.outcome === 'fail' || disagreements.length > 0 ? 'fail' : 'pass',
      text: say(pack.index, { shown, sums: sha256(pack.files.get(SUMS)!) }, host),
      artifact: pack.index,
    }
  },
})

/** @throws {UserError} if there is no such version, or it is none that was registered */
function chosen(asked: string, registry: Registry): AskedVersion {
  const names = [...registry.keys()].sort()
  const found = askedVersion(asked, registry, () => {
    if (names.length === 1) return names[0]!
    const of = names.map((name) => `${name}@${asked}`)
    throw new UserError(
      names.length === 0
        ? `Unknown version \`${asked}\`, no model is registered yet: contender registry register MODEL`
        : `Missing model of \`${asked}\`, expected one of ${of.join(', ')}`,
    )
  })
  const known = [...registry.values()].flatMap(({ name, versions }) =>
    versions.map(({ version }) => `${name}@${version}`),
  )
  if (found === undefined)
    throw new UserError(
      known.length === 0
        ? `Unknown version \`${asked}\`, no model is registered yet: contender registry register MODEL`
        : `Unknown version \`${asked}\`, ${suggest(asked, known)}`,
    )
  if (found.version.registration !== null) return found
  throw new UserError(
    `Unexpected \`${asked}\`: commit ${found.version.commit.slice(0, 7)} was never registered, expected a version of ${found.model.name}`,
  )
}

function say(
  { disagreements, files, ledger, missing, model, version }: EvidenceIndex,
  { shown, sums }: { readonly shown: string; readonly sums: string },
  { paint }: Host,
): string {
  const chain =
    ledger.head === null
      ? 'there is no ledger yet'
      : ledger.outcome === 'pass'
        ? 'the ledger is whole'
        : paint('red', `the ledger has ${count(ledger.findings, 'finding')}`)
  const lines = [
    `${paint('bold', plain(`${model} ${version}`))}  ${oneLine(shown)}: ${count(files.length, 'file')}, ${count(missing.length, 'thing')} missing; ${chain}`,
    ...disagreements.map((one) => `  ${paint('red', 'does not agree')}  ${oneLine(one)}`),
    ...missing.map(({ what, why }) => `  ${oneLine(what)}: ${paint('dim', oneLine(why))}`),
    paint(
      'dim',
      `  Begin with index.html. Of ${SUMS} the digest is ${sums}: noted elsewhere, it tells later whether this is the same pack.`,
    ),
  ]
  return `${lines.join('\n')}\n`
}
