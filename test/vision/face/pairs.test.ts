// Tests how a list of picture pairs is read for measuring the face model.
import { describe, expect, test } from 'vitest'
import { personsOf, readPairs } from '../../../bench/faces/pairs.ts'

const read = (csv: string) => {
  const pairs = readPairs(csv)
  return pairs.ok ? pairs.value : pairs.reason
}

describe('a list of pairs', () => {
  test('is read with or without a header, under other names and in another order, by comma, semicolon and tab', () => {
    const one = { pairs: [{ a: ['x.jpg'], b: ['y.jpg'], same: true }], skipped: 0 }
    for (const csv of [
      'a,b,same\nx.jpg,y.jpg,1',
      'x.jpg,y.jpg,true\n',
      '\uFEFFlabel;file2;file1\r\n1;y.jpg;x.jpg\r\n',
      'selfie\tcard\tgenuine\nx.jpg\ty.jpg\tyes',
      '"a","b","same"\n"x.jpg","y.jpg","1"',
    ])
      expect(read(csv), csv).toEqual(one)
  })

  test('may name several pictures of one side, and a comma within quotes', () => {
    expect(read('a,b,same\n"x, 1.jpg|x2.jpg",y.jpg,0')).toEqual({
      pairs: [{ a: ['x, 1.jpg', 'x2.jpg'], b: ['y.jpg'], same: false }],
      skipped: 0,
    })
  })

  test('may name a group for figures of its own', () => {
    expect(read('a,b,same,sex\nx.jpg,y.jpg,0,f\nx.jpg,z.jpg,0,')).toEqual({
      pairs: [
        { a: ['x.jpg'], b: ['y.jpg'], same: false, group: 'f' },
        { a: ['x.jpg'], b: ['z.jpg'], same: false },
      ],
      skipped: 0,
    })
  })

  test('counts lines that are not pairs, and is refused if it has no pair', () => {
    expect(read('a,b,same\nx,y,1\nx,,1\nx,y,perhaps')).toMatchObject({ pairs: { length: 1 }, skipped: 2 })
    expect(read('')).toBe('the list of pairs is empty')
    expect(read('a,b,same\n')).toBe('no line of the list is a pair')
    expect(read('what is this')).toMatch(/^the first line should be/)
  })

  test('links pictures of one person across several pairs, and never by a pair of two persons', () => {
    const persons = personsOf([
      { a: ['1'], b: ['2'], same: true },
      { a: ['3'], b: ['2'], same: true },
      { a: ['1'], b: ['4'], same: false },
    ])
    expect(persons.get('3')).toBe(persons.get('1'))
    expect(persons.get('4')).not.toBe(persons.get('1'))
  })
})
