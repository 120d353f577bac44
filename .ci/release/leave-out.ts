import type { Plugin } from 'esbuild'

/** Modules that a package of ours loads for what we never ask of it, and why they had better not be in a bundle. */
const LEFT_OUT: readonly { readonly path: RegExp; readonly exports: string }[] = [
  // @actions/artifact unpacks downloads by it; one of the packages that it is made of says nothing about its licence.
  { path: /node_modules[\\/]unzip-stream[\\/]unzip\.js$/, exports: 'export default {}' },
  // @actions/core asks for tokens by it, and half a megabyte of an HTTP client would be read before an action's first line.
  { path: /@actions[\\/]core[\\/]lib[\\/]oidc-utils\.js$/, exports: 'export const OidcClient = {}' },
]

/** Puts something empty in the place of modules that would never run. */
export const leaveOut: Plugin = {
  name: 'leave-out',
  setup(build) {
    for (const { exports, path } of LEFT_OUT) build.onLoad({ filter: path }, () => ({ contents: exports }))
  },
}
