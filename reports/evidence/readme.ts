import type { EvidenceIndex } from '../../core/artifacts/evidence.ts'
import { count } from '../../core/count.ts'
import { codeSpan } from '../code-span.ts'
import { escapeMarkdown } from '../escape.ts'
import { escapeLong } from '../tables.ts'
import { sayAgain } from './same-bytes.ts'

/** What an evidence pack is, for who opens the folder: what is in it, what is not, how to check it. */
export function packReadme({
  as_of,
  contender,
  disagreements,
  files,
  ledger,
  missing,
  model,
  notes,
  version,
}: EvidenceIndex): string {
  const name = `${escapeMarkdown(model)} ${escapeMarkdown(version)}`
  const rows = files.map(({ about, file }) => `- [${file}](${file}): ${about}`)
  const lacks = missing.map(({ what, why }) => `- ${escapeLong(what)}: ${withSpans(why)}`)
  const chain =
    ledger.head === null
      ? 'The repository has no ledger yet.'
      : `The ledger was read at \`${ledger.head}\`, and ${ledger.outcome === 'pass' ? 'is whole' : `has ${count(ledger.findings, 'finding')}`}.`
  return `# Evidence of ${name}

What the repository knows of this version of a model, as of ${as_of.slice(0, 16).replace('T', ' ')} UTC. Begin with [index.html](index.html).
${notes.map((note) => `\n${withSpans(note)}\n`).join('')}${disagreements.length === 0 ? '' : `\n## What does not agree\n\n${disagreements.map((one) => `- ${withSpans(one)}`).join('\n')}\n`}
## What is here

${rows.join('\n')}

## What is not here, and why

${lacks.length === 0 ? 'Nothing is missing.' : lacks.join('\n')}

## To check it

- \`sha256sum -c SHA256SUMS\` in this folder: no file was changed since it was packed.
- ${chain} In a clone of the repository \`contender audit verify${ledger.head === null ? '' : ` --head ${ledger.head.slice(0, 12)}`}\` tells whether it still stands.
- ${withSpans(sayAgain({ contender, files, ledger }))}
`
}

/** A sentence of ours, whose names of files and commands stand between backticks. */
function withSpans(text: string): string {
  const parts = text.split('`')
  return parts.map((part, at) => (at % 2 === 1 ? codeSpan(part) : sayPart(part))).join('')
}

/** Escaping takes spaces at the ends away. */
function sayPart(part: string): string {
  const [, before, words, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(part)!
  return `${before}${escapeLong(words!)}${after}`
}
