/** A paragraph of the demo. */
export function say(text: string): void {
  console.log(`\n${text}\n`)
}
