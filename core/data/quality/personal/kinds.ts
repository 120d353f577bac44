import { isBsn, isCard, isDni, isIban, isNir } from './check-digits.ts'

/** One kind of personal data: how it is written, and what tells it from other digits. */
interface PersonalKind {
  readonly name: string
  readonly shape: RegExp
  /** Whether the check digits are right; for a kind without any, what else its numbers must be. */
  readonly valid: (found: string) => boolean
  /** How many of the values of this shape must be valid: by chance some are. */
  readonly share: number
}

const always = () => true

/** By chance 1 in 10 card numbers, 1 in 11 Dutch, 1 in 23 Spanish and 1 in 97 French ones and IBANs are valid. */
const MOST_VALID = 0.5

/** Kinds in the order they are tried. Shapes do not stand inside of longer words or numbers. */
const PERSONAL_KINDS: readonly PersonalKind[] = [
  {
    name: 'e-mail addresses',
    shape: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu,
    valid: always,
    share: 0,
  },
  {
    name: 'IBANs',
    shape: /(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Z0-9])/g,
    valid: isIban,
    share: 0.1,
  },
  {
    name: 'card numbers',
    shape: /(?<![\dA-Za-z.])\d(?:[ -]?\d){12,18}(?![\dA-Za-z]|\.\d)/g,
    valid: isCard,
    share: MOST_VALID,
  },
  {
    name: 'US social security numbers',
    shape: /(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/g,
    valid: always,
    share: MOST_VALID,
  },
  {
    name: 'UK national insurance numbers',
    shape:
      /(?<![A-Z0-9])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Z0-9])/g,
    valid: always,
    share: MOST_VALID,
  },
  {
    name: 'French social security numbers',
    shape: /(?<![\dA-Z])[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?![\dA-Z])/g,
    valid: isNir,
    share: MOST_VALID,
  },
  {
    name: 'Spanish identity numbers',
    shape: /(?<![A-Z0-9])(?:\d{8}|[XYZ]-?\d{7})-?[A-HJ-NP-TV-Z](?![A-Z0-9])/g,
    valid: isDni,
    share: MOST_VALID,
  },
  {
    name: 'Dutch citizen service numbers',
    shape: /(?<![\dA-Za-z.-])\d{9}(?![\dA-Za-z-]|\.\d)/g,
    valid: isBsn,
    share: MOST_VALID,
  },
  {
    name: 'phone numbers',
    shape:
      /(?<![\dA-Za-z])(?:\+\d{1,3}(?:[ ./-]?\(?\d{1,4}\)?){2,6}|\(\d{3}\) ?\d{3}[ .-]\d{4}|\d{3}[.-]\d{3}[.-]\d{4})(?![\dA-Za-z])/g,
    valid: (found) => /^(\D*\d){8,15}\D*$/.test(found),
    share: MOST_VALID,
  },
]

/** Values of one kind that are valid. */
export interface PersonalCount {
  readonly kind: string
  readonly matches: (text: string) => boolean
}

/**
 * Kinds of personal data that values of one column seem to be.
 *
 * @param values different texts
 * @example
 * personalKinds(['write to ann@example.com']).map(({ kind }) => kind) // ['e-mail addresses']
 */
export function personalKinds(values: readonly string[]): PersonalCount[] {
  return PERSONAL_KINDS.flatMap(({ name, shape, share, valid }) => {
    let shaped = 0
    let right = 0
    for (const value of values) {
      const found = value.match(shape)
      if (found === null) continue
      shaped++
      if (found.some(valid)) right++
    }
    if (right === 0 || right < share * shaped) return []
    return [{ kind: name, matches: (text) => text.match(shape)?.some(valid) ?? false }]
  })
}
