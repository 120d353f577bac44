/**
 * What pages do beside standing there: values where a picture is pointed at, charts to take along, charts that scroll reached by
 * keyboard, long tables that filter, and all of it unfolded on paper. Without it nothing is missing that stands in the tables.
 */
export const SCRIPT = `
'use strict'
const tip = document.createElement('div')
tip.className = 'tip'
tip.hidden = true
tip.setAttribute('aria-hidden', 'true')
document.body.append(tip)
document.addEventListener('pointermove', (event) => {
  const mark = event.target instanceof Element ? event.target.closest('.picture [aria-label][role="graphics-symbol"]') : null
  tip.hidden = mark === null
  if (mark === null) return
  tip.textContent = mark.getAttribute('aria-label')
  const left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8)
  const top = event.clientY + 18 + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 10 : event.clientY + 18
  tip.style.left = Math.max(8, left) + 'px'
  tip.style.top = Math.max(8, top) + 'px'
})
for (const button of document.querySelectorAll('button.take')) {
  button.hidden = false
  button.addEventListener('click', () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([document.getElementById(button.dataset.spec).textContent], { type: 'application/json' }))
    link.download = button.dataset.name
    link.click()
    URL.revokeObjectURL(link.href)
  })
}
for (const search of document.querySelectorAll('input[data-filters]')) {
  search.closest('label').hidden = false
  const rows = [...document.getElementById(search.dataset.filters).querySelectorAll('tbody tr')]
  search.addEventListener('input', () => {
    const words = search.value.toLowerCase()
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(words)
  })
}
// What scrolls can be reached by keyboard, and what does not is no stop on the way.
const wide = new ResizeObserver((boxes) => {
  for (const { target: box } of boxes) {
    const scrolls = box.scrollWidth > box.clientWidth
    for (const [name, value] of [['tabindex', '0'], ['role', 'group'], ['aria-label', box.closest('figure').querySelector('b').textContent]]) {
      if (scrolls) box.setAttribute(name, value)
      else box.removeAttribute(name)
    }
  }
})
for (const box of document.querySelectorAll('figure .picture')) wide.observe(box)
addEventListener('beforeprint', () => { for (const one of document.querySelectorAll('details')) one.open = true })
`
