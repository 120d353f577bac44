/** The config where none is named: at the top of the repository. */
export const CONFIG_PATH = 'contender.yml'
