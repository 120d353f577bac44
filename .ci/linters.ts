/** A program that reads workflow files. */
export interface Linter {
  /** From the top of the repository. */
  readonly program: string
  /** What installs it. */
  readonly from: string
  readonly args: readonly string[]
}

/** Other programs that it would ask, where a machine has them, are left out: the answer is the same everywhere. */
export const ACTIONLINT: Linter = {
  program: '.tools/actionlint',
  from: '.ci/go-tools',
  args: ['-shellcheck=', '-pyflakes='],
}

/** As strict as it can be. */
export const ZIZMOR: Linter = {
  program: '.venv/bin/zizmor',
  from: '.ci/python-tools',
  args: ['--pedantic', '--offline', '--quiet', '--no-progress', '--format', 'plain'],
}
