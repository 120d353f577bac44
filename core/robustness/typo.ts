/**
 * A text as somebody mistypes it: two neighbours that differ change places; where no two do, a letter stands twice.
 *
 * @param at where, in [0, 1) of all such places
 * @example
 * typo('JFK', 0) // 'FJK'
 * typo('AA', 0) // 'AAA'
 */
export function typo(text: string, at: number): string {
  const letters = [...text]
  const places = letters.flatMap((letter, place) => {
    const next = letters[place + 1]
    return next === undefined || next === letter ? [] : [place]
  })
  if (places.length === 0) return text + (letters[0] ?? '')
  const place = places[Math.floor(at * places.length)]!
  return [...letters.slice(0, place), letters[place + 1], letters[place], ...letters.slice(place + 2)].join('')
}
