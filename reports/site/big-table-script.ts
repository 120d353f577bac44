/**
 * What a big table does in the browser: loads its parts, sorts, filters, turns pages, and holds two rows against each
 * other. All that it shows is set as text. Addresses are files of the site, and are checked to be.
 */
export const BIG_TABLE_SCRIPT = `
const make = (name, text, attributes = {}) => {
  const one = document.createElement(name)
  if (text !== undefined && text !== null) one.textContent = text
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value)
  return one
}
const numbers = new Intl.NumberFormat('en-US')
// v1.10.0 comes after v1.9.0, and v1.9.0 after v1.9.0-rc.1.
const versionKey = (text) => {
  const [core, ...rest] = text.replace(/^v(?=\\d)/, '').split('-')
  const pad = (part) => part.replace(/\\d+/g, (digits) => digits.padStart(12, '0'))
  return pad(core) + (rest.length === 0 ? '~' : '-' + pad(rest.join('-')))
}
const load = async (path) => {
  const answer = await fetch(path)
  if (!answer.ok) throw new Error(path + ': ' + answer.status)
  return answer.json()
}
for (const place of document.querySelectorAll('.big')) openBigTable(place, JSON.parse(document.getElementById(place.id + '-settings').textContent))

async function openBigTable(place, { columns, compare, details, hint, id, page, parts, total }) {
  if (total === 0) return
  const body = place.querySelector('tbody')
  const heads = [...place.querySelectorAll('thead th')]
  const shown = columns.map((column, at) => ({ ...column, at })).filter(({ kind }) => kind !== 'fields')
  let rows = []
  let found = []
  let from = 0
  let sort = null
  let metric = ''
  let loading = true
  const chosen = []
  const texts = new Map()

  const valueOf = (cell, name) => cell.named.find(([one]) => one === name)
  const shownText = (cell, kind) => {
    if (cell === null) return '–'
    if (typeof cell === 'string') return cell
    if (Array.isArray(cell)) return cell[0]
    if (cell.shown !== undefined) return cell.shown
    if (cell.text !== undefined) return cell.text
    const value = metric === '' ? cell.named[0] : valueOf(cell, metric)
    return value === undefined ? '–' : metric === '' ? value[0] + ' ' + value[1] : value[1]
  }
  const sortKey = (cell, kind) => {
    if (cell === null) return null
    if (typeof cell === 'string') return cell === '' ? null : kind === 'version' ? versionKey(cell) : cell
    if (Array.isArray(cell)) return cell[1]
    if (cell.shown !== undefined) return cell.raw
    if (cell.text !== undefined) return cell.text
    const value = metric === '' ? cell.named[0] : valueOf(cell, metric)
    return value === undefined ? null : value[2]
  }
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, row.map((cell) => cell === null ? '' : cell.named ? cell.named.map(([name, text]) => name + ' ' + text).join(' ') : shownText(cell)).join(' ').toLowerCase())
    return texts.get(row)
  }
  const fieldOf = (row, name) => {
    for (const [at, { kind, name: title }] of columns.entries()) {
      const cell = row[at]
      if (cell === null) continue
      if (cell.named) {
        const value = cell.named.find(([one]) => one.toLowerCase() === name || title + '.' + one.toLowerCase() === name)
        if (value !== undefined) return { kind, value: value[2] === null ? value[1] : value[2] }
      } else if (title.toLowerCase() === name) return { kind, value: Array.isArray(cell) ? cell[1] : cell.shown === undefined ? shownText(cell) : cell.raw, shown: shownText(cell) }
    }
    return undefined
  }
  const holds = (row, { name, operator, value, word }) => {
    if (name === undefined) return textOf(row).includes(word)
    const field = fieldOf(row, name)
    if (field === undefined || field.value === null) return false
    const text = String(field.value).toLowerCase()
    if (operator === '~') return text.includes(value)
    const both = field.kind !== 'beginning' && value.trim() !== '' && Number.isFinite(Number(value)) && Number.isFinite(Number(field.value))
    const [a, b] = both ? [Number(field.value), Number(value)] : field.kind === 'version' ? [versionKey(text), versionKey(value)] : [field.kind === 'beginning' ? text.slice(0, value.length) : text, value]
    const same = a === b || (field.shown !== undefined && field.shown.toLowerCase() === value)
    if (operator === '=' || operator === '==') return same
    if (operator === '!=') return !same
    if (operator === '<') return a < b
    if (operator === '<=') return a <= b
    return operator === '>' ? a > b : a >= b
  }
  const CONDITION = /^([^<>=!~]+)(!=|<=|>=|==?|<|>|~)([^<>=!~]+)$/
  const conditionsOf = (text) => text.toLowerCase().replace(/\\s*(!=|<=|>=|==?|<|>|~)\\s*/g, '$1').split(/\\s+/).flatMap((word) => /[<>=~]/.test(word) ? word.split(',') : [word]).filter(Boolean).map((word) => {
    const parts = CONDITION.exec(word)
    return parts === null ? { word } : { name: parts[1], operator: parts[2], value: parts[3] }
  })

  const bar = make('div', undefined, { class: 'bar' })
  const search = make('input', undefined, { type: 'search', id: id + '-search' })
  const searchLabel = make('label', 'Filter ')
  searchLabel.append(search)
  bar.append(searchLabel)
  const narrowed = shown.filter(({ kind }) => kind === 'choice').map(({ at, name }) => {
    const label = make('label', name + ' ')
    const select = make('select')
    label.append(select)
    bar.append(label)
    return { at, name, select }
  })
  const measured = shown.find(({ kind }) => kind === 'values')
  const metrics = make('select')
  if (measured !== undefined) {
    const label = make('label', measured.name + ' ')
    label.append(metrics)
    bar.append(label)
  }
  const fill = (select, first, names) => {
    const was = select.value
    select.replaceChildren(make('option', first, { value: '' }), ...names.map((name) => make('option', name.length > 60 ? name.slice(0, 60) + '…' : name, { value: '=' + name })))
    select.value = was
    if (select.selectedIndex < 0) select.selectedIndex = 0
  }
  const status = make('p', undefined, { role: 'status', class: 'quiet' })
  const pager = make('div', undefined, { class: 'bar' })
  const earlier = make('button', 'Previous', { type: 'button' })
  const later = make('button', 'Next', { type: 'button' })
  pager.append(earlier, later)
  const help = make('p', hint, { class: 'quiet', id: id + '-hint' })
  search.setAttribute('aria-describedby', help.id)
  bar.hidden = help.hidden = total <= (compare === undefined ? 10 : 1)
  pager.hidden = total <= page
  place.prepend(bar, help, status)
  place.append(pager)
  const box = make('section', undefined, { class: 'diff', 'aria-label': 'Two runs side by side' })
  box.hidden = true
  const isCompared = compare !== undefined && total > 1
  if (isCompared) {
    place.after(box)
    place.querySelector('thead tr').prepend(make('th', 'compare', { scope: 'col', class: 'tick' }))
  }

  for (const [at, head] of heads.entries()) {
    const button = make('button', head.textContent, { type: 'button', class: 'sort' })
    head.replaceChildren(button)
    head.setAttribute('aria-sort', 'none')
    button.addEventListener('click', () => {
      const down = sort !== null && sort.at === at ? !sort.down : shown[at].kind === 'number' || shown[at].kind === 'values'
      sort = { at, down }
      for (const other of heads) other.setAttribute('aria-sort', 'none')
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending')
      from = 0
      refresh()
    })
  }

  const cellOf = (row, { at, kind }, first) => {
    const cell = row[at]
    const one = first ? make('th', undefined, { scope: 'row' }) : make('td')
    if (kind === 'number' || kind === 'values') one.className = 'right'
    if (shownText(cell).length <= 24) one.classList.add('short')
    if (cell !== null && cell.href !== undefined && /^[a-z0-9._/-]+$/.test(cell.href)) one.append(make('a', cell.text, { href: cell.href }))
    else one.textContent = shownText(cell)
    return one
  }
  // Of the rows that are shown.
  let ticks = []
  const show = () => {
    const some = found.slice(from, from + page)
    const held = ticks.find(([, tick]) => tick === document.activeElement)
    ticks = []
    body.replaceChildren(...some.map((row) => {
      const line = make('tr')
      if (isCompared) {
        const tick = make('input', undefined, { type: 'checkbox', 'aria-label': 'Compare ' + shownText(row[0]) })
        tick.checked = chosen.includes(row)
        tick.addEventListener('change', () => choose(row, tick.checked))
        ticks.push([row, tick])
        const cell = make('td', undefined, { class: 'tick' })
        cell.append(tick)
        line.append(cell)
      }
      line.append(...shown.map((column, at) => cellOf(row, column, at === 0)))
      return line
    }))
    // Lines are made anew as more are loaded: who has come to one by keyboard stays there.
    if (held !== undefined) ticks.find(([row]) => row === held[0])?.[1].focus({ preventScroll: true })
    say()
    turn(earlier, from === 0)
    turn(later, from + page >= found.length)
  }
  const say = () => {
    const range = found.length === 0 ? 'Nothing' : numbers.format(from + 1) + '–' + numbers.format(Math.min(from + page, found.length))
    status.textContent = range + ' of ' + numbers.format(found.length) + (found.length === total ? '' : ' found in ' + numbers.format(rows.length)) + (loading ? ', loading the others of ' + numbers.format(total) + ' …' : '') + (chosen.length === 0 ? '' : chosen.length === 1 ? '. One run is ticked: tick another to see what differs' : '. Two runs are ticked: what differs stands below the table')
  }
  // A button that is disabled would let go of the keyboard.
  const turn = (button, isEnd) => button.setAttribute('aria-disabled', isEnd)
  const turnTo = (next) => { if (next >= 0 && next < found.length) { from = next; show() } }
  const refresh = () => {
    const conditions = conditionsOf(search.value)
    found = rows.filter((row) => narrowed.every(({ at, select }) => select.value === '' || shownText(row[at]) === select.value.slice(1)) && conditions.every((condition) => holds(row, condition)))
    if (sort !== null) {
      const { at, kind } = shown[sort.at]
      const sign = sort.down ? -1 : 1
      const keyed = found.map((row) => [sortKey(row[at], kind), row])
      keyed.sort(([a], [b]) => a === b ? 0 : a === null ? 1 : b === null ? -1 : (a < b ? -1 : 1) * sign)
      found = keyed.map(([, row]) => row)
    }
    if (from >= found.length) from = 0
    show()
  }
  const again = () => { from = 0; refresh() }
  search.addEventListener('input', again)
  for (const { select } of narrowed) select.addEventListener('change', again)
  metrics.addEventListener('change', () => { metric = metrics.value.slice(1); again() })
  earlier.addEventListener('click', () => turnTo(from - page))
  later.addEventListener('click', () => turnTo(from + page))

  const choose = async (row, on) => {
    const at = chosen.indexOf(row)
    if (at >= 0) chosen.splice(at, 1)
    if (on) chosen.push(row)
    if (chosen.length > 2) chosen.shift()
    for (const [row, tick] of ticks) tick.checked = chosen.includes(row)
    say()
    box.hidden = chosen.length < 2
    if (chosen.length < 2) return
    const pair = chosen.toSorted((a, b) => rows.indexOf(b) - rows.indexOf(a))
    try {
      const [a, b] = await Promise.all(pair.map(async (one) => {
        const number = rows.indexOf(one)
        return (await load(compare + Math.floor(number / details) + '.json'))[number % details]
      }))
      if (chosen.length === 2 && pair.every((one) => chosen.includes(one))) showDiff(pair.map((one) => shownText(one[0])), a, b)
    } catch (error) {
      box.replaceChildren(make('p', 'Cannot load the runs: ' + error.message))
    }
  }
  const showDiff = (names, a, b) => {
    const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])]
    const other = fields.filter((field) => a[field] !== b[field])
    const table = make('table')
    table.append(make('caption', numbers.format(other.length) + ' of ' + numbers.format(fields.length) + ' fields differ'))
    const head = make('tr')
    head.append(...['field', ...names].map((name) => make('th', name, { scope: 'col' })))
    const top = make('thead')
    top.append(head)
    const lines = make('tbody')
    lines.append(...other.map((field) => {
      const line = make('tr')
      line.append(make('th', field, { scope: 'row' }), make('td', a[field] ?? '–'), make('td', b[field] ?? '–'))
      return line
    }))
    table.append(top, lines)
    const scroll = make('div', undefined, { class: 'scroll', role: 'region', 'aria-label': 'What differs', tabindex: '0' })
    scroll.append(table)
    box.replaceChildren(make('h2', names[0] + ' against ' + names[1]), make('p', 'Each run with the interval of its own. For the difference and its interval on the same rows: contender runs diff ' + names.join(' '), { class: 'quiet' }), scroll)
    box.scrollIntoView({ block: 'nearest' })
  }

  const asked = new URLSearchParams(location.search)
  const named = () => {
    for (const { at, select } of narrowed) fill(select, 'all', [...new Set(rows.map((row) => shownText(row[at])))].sort())
    if (measured !== undefined) fill(metrics, 'primary', [...new Set(rows.flatMap((row) => row[measured.at] === null ? [] : row[measured.at].named.map(([name]) => name)))].sort())
    for (const one of narrowed) {
      const value = asked.get(one.name)
      if (value === null) continue
      one.select.value = '=' + value
      if (one.select.selectedIndex > 0) asked.delete(one.name)
      else one.select.selectedIndex = 0
    }
  }
  try {
    for (let at = 0; at < parts.length; at += 4) {
      const some = await Promise.all(parts.slice(at, at === 0 ? 1 : at + 4).map(load))
      if (at === 0) at = -3
      rows = rows.concat(...some)
      loading = rows.length < total
      named()
      refresh()
    }
  } catch (error) {
    loading = false
    status.textContent = (location.protocol === 'file:' ? 'Only the first rows: a page that is opened as a file cannot load the others. Serve the folder over http. ' : 'Only some rows, for the others cannot be loaded: ') + error.message
    if (rows.length === 0) { bar.hidden = true; pager.hidden = true; help.hidden = true }
  }
}
`

/** What the site has beside the look of all pages. */
export const SITE_STYLE = `
.bar[hidden] { display: none; } .diff th { min-width: 9em; }
.bar { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; margin: 8px 0; }
.bar label { display: flex; gap: 6px; align-items: center; max-width: 100%; } .bar select, .bar button { font: inherit; padding: 4px 8px; border: 1px solid var(--line); border-radius: 6px; background: var(--soft); color: inherit; max-width: 16em; min-width: 0; }
.bar button[aria-disabled=true] { color: var(--quiet); cursor: default; } .sort { font: inherit; font-weight: 600; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; white-space: nowrap; }
[aria-sort=none] .sort::after { content: " ↕" / ""; color: var(--quiet); font-weight: 400; } [aria-sort=ascending] .sort::after { content: " ▲"; } [aria-sort=descending] .sort::after { content: " ▼"; }
.big input[type=checkbox] { width: 18px; height: 18px; } .diff { border: 1px solid var(--line); border-radius: 6px; padding: 4px 16px; margin: 16px 0; } .diff h2 { border: 0; margin: 4px 0; }
.big th, .big td { min-width: 0; } .short { white-space: nowrap; }
.cards { display: flex; flex-wrap: wrap; gap: 8px 36px; margin: 14px 0; padding: 0; list-style: none; } .cards b { display: block; font-size: 22px; line-height: 1.3; font-variant-numeric: tabular-nums; }
.lineage { overflow-x: auto; } .lineage svg { display: block; font: 12px system-ui, sans-serif; } .lineage rect { fill: var(--soft); stroke: var(--line); } .lineage text { fill: var(--text); } .lineage .dim { fill: var(--quiet); } .lineage path { fill: none; stroke: var(--quiet); opacity: .6; }
`
