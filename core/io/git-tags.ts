import { git } from './run-git.ts'

/** A tag of a repository, as it stands there. */
export interface FoundTag {
  readonly name: string
  /** What the name points to: the tag's own object, or the commit of a tag without one. */
  readonly object: string
  /** Undefined for one without an object of its own (lightweight), or that is on no commit. */
  readonly annotated:
    | {
        readonly commit: string
        /** The tagger's time, in whole seconds. */
        readonly at: Date
        readonly by: { readonly name: string; readonly email: string | null }
        readonly message: string
      }
    | undefined
}

const FIELDS = [
  'refname:lstrip=2',
  'objectname',
  'objecttype',
  '*objecttype',
  '*objectname',
  'taggername',
  'taggeremail',
  'taggerdate:unix',
  'contents',
]

/** All tags of a repository, by name. */
export async function readTags(directory: string): Promise<FoundTag[]> {
  const format = FIELDS.map((field) => `%(${field})%00`).join('')
  const output = await git(directory, ['for-each-ref', `--format=${format}`, 'refs/tags'])
  // Each record ends with a line break, which the next one then begins with.
  const values = output.toString().split('\0')
  const tags: FoundTag[] = []
  for (let at = 0; at + FIELDS.length < values.length + 1 && values[at]!.trim() !== ''; at += FIELDS.length) {
    const [name, object, type, onType, commit, by, email, time, message] = values.slice(at, at + FIELDS.length)
    const annotated = type === 'tag' && onType === 'commit' && time !== ''
    tags.push({
      name: name!.replace(/^\n/, ''),
      object: object!,
      annotated: annotated
        ? {
            commit: commit!,
            at: new Date(Number(time) * 1000),
            by: { name: by!, email: email!.replace(/^<|>$/g, '') || null },
            message: message!.trim(),
          }
        : undefined,
    })
  }
  return tags
}
