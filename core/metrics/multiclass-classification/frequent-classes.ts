import type { MulticlassSample } from '../metric.ts'

/**
 * The classes with the most rows, whatever these weigh; of as many rows those that come first.
 *
 * Time O(n + k log k).
 *
 * @param most at most so many; classes without rows are none of them
 * @returns positions in `classes`, ascending
 * @example
 * frequentClasses(multiclassSample({ classes: ['a', 'b', 'c'], labels: Int32Array.of(2, 2, 0), answers: Int32Array.of(0, 0, 0) }), 1) // [2]
 */
export function frequentClasses({ classes, labels }: MulticlassSample, most: number): number[] {
  const counts = new Uint32Array(classes.length)
  for (const label of labels) counts[label]! += 1
  return classes
    .map((_, k) => k)
    .filter((k) => counts[k]! > 0)
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
    .slice(0, most)
    .sort((a, b) => a - b)
}
