import type { EvidenceIndex, Origin } from '../../core/artifacts/evidence.ts'
import { count } from '../../core/count.ts'
import { few } from '../../core/few.ts'

/** Under which conditions the same pack comes of it again: a sentence, with names of files and commands between backticks. */
export function sayAgain({ contender, files, ledger }: Pick<EvidenceIndex, 'contender' | 'files' | 'ledger'>): string {
  const of = (kind: Origin['kind']) => {
    const all = files.flatMap(({ from }) => from).filter((one) => one.kind === kind)
    return [...new Set(all.map(({ ref }) => ref))].sort()
  }
  const [kept, published] = [of('folder'), of('release')]
  const github = ledger.asked ? 'where GitHub says the same of who wrote the events' : 'where GitHub is not asked'
  const read = ledger.head === null ? 'no ledger' : `the ledger at ${ledger.head.slice(0, 12)}`
  const else_ =
    kept.length + published.length === 0
      ? 'and where neither `.contender` nor a release tells how it was judged'
      : `and where the same ${[
          ...(published.length === 0 ? [] : [`${count(published.length, 'file')} of its release (${few(published)})`]),
          ...(kept.length === 0 ? [] : [`${count(kept.length, 'file')} of this machine (${few(kept)})`]),
        ].join(' and ')} and no other judgements are there`
  const clone = kept.length === 0 ? '' : ' A clone that lacks the files of this machine makes another pack.'
  return `Contender ${contender} makes the same bytes again, at any time, from the same commits and tags and ${read}, with the same sensitive columns in the config of that day, ${github}, ${else_}.${clone}`
}
