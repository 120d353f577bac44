/**
 * Whether logs that name a version by `name` mean this one: by its name in the registry, or by the digest of its file.
 *
 * @example
 * namesVersion('ab12', { ref: 'v1.0.0', digest: 'sha256:ab12' }) // true
 */
export function namesVersion(
  name: string,
  { digest, ref }: { readonly ref: string | undefined; readonly digest: string | undefined },
): boolean {
  return bare(name) === ref || (digest !== undefined && bare(name) === bare(digest))
}

function bare(name: string): string {
  return name.replace(/^sha256:/, '')
}
