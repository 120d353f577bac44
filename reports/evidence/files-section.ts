import type { EvidenceIndex, Origin } from '../../core/artifacts/evidence.ts'
import { count } from '../../core/count.ts'
import { formatCount } from '../../core/format-number.ts'
import { type Html, html } from '../html/html.ts'
import { columns, table } from '../html/table.ts'
import { shortCommits, shown } from './shown.ts'

/** Every file with its digest and where it comes from, and how anybody checks it. */
export function filesSection({ files, ledger, tag }: EvidenceIndex): Html {
  const rows = files.map(({ about, bytes, digest, file, from }) => [
    html`<a href="${file}" style="white-space: nowrap">${file}</a>`,
    about,
    origins(from),
    html`<code>${digest.slice('sha256:'.length)}</code>`,
    formatCount(bytes),
  ])
  const ways: Html[] = [
    html`<code>sha256sum -c SHA256SUMS</code> in this folder says whether a file was changed since it was packed.`,
    html`<code>git show ${shown(tag.name)}</code> in a clone of the repository shows who registered which bytes.`,
    ...(ledger.head === null
      ? []
      : [
          html`<code>contender audit verify --head ${ledger.head.slice(0, 12)}</code> says whether the ledger still holds what was read here.`,
          html`<code>git show ${ledger.head.slice(0, 12)}:audit/…</code> shows an event as the ledger has it.`,
        ]),
  ]
  return html`${table('Files of this pack', columns(['file', 'what', 'from', 'SHA-256'], ['bytes']), rows)}<p>Where several are counted, <a href="index.json">index.json</a> names them. This page says the same as it and <a href="README.md">README.md</a>; <a href="SHA256SUMS">SHA256SUMS</a> has the digests of all. What the tags, commits and the ledger tell, anybody with the repository can look up; for what is from this machine, who packed it answers.</p><h3>To check it</h3><ul>${ways.map((way) => html`<li>${way}</li>`)}</ul>`
}

/** One of a kind is named; of several, how many there are. */
function origins(from: readonly Origin[]): Html {
  const kinds = [...Map.groupBy(from, ({ kind }) => kind)]
  return html`${kinds.map(([kind, all]) =>
    all.length === 1
      ? html`<div>${WORDS[kind]} <code>${shortCommits(shown(all[0]!.ref))}</code></div>`
      : html`<div>${WORDS[kind]}: ${count(all.length, 'file')}</div>`,
  )}`
}

const WORDS: Readonly<Record<Origin['kind'], string>> = {
  ledger: 'ledger',
  tag: 'tag',
  commit: 'commit',
  release: 'release',
  folder: 'this machine',
  made: 'of',
}
