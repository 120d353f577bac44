/**
 * Names as exporters write them into a model's metadata: a JSON list, a list as Python prints it, or
 * names with commas between.
 *
 * @example
 * parseNames("['hour', 'weekday']") // ['hour', 'weekday']
 */
export function parseNames(text: string): string[] {
  if (!text.trimStart().startsWith('[')) return text.split(',').map((name) => name.trim())
  try {
    return (JSON.parse(text) as unknown[]).map(String)
  } catch {
    return Array.from(text.matchAll(/'([^']*)'|"([^"]*)"/g), (match) => match[1] ?? match[2]!)
  }
}
