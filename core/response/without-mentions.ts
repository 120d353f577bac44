/**
 * Text from data as a chat shows it without calling anybody: names of columns, values and files may read `@channel` or `<!here>`.
 *
 * Angle brackets become ‹ and ›, which no chat takes for a call or a link. A zero-width space parts an `@` from the word that it would call, and
 * a `&` from an entity that a chat would decode. An `@` within a word stays (`delay@v1`, `a@b.com`), unless it calls everybody.
 *
 * @example
 * withoutMentions('<!here> a@b.com') // '‹!here› a@b.com'
 */
export function withoutMentions(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replace(CALLS, `@${ZERO_WIDTH_SPACE}`)
    .replace(ENTITIES, `&${ZERO_WIDTH_SPACE}`)
}

const ZERO_WIDTH_SPACE = '\u200b'

/** Slack, Discord, Mattermost, Teams and Telegram call by `@` and a word; Discord wherever `@everyone` and `@here` stand. */
const CALLS = /(?<![\p{L}\p{N}])@(?=[^\s\u200b])|@(?=everyone|here|channel|all\b|team\b|room\b)/giu

const ENTITIES = /&(?=#?\w+;)/g
