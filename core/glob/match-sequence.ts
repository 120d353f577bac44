/**
 * Whether a sequence is what a pattern of one item after the other says, in which a wildcard stands for any number of
 * items. It is enough to go back to the last wildcard: what an earlier one took need never be more.
 *
 * Time O(items × pattern), memory O(1).
 *
 * @param fits whether an item is what a part of the pattern that is no wildcard says
 * @param takes whether a wildcard may stand for an item
 */
export function matchSequence<Item, Part>(
  items: readonly Item[],
  pattern: readonly Part[],
  wildcard: Part,
  { fits, takes = () => true }: { fits: (item: Item, part: Part) => boolean; takes?: (item: Item) => boolean },
): boolean {
  let [at, to] = [0, 0]
  let last = -1
  let taken = 0
  while (at < items.length) {
    if (to < pattern.length && pattern[to] === wildcard) {
      last = to++
      taken = at
    } else if (to < pattern.length && fits(items[at]!, pattern[to]!)) {
      at++
      to++
    } else {
      if (last < 0 || !takes(items[taken]!)) return false
      at = ++taken
      to = last + 1
    }
  }
  while (to < pattern.length && pattern[to] === wildcard) to++
  return to === pattern.length
}
