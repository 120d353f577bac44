import type { Column, Table } from './table.ts'

/** Batches of the same columns as one table, whose text has levels of its own. */
export function joinTables(batches: readonly Table[]): Table {
  const names = [...(batches[0]?.columns.keys() ?? [])]
  return {
    rows: batches.reduce((sum, { rows }) => sum + rows, 0),
    columns: new Map(names.map((name) => [name, joinColumns(batches.map(({ columns }) => columns.get(name)!))])),
  }
}

function joinColumns(parts: readonly Column[]): Column {
  const [first] = parts
  if (first!.kind === 'number') {
    const values = parts.map((part) => (part as Extract<Column, { kind: 'number' }>).values)
    const joined = new Float64Array(values.reduce((sum, { length }) => sum + length, 0))
    let at = 0
    for (const each of values) {
      joined.set(each, at)
      at += each.length
    }
    return { ...first!, values: joined }
  }
  const texts = parts as readonly Extract<Column, { kind: 'text' }>[]
  const codeOf = new Map<string, number>()
  const codes = new Int32Array(texts.reduce((sum, part) => sum + part.codes.length, 0))
  let at = 0
  for (const part of texts) {
    for (const code of part.codes) {
      const level = part.levels[code]
      if (level !== undefined && !codeOf.has(level)) codeOf.set(level, codeOf.size)
      codes[at++] = level === undefined ? -1 : codeOf.get(level)!
    }
  }
  return { kind: 'text', codes, levels: [...codeOf.keys()] }
}
