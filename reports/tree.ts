/** A line with those that belong to it. */
export interface Branch {
  readonly text: string
  readonly branches?: readonly Branch[]
}

/**
 * A tree for a terminal.
 *
 * @returns lines, without a line break at the end
 * @example
 * renderTree({ text: 'a', branches: [{ text: 'b' }, { text: 'c' }] }) // 'a\n├─ b\n└─ c'
 */
export function renderTree({ branches = [], text }: Branch): string {
  const last = branches.length - 1
  const below = branches.map((branch, at) => {
    const [own, rest] = at === last ? ['└─ ', '   '] : ['├─ ', '│  ']
    return own + renderTree(branch).replaceAll('\n', `\n${rest}`)
  })
  return [text, ...below].join('\n')
}
