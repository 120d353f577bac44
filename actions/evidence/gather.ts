import { basename, resolve } from 'node:path'
import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { secretVariables } from '../../core/config/secret-variables.ts'
import { type Config, parseConfig } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import type { Dossier, Judgement } from '../../core/evidence/dossier.ts'
import { eventsOfVersion } from '../../core/evidence/events-of-version.ts'
import { judgementOfEvent } from '../../core/evidence/judgement-of-event.ts'
import { withoutSensitive, withoutSentences } from '../../core/evidence/without-sensitive.ts'
import { keepSecret, secretsOf } from '../../core/io/child-environment.ts'
import { exists, readText } from '../../core/io/files.ts'
import type { RunEvent } from '../../core/ledger/event.ts'
import { eventPath, type LedgerEvent } from '../../core/ledger/event-file.ts'
import { registeredDigest } from '../../core/ledger/registry/tag-message.ts'
import { signersOf } from '../../core/ledger/verify/signer-of.ts'
import { madeByRun, nearestFirst } from '../../core/runs/nearest-first.ts'
import { redactAll } from '../../reports/redact.ts'
import type { Host } from '../action.ts'
import type { Checked } from '../audit/check-ledger.ts'
import { VERSION } from '../header.ts'
import { fileOfVersion, rememberFiles } from '../lineage/records.ts'
import { describeCommit } from '../lineage/trace.ts'
import type { Place } from '../project.ts'
import type { AskedVersion } from '../registry/asked-version.ts'
import { type Here, judgedHere } from './judged-here.ts'
import { peopleAt } from './people-at.ts'
import { releasedAtGitHub, releasedFolder } from './released-files.ts'
import { rulesAt } from './rules-at.ts'
import type { Wanted } from './wanted.ts'

interface Asked {
  readonly place: Place
  readonly config: string
  /** A folder with the files of its release. */
  readonly release: string | undefined
  readonly local: boolean
  readonly of: AskedVersion
  readonly checked: Checked
  /** Of the whole ledger. */
  readonly events: readonly LedgerEvent[]
}

/** All that is known of a version, without secrets, and without values of columns that are sensitive then or now. */
export async function gather(asked: Asked, host: Host): Promise<Dossier> {
  const { checked, config, place } = asked
  const { model, version } = asked.of
  const { commit } = version
  const now = await configNow(resolve(host.directory, config), host)
  if (now !== undefined) keepSecret(secretVariables(now))
  const { rules, sensitive: then } = await rulesAt(place, { commit, config, model: model.name }, host)
  const files = rememberFiles({ ...place, config: { file: basename(config) } })
  const file = await fileOfVersion({ fileAt: files }, model.name, version)
  const wanted: Wanted = { model: model.name, version, digest: file.digest }
  const audit = asked.events.filter((event) => event.schema === 'contender/audit@1')
  const signers = checked.word && signersOf(audit, checked.word)
  const about = { ...wanted, rules: rules.digest }
  const found = eventsOfVersion(asked.events, about, signers)
  const recorded = found.run && rules.task && recordedOf(found.run, rules.task, version)
  const judged = await judgedBy(asked, wanted, recorded, host)
  const sensitive = now?.models.find(({ name }) => name === model.name)?.data.sensitive ?? []
  const all = [...new Set([...then, ...sensitive])]
  const shown = judged.judgement && withoutSensitive(judged.judgement, all)
  // A column that was sensitive when it was judged stands in no sentence.
  const since = [...new Set([...(shown?.hidden ?? []), ...sensitive.filter((name) => !then.includes(name))])]
  const safe = <T>(value: T): T => redactAll(withoutSentences(value, since), secretsOf(host.environment))
  return {
    ...{ contender: VERSION, model: model.name, version, asked: checked.word !== undefined },
    stages: [...model.stages].flatMap(([stage, holder]) => (holder === version ? [stage] : [])),
    artifact: { uri: file.uri, digest: file.digest, because: sayFile(file.because, version) },
    commit: safe((await describeCommit({ ...place, inGit: true }, commit))!),
    rules,
    ...redactAll(await peopleAt(place, { commit, model: model.name }, host), secretsOf(host.environment)),
    events: safe(found),
    run: safe(runOf(found.run, judged)),
    judgement: safe(shown?.judgement),
    kept: judged.kept,
    release: safe(judged.release),
    chain: safe(checked.verification),
    hidden: shown?.hidden ?? [],
  }
}

/** As the ledger has it, for anybody to look up; another that this machine keeps only where that is nearer to the version. */
function runOf(recorded: RunEvent | undefined, { isHere, run }: Judged): Dossier['run'] {
  if (recorded === undefined || (isHere && run !== undefined && run.run.id !== recorded.run.id)) return run
  return { run: recorded.run, from: { kind: 'ledger', ref: eventPath(recorded) } }
}

interface Judged {
  /** Whether what this machine keeps is nearer to the version than what the ledger has. */
  readonly isHere: boolean
  readonly judgement: Judgement | undefined
  readonly run: Dossier['run']
  readonly release: Dossier['release']
  readonly kept: Dossier['kept']
}

type Recorded = Pick<Here, 'judgement' | 'made'>

function recordedOf(event: RunEvent, task: Evaluation['task'], version: Wanted['version']): Recorded | undefined {
  const made = madeByRun(event, version, true)
  const judgement = judgementOfEvent(event, task, made)
  return judgement && { judgement, made }
}

/** What was published counts first: it was judged on what was merged. Then what is nearest to the version. */
async function judgedBy(
  { local, place, release }: Asked,
  wanted: Wanted,
  recorded: Recorded | undefined,
  host: Host,
): Promise<Judged> {
  const all = nearestFirst(await judgedHere(place, wanted, host), wanted.version, ({ made }) => made)
  const [here] = all
  const kept = all.map(({ judgement }) => judgement.from[0]!.ref)
  const known: Recorded[] = [...all, ...(recorded === undefined ? [] : [recorded])]
  const [nearest] = nearestFirst(known, wanted.version, ({ made }) => made)
  const released =
    release === undefined
      ? local
        ? undefined
        : await releasedAtGitHub(wanted, host)
      : await releasedFolder(release, wanted, host)
  const isHere = here !== undefined && nearest === here
  if (released === undefined) return { judgement: nearest?.judgement, run: here?.run, release: undefined, kept, isHere }
  const { commit, config } = released.judgement.evaluation
  const checks = here?.judgement
  const fits = checks?.validation?.commit === commit && checks.validation.config === config
  const judgement = fits
    ? { ...released.judgement, validation: checks.validation, validated: checks.validated }
    : released.judgement
  return { judgement, run: here?.run, release: released.release, kept, isHere }
}

/** The config as it is now, for what became sensitive since; undefined where there is none that can be read. */
async function configNow(path: string, { warn }: Pick<Host, 'warn'>): Promise<Config | undefined> {
  if (!(await exists(path))) return undefined
  try {
    return parseConfig(await readText(path), basename(path))
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    warn(`Which columns are sensitive by now is not known. ${error.message}`)
    return undefined
  }
}

/** DVC's digest is of another kind: it can be held against nothing here. */
function sayFile(because: string | undefined, { registration }: Wanted['version']): string | undefined {
  const named = registeredDigest(registration?.message ?? '')
  const dvc = named?.startsWith('md5:') ? `its tag names DVC's ${named}` : undefined
  return [because?.replace(/\.$/, ''), dvc].filter((part) => part !== undefined).join('; ') || undefined
}
