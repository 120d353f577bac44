const LINES = 20
const BYTES = 8192

/** Remembers the end of a stream of text: at most 20 lines and 8 kB. */
export function lastLines(): { readonly add: (output: Uint8Array) => void; readonly text: () => string } {
  let end: Uint8Array = new Uint8Array()
  return {
    add(output) {
      end = Buffer.concat([end, output]).subarray(-BYTES)
    },
    text() {
      return new TextDecoder().decode(end).trimEnd().split('\n').slice(-LINES).join('\n')
    },
  }
}
