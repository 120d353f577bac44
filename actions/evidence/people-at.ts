import { type CardPart, readCard } from '../../core/card/card-file.ts'
import { UserError } from '../../core/errors.ts'
import type { Host } from '../action.ts'
import { fileAt, fromRoot } from '../at-commit.ts'
import type { Place } from '../project.ts'

/** What people say of a model in the card.yml of a commit; nothing, with a warning, where it cannot be read. */
export async function peopleAt(
  place: Place,
  { commit, model }: { readonly commit: string; readonly model: string },
  { warn }: Pick<Host, 'warn'>,
): Promise<{ readonly people: CardPart; readonly card: string | undefined }> {
  try {
    const bytes = await fileAt(place, commit, 'card.yml')
    if (bytes === undefined) return { people: {}, card: undefined }
    return { people: readCard(new TextDecoder().decode(bytes), model), card: fromRoot(place, 'card.yml') }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    warn(`card.yml at ${commit.slice(0, 7)} is not in the pack. ${error.message}`)
    return { people: {}, card: undefined }
  }
}
