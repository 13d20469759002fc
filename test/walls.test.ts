import { describe, expect, it } from 'vitest'
import {
  circles,
  codeOf,
  fileGraph,
  files,
  type Import,
  importsOf,
  reachable,
  roomGraph,
  roomOf,
  textOf,
} from './walls/house.ts'
import { rooms } from './walls/rooms.ts'

const isPackage = ({ to }: Import) =>
  !to.startsWith('node:') && !/^(src|test|tools|bench|training|assets|migrations)\//.test(to)

const fits = (rule: string, imported: Import): boolean => {
  const { to } = imported
  if (rule === 'packages') return isPackage(imported)
  if (rule === 'node:') return to.startsWith(rule)
  if (rule.endsWith('/')) return to.startsWith(rule)
  const room = roomOf(to)
  return room ? room === rule : to === rule || to.startsWith(`${rule}/`)
}

/** Whether the rows of the table let this room import that. */
const allows = (room: string, imported: Import): boolean =>
  roomOf(imported.to) === room ||
  (rooms[room] ?? []).some((rule) =>
    rule.startsWith('type:') ? imported.typeOnly && fits(rule.slice(5), imported) : fits(rule, imported),
  )

describe('the walls of the house', () => {
  it('has a room for every file, and a file in every room', () => {
    expect(files.filter((file) => !roomOf(file))).toEqual([])
    const lived = new Set(files.map(roomOf))
    expect(Object.keys(rooms).filter((room) => !lived.has(room))).toEqual([])
  })

  it('lets each room import only what its row in the table names', () => {
    const breaches = files.flatMap((file) => {
      const room = roomOf(file) ?? ''
      return importsOf(file)
        .filter((imported) => !allows(room, imported))
        .map(({ to, typeOnly }) => `${file} → ${to}${typeOnly ? ' (a type)' : ''}`)
    })
    expect(breaches).toEqual([])
  })

  it('has no circle of files, types included', () => {
    expect(circles(fileGraph)).toEqual([])
  })

  it('has no circle of rooms', () => {
    expect(circles(roomGraph())).toEqual([])
  })

  it('lets pages carry addresses and the caller of the contract, and its shapes as types alone', () => {
    const pages = files.filter((file) => /^src\/(phone|checker)\//.test(file))
    const light = ['src/core/contract/addresses.ts', 'src/core/contract/call.ts']
    const heavy = pages.flatMap((file) =>
      importsOf(file).filter(
        ({ to, typeOnly }) => !typeOnly && to.startsWith('src/core/contract/') && !light.includes(to),
      ),
    )
    expect(heavy).toEqual([])
    expect(light.flatMap((file) => importsOf(file).filter(({ typeOnly }) => !typeOnly))).toEqual([])
  })

  it('keeps the simulator, and with it the puppet, tests and benches out of everything that ships or runs for real', () => {
    const entries = files.filter(
      (file) =>
        /^src\/(worker|node)\.ts$|^tools\/(build|deploy|ops|settings)\//.test(file) ||
        /^src\/(core|service|vision|phone|checker|examiner)\//.test(file),
    )
    const shipped = [...reachable(entries, fileGraph)]
    expect(shipped.filter((file) => /^(src\/simulator|test|bench|tools\/d(ev|emo))\//.test(file))).toEqual([])
  })

  it('lets vision look and never send: no word of the network in it', () => {
    const looks = files.filter((file) => /^src\/(vision|phone\/vision)\//.test(file))
    const network = /\b(fetch|XMLHttpRequest|WebSocket|sendBeacon|EventSource)\b/
    expect(looks.filter((file) => network.test(codeOf(file)))).toEqual([])
  })

  it('has no clock and no chance in core and vision: both are handed in', () => {
    const pure = files.filter((file) => /^src\/(core|vision)\//.test(file))
    expect(pure.filter((file) => /Date\.now|new Date\(\)|Math\.random|performance\.now/.test(codeOf(file)))).toEqual([])
  })

  it('has no file over 400 lines', () => {
    expect(files.filter((file) => textOf(file).split('\n').length > 400)).toEqual([])
  })

  it('spreads no literal into another: its members stand one by one', () => {
    expect(files.filter((file) => /\.\.\.\{/.test(codeOf(file)))).toEqual([])
  })

  it('begins every file with a line that says what it promises', () => {
    const told = files.filter((file) => /^(src|tools|bench|test\/(kit|walls))\//.test(file))
    expect(told.filter((file) => !/^(#!.*\n)?(\/\/|\/\*\*) /.test(textOf(file)))).toEqual([])
  })
})
