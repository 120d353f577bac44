/** Files in which package managers write down the versions they chose, and those that stand in for them. */
const LOCK =
  /^(requirements[\w.-]*\.txt|(uv|poetry|pdm)\.lock|Pipfile\.lock|conda-lock\.yml|environment\.ya?ml|renv\.lock|Manifest\.toml|package-lock\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock|Cargo\.lock|go\.sum)$/

/** Whether a file's name is one by which package managers lock versions. */
export function isLockFile(name: string): boolean {
  return LOCK.test(name)
}
