import type { Native } from './archive.ts'

/**
 * Folders of native files that were checked, by package. What the bundle has in the place of the packages' own
 * `require` of them looks here, after `loadNative` has put them.
 */
export const readyFolders = new Map<Native, string>()
