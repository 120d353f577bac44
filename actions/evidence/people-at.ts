import { readCard } from '../../core/card/card-file.ts'
import { UserError } from '../../core/errors.ts'
import type { Dossier } from '../../core/evidence/dossier.ts'
import type { Host } from '../action.ts'
import { fileAt, fromRoot } from '../at-commit.ts'
import type { Place } from '../project.ts'

/** What people say of a model in the card.yml of a commit; nothing, with a warning, where it cannot be read. */
export async function peopleAt(
  place: Place,
  { commit, model }: { readonly commit: string; readonly model: string },
  { warn }: Pick<Host, 'warn'>,
): Promise<Pick<Dossier, 'people' | 'card'>> {
  try {
    const bytes = await fileAt(place, commit, 'card.yml')
    if (bytes === undefined) return { people: {}, card: undefined }
    const text = new TextDecoder().decode(bytes)
    return { people: readCard(text, model), card: { path: fromRoot(place, 'card.yml'), text } }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    warn(`card.yml at ${commit.slice(0, 7)} is not in the pack. ${error.message}`)
    return { people: {}, card: undefined }
  }
}
