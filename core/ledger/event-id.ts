/**
 * A UUIDv7: names of events sort by the time they were made, and no two writers draw the same one.
 *
 * @param random 10 random bytes
 * @see RFC 9562, section 5.7
 * @example
 * eventId(new Date(1645557742000), new Uint8Array(10)) // '017f22e2-79b0-7000-8000-000000000000'
 */
export function eventId(now: Date, random: Uint8Array): string {
  const time = now.getTime().toString(16).padStart(12, '0')
  const bytes = Uint8Array.from(random.subarray(0, 10))
  bytes[0] = 0x70 | (bytes[0]! & 0x0f)
  bytes[2] = 0x80 | (bytes[2]! & 0x3f)
  const rest = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [time.slice(0, 8), time.slice(8), rest.slice(0, 4), rest.slice(4, 8), rest.slice(8)].join('-')
}

/**
 * When the id of an event or a run was made: it begins with the time.
 *
 * @param id UUIDv7
 * @returns milliseconds since 1970
 * @see RFC 9562, section 5.7
 * @example
 * timeOfId('017f22e2-79b0-7000-8000-000000000000') // 1645557742000
 */
export function timeOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}
