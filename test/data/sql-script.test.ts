import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeableIn, quotedIn, replaceQuoted, statementsOf } from '../../core/data/sql-script.ts'

test('statementsOf: the example of its docstring', () => {
  assert.deepEqual(
    statementsOf("select ';';\nselect 2").map(({ line }) => line),
    [1, 2],
  )
})

test('statementsOf: semicolons in text, names, comments and dollar quotes do not split', () => {
  const sql = `select ';''', ";""", $$;$$, $a$;$$;$a$, e'\\';' /* ; */ -- ;\n, 1`
  assert.deepEqual(statementsOf(`-- first;\n\n${sql};\n;\n /* ; */ select 2; -- end`), [
    { sql, line: 3 },
    { sql: 'select 2', line: 6 },
  ])
})

test('statementsOf: an open quote is kept for DuckDB to complain about', () => {
  assert.deepEqual(statementsOf("select 1; select 'x;"), [
    { sql: 'select 1', line: 1 },
    { sql: "select 'x;", line: 1 },
  ])
})

test('replaceQuoted: the example of its docstring', () => {
  assert.equal(
    replaceQuoted("from 'a.csv'", (text) => `/data/${text}`),
    "from '/data/a.csv'",
  )
})

test('replaceQuoted: quotes are doubled again, comments and escaped text stay', () => {
  const sql = `from "a""b", date'c''d' -- 'e'\n, e'f', $$'g'$$`
  assert.equal(
    replaceQuoted(sql, (text) => `${text}!`),
    `from "a""b!", date'c''d!' -- 'e'\n, e'f', $$'g'$$`,
  )
  assert.equal(
    replaceQuoted(sql, () => undefined),
    sql,
  )
})

test('quotedIn: texts and names once each, comments not', () => {
  assert.deepEqual(quotedIn(`SELECT 'it''s', "a b" FROM 'a.csv', 'a.csv' -- 'c.csv'\n/* 'd.csv' */`), [
    "it's",
    'a b',
    'a.csv',
  ])
})

test('changeableIn: chance and the clock, but not words of texts, names and comments', () => {
  assert.equal(changeableIn('SELECT * FROM t USING  SAMPLE 10%'), 'USING  SAMPLE')
  assert.equal(changeableIn('SELECT current_date'), 'current_date')
  assert.equal(changeableIn('SELECT random ()'), 'random')
  for (const sql of [
    "SELECT 'random()'",
    'SELECT "now"()',
    'SELECT now -- random()',
    'SELECT random_state(1), known()',
  ])
    assert.equal(changeableIn(sql), undefined, sql)
})
