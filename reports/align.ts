/**
 * Columns side by side, each as wide as its widest cell; colours take no room.
 *
 * @param rows of equal length
 * @returns lines that begin with two spaces, without a line break at the end
 * @example
 * align([['a', 'b'], ['long', 'c']]) // '  a     b\n  long  c'
 */
export function align(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => visible(row[column]!))))
  return rows
    .map((row) =>
      `  ${row.map((cell, column) => cell + ' '.repeat(widths[column]! - visible(cell))).join('  ')}`.trimEnd(),
    )
    .join('\n')
}

function visible(cell: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour sequences begin with the escape character
  return [...cell.replace(/\u001b\[\d+m/g, '')].length
}
