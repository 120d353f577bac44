/** Sections from the first item on, as many as `room` characters hold. */
export function sectionsThatFit<T>(items: readonly T[], room: number, sectionOf: (item: T) => string): string[] {
  const sections: string[] = []
  let length = 0
  for (const item of items) {
    const section = sectionOf(item)
    length += section.length + 2
    if (length > room) break
    sections.push(section)
  }
  return sections
}
