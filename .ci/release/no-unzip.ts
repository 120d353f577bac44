/**
 * Stands for `unzip-stream` in the bundles: @actions/artifact unpacks downloads by it, which we never ask for, and one of the
 * packages that it is made of says nothing about its licence.
 */
export default {
  Extract(): never {
    throw new Error('Bundles of Contender do not download artifacts by @actions/artifact')
  },
}
