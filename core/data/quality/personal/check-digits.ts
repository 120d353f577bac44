/** Numbers as the large issuers give them: Visa, Mastercard, American Express, JCB, Discover. */
const CARDS = /^(4(\d{12}|\d{15}|\d{18})|(5[1-5]|2[2-7]|35|65)\d{14}|6011\d{12}|3[47]\d{13})$/

/** Luhn's check digit, over the lengths of its issuer. @see ISO/IEC 7812-1 */
export function isCard(found: string): boolean {
  const number = found.replace(/\D/g, '')
  if (!CARDS.test(number)) return false
  const sum = [...number].reverse().reduce((sum, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 1 : 2)
    return sum + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0 && new Set(number).size > 1
}

/** Signs of an IBAN by its country. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 BA20 BE16 BG22 BR29 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 ' +
    'HR21 HU28 IE22 IL23 IS26 IT27 KW30 KZ20 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 NL18 NO15 PK24 PL28 PT25 QA29 ' +
    'RO24 RS22 SA24 SE24 SI19 SK24 SM27 TR26 UA29 XK20'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)

/** Letters as numbers from 10, the first four signs moved to the end: 1 modulo 97. @see ISO 13616 */
export function isIban(found: string): boolean {
  const text = found.replaceAll(' ', '')
  if (IBAN_LENGTHS[text.slice(0, 2)] !== text.length) return false
  const moved = text.slice(4) + text.slice(0, 4)
  const number = moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return BigInt(number) % 97n === 1n
}

/** The key is 97 minus the number modulo 97; Corsica's 2A and 2B count as 19 and 18. */
export function isNir(found: string): boolean {
  const text = found.replaceAll(' ', '')
  const number = BigInt(text.slice(0, 13).replace('2A', '19').replace('2B', '18'))
  return 97n - (number % 97n) === BigInt(text.slice(13))
}

/** The letter is that of the number modulo 23; X, Y and Z of foreigners count as 0, 1 and 2. */
export function isDni(found: string): boolean {
  const text = found.replaceAll('-', '')
  const number = Number(text.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter))))
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23] === text.at(-1)
}

/** Digits times 9, 8, … 2 and −1: a multiple of 11. */
export function isBsn(found: string): boolean {
  const sum = [...found].reduce((sum, digit, at) => sum + Number(digit) * (at === 8 ? -1 : 9 - at), 0)
  return sum % 11 === 0 && Number(found) > 0
}
