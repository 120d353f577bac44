/** A commit as git keeps it. */
export interface RawCommit {
  readonly tree: string
  readonly parents: readonly string[]
  readonly author: RawPerson
  readonly committer: RawPerson
  readonly message: string
}

export interface RawPerson {
  readonly name: string
  readonly email: string
  /** `2026-11-02T09:00:00Z` */
  readonly date: string
}

/** @param bytes an object of the type `commit` */
export function commitOf(bytes: Buffer): RawCommit {
  const text = bytes.toString()
  const end = text.indexOf('\n\n')
  const lines = text.slice(0, end).split('\n')
  const of = (key: string) =>
    lines.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1))
  return {
    tree: of('tree')[0]!,
    parents: of('parent'),
    author: personOf(of('author')[0]!),
    committer: personOf(of('committer')[0]!),
    message: text.slice(end + 2),
  }
}

function personOf(line: string): RawPerson {
  const [, name = '', email = '', seconds] = /^(.*?) ?<(.*)> (\d+) [+-]\d{4}$/.exec(line) ?? []
  return { name, email, date: `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z` }
}

/**
 * The same the other way round.
 *
 * @returns undefined where git would have more to say to it than to write it down
 */
export function bytesOfCommit({ author, committer, message, parents, tree }: RawCommit): Buffer | undefined {
  const plain = [author, committer].every(
    ({ date, email, name }) => NAME.test(name) && EMAIL.test(email) && DATE.test(date),
  )
  if (!plain || message.includes('\0') || ![tree, ...parents].every((sha) => SHA.test(sha))) return undefined
  const by = ({ date, email, name }: RawPerson) => `${name} <${email}> ${Date.parse(date) / 1000} +0000`
  const lines = [
    `tree ${tree}`,
    ...new Set(parents.map((parent) => `parent ${parent}`)),
    `author ${by(author)}`,
    `committer ${by(committer)}`,
  ]
  return Buffer.from(`${lines.join('\n')}\n\n${message}`)
}

const SHA = /^[0-9a-f]{40}$/
const NAME = /^\w[\w [\]-]*[\w\]]$/
const EMAIL = /^\w[\w.+@[\]-]*\w$/
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.000)?Z$/
