import type { EvidenceIndex } from '../../core/artifacts/evidence.ts'
import { disagreementsOf } from '../../core/evidence/disagreements-of.ts'
import type { Dossier } from '../../core/evidence/dossier.ts'
import { missingOf } from '../../core/evidence/missing-of.ts'
import { notesOf } from '../../core/evidence/notes-of.ts'
import { sumsOf } from '../../core/release/asset-name.ts'
import { sha256 } from '../../core/sha256.ts'
import { indexPage } from './index-page.ts'
import { judgedFiles } from './judged-files.ts'
import { packReadme } from './readme.ts'
import { recordedFiles } from './recorded-files.ts'

/** A whole evidence pack. */
export interface Pack {
  readonly index: EvidenceIndex
  /** By path in the folder. */
  readonly files: ReadonlyMap<string, string>
}

/** The file by which a folder is known to be a pack, and that tells what is in it. */
export const INDEX = 'index.json'

/** Digests of all other files. */
export const SUMS = 'SHA256SUMS'

/** All files of an evidence pack. The same dossier gives the same bytes: no clock is asked. */
export async function packOf(dossier: Dossier): Promise<Pack> {
  const files = [...(await judgedFiles(dossier)), ...recordedFiles(dossier)]
  const index: EvidenceIndex = {
    ...aboutOf(dossier),
    files: files.map(({ about, file, from, text }) => ({
      ...{ file, about, digest: sha256(text), bytes: Buffer.byteLength(text), from: [...from] },
    })),
    missing: missingOf(dossier),
    notes: notesOf(dossier),
    disagreements: disagreementsOf(dossier),
  }
  const all = new Map(files.map(({ file, text }) => [file, text]))
  all.set(INDEX, `${JSON.stringify(index, null, 2)}\n`)
  all.set('index.html', await indexPage(dossier, index))
  all.set('README.md', packReadme(index))
  const sums = [...all].map(([name, text]) => ({ name, digest: sha256(text) }))
  all.set(SUMS, sumsOf(sums.sort((a, b) => (a.name < b.name ? -1 : 1))))
  return { index, files: all }
}

function aboutOf(dossier: Dossier): Omit<EvidenceIndex, 'files' | 'missing' | 'notes' | 'disagreements'> {
  const { artifact, asked, chain, commit, contender, model, stages, version } = dossier
  const tag = version.registration!
  return {
    schema: 'contender/evidence@1',
    ...{ contender, model, version: version.version, deprecated: version.deprecated, stages: [...stages], commit },
    artifact: { uri: artifact.uri ?? null, digest: artifact.digest ?? null },
    tag: { name: tag.name, at: tag.at.toISOString(), by: tag.by.name },
    as_of: newestOf(dossier),
    ledger: { place: chain.place, head: chain.head, outcome: chain.outcome, findings: chain.findings.length, asked },
  }
}

/** The pack is as old as the newest thing in it: when it was written says nothing. */
function newestOf({ events, run, version }: Dossier): string {
  const times = [
    version.registration!.at.toISOString(),
    ...[...version.held.values()].map(({ at }) => at.toISOString()),
    ...[...events.excerpt, ...events.windows, ...events.retrainings].map(({ at }) => at),
    ...(events.run === undefined ? [] : [events.run.at]),
    ...(run === undefined ? [] : [run.run.started]),
  ]
  return new Date(Math.max(...times.map((time) => Date.parse(time)))).toISOString()
}
