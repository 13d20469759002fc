// Whoever can write the database, but has no keys, gains nothing: each column that decides is changed here by SQL, and
// each change is refused. Decision 095.
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import { NEVER } from '../../../src/core/pin/lockout.ts'
import { createSeal } from '../../../src/service/keys/seal.ts'
import type { Facts } from '../../../src/service/model.ts'
import type { Store } from '../../../src/service/ports/store.ts'
import { type GuardedTable, guardedTables } from '../../../src/service/store/guarded-tables.ts'
import { createRowGuard, noSeenRows, type RowFault } from '../../../src/service/store/row-guard.ts'
import * as schema from '../../../src/service/store/schema.ts'
import * as schemaFaceReview from '../../../src/service/store/schema-face-review.ts'
import * as schemaPresentation from '../../../src/service/store/schema-presentation.ts'
import * as schemaProtection from '../../../src/service/store/schema-protection.ts'
import { numberOutcome } from '../../../src/service/store/schema-protection.ts'
import { data, firstTransition, material, now, openStore, partsOn, someCard, temporaryFile } from '../../kit/store.ts'

const pin = { salt: 'c2FsdA', hash: 'aGFzaA', picture: 'cat' as const }
const hour = 3_600_000

const officer = { name: 'officer', agency: 'office' }
const refused = { by: officer, said: 'no' as const, why: 'w', at: now }

/** A case in review that a reviewer has opened, and an earlier no of the same number that an officer freed it from. */
const openCase = async (store: Store) => {
  const leased = await store.faceCases.lease(now, now + hour)
  await store.faceCases.result(leased!.id, leased!.lease, { review: 'could_not_look' }, {}, [], now)
  const found = await store.faceReviews.find(leased!.id, 'reviewer')
  const entry = { at: now, via: 'review' as const, scope: 'full' as const, result: 'seen' as const, by: officer }
  await store.faceReviews.recordAccess(found!, 'reviewer', entry)
  await store.faceReviews.judge(found!, 'reviewer', refused, { state: 'review', card: 'suspended' }, [])
  await store.outcomes.free(data.idNumber, 'officer', now)
  const next = await store.faceReviews.find(leased!.id, 'officer')
  await store.faceReviews.recordAccess(next!, 'officer', entry)
  const freed = { state: 'review' as const, card: 'in-person' as const }
  await store.faceReviews.judge(next!, 'officer', { ...refused, said: 'yes' }, freed, [])
}

/** The holder, and an attacker with an account of their own who can write the database. */
const withHolder = async (url = ':memory:', keys = material) => {
  const parts = await openStore(url)
  const faults: [string, RowFault][] = []
  const { store } = partsOn(url, keys, undefined, parts.client, (table, fault) => faults.push([table, fault]))
  const { id } = await store.people.findOrCreate('U1', 'th', now)
  const attacker = await store.people.findOrCreate('U2', 'th', now)
  const to = { step: 'issued' as const, failures: {} }
  const facts = { selfie: { portrait: 'portrait-7', evidence: 'evidence' } } as unknown as Facts
  await store.transition(firstTransition(id, { card: someCard(7), pin, to, facts }))
  await store.sessions.open('session', id, now + hour)
  const held = { state: 'held' as const, until: now + hour, confirmedAt: now, failures: 0, failedAt: 0 }
  await store.pinRecoveries.change(id, { mark: '', to: held, evidence: 'frames' }, now)
  await store.challenges.issue({ nonce: 'nonce', person: id, asks: ['blink'], waits: [], commits: [], issuedAt: now })
  await store.idTokens.claim('token', 'phone', now + hour)
  await store.requests.create('request', { subject: 'official', why: 'w', scope: 'age', expiresAt: now + hour })
  await store.officialSessions.open('official', 'subject', now + hour)
  const link = { id: 'link', scope: 'age' as const, unmasked: false, views: 20, madeAt: now, expiresAt: now + hour }
  await store.shares.create('link', id, link)
  const shown = { scope: 'age' as const, via: 'scan' as const, portraitKey: 'key' }
  await store.shownTokens.keep('digest', { person: id, card: 'card-7' }, shown, now + hour)
  const made = await store.passes.create(
    { person: id, card: 'card-7' },
    { scope: 'age', madeAt: now, expiresAt: now + hour },
  )
  await openCase(store)
  const sql = (text: string, ...args: (string | number | null)[]) => parts.client.execute({ sql: text, args })
  return { ...parts, store, id, attacker: attacker.id, faults, sql, place: made!.place }
}
type Holder = Awaited<ReturnType<typeof withHolder>>

/** Another reviewer's no about the holder's number, which nobody freed. */
const refuseAgain = async ({ store }: Holder) => {
  const entry = { at: now, via: 'review' as const, scope: 'full' as const, result: 'seen' as const, by: officer }
  const found = await store.faceReviews.find('card-7', 'third')
  await store.faceReviews.recordAccess(found!, 'third', entry)
  await store.faceReviews.judge(found!, 'third', refused, { state: 'review', card: 'suspended' }, [])
}

/** Whether the row is accepted when it is used. */
const uses: Readonly<Record<string, (holder: Holder) => Promise<boolean>>> = {
  card: async ({ store, id }) => (await store.cards.of(id))?.status === 'valid',
  token: async ({ store }) => (await store.sessions.person('session', now)) !== undefined,
  pin: async ({ store, id }) => (await store.pins.count(id, now)).ok,
  new_pin: async ({ store, id }) => (await store.pinRecoveries.of(id)).at.state === 'held',
  enrolment: async ({ store, id }) => (await store.enrolments.load(id, now)).progress.step === 'issued',
  challenge: async ({ store, id }) => (await store.challenges.find('nonce', id)) !== undefined,
  id_token: async ({ store }) => store.idTokens.claim('token', 'phone', now + hour),
  request: async ({ store }) => (await store.requests.find('request')) !== undefined,
  official_session: async ({ store }) => (await store.officialSessions.subject('official', now)) !== undefined,
  share: async ({ store }) => (await store.shares.consume('link', { entry: look, jobs: [] }, now)).ok,
  shown: async ({ store }) => (await store.shownTokens.status('digest')) === 'valid',
  pass: async ({ store, place }) =>
    (await store.passes.statuses(now)).some((each) => each.index === place && each.status === 'valid'),
  face_case: async ({ store }) => (await store.faceReviews.find('card-7', 'third')) !== undefined,
  number_outcome: async ({ store }) => (await store.outcomes.of(data.idNumber))[0]?.freed === true,
  person: async ({ store }) => (await store.sessions.person('session', now)) !== undefined,
}
const look = { at: now, via: 'link' as const, scope: 'age' as const, result: 'seen' as const }

/** Tables without a MAC, each with the reason why whoever can write the database gains nothing there. */
const withoutMac: Readonly<Record<string, string>> = {
  consent: 'proof of what was agreed to; no consent is asked of it',
  help_case: 'a code for the counter, where the officer compares the person',
  erasure: 'what was erased; the key is gone',
  outbox: 'the message is sealed at its place',
  webhook_event: 'the event is sealed at its place',
  waiting_photo: 'the picture opens with its own person’s key alone',
  unsent_message: 'a writer can delete the message as well',
  blob: 'the picture is sealed at its place',
  look: 'the entry is sealed at its place, and chained',
  office_line: 'the line is sealed at its number, and chained',
  tally: 'a writer can delete the count of a day with the same effect',
}

const all: unknown[] = Object.values({ ...schema, ...schemaFaceReview, ...schemaPresentation, ...schemaProtection })
const tables = all.filter((each): each is SQLiteTable => is(each, SQLiteTable))
const withMac = tables.filter((each) => 'mac' in getTableColumns(each))

/** Columns by which alone a row is found, where a missing row refuses nothing: a writer can delete it as well. */
const onlyFoundBy: Readonly<Record<string, string>> = { id_token: 'hash' }

/** SQL for another value of the column, of the same type. */
const other = (column: { name: string; dataType: string; getSQLType: () => string }) => {
  if (column.getSQLType() === 'blob') return `cast(${column.name} || 'x' as blob)`
  return column.getSQLType() === 'integer' ? `coalesce(${column.name}, 0) + 1` : `coalesce(${column.name}, '') || 'x'`
}

describe('every covered column', () => {
  it('belongs to a guarded table: each table is guarded and used here, or named with the reason why not', () => {
    const guarded = guardedTables.map(({ table }) => getTableName(table))
    expect(withMac.map(getTableName).sort()).toEqual([...guarded].sort())
    expect([...guarded, ...Object.keys(withoutMac)].sort()).toEqual(tables.map(getTableName).sort())
    expect(Object.keys(uses).sort()).toEqual(guarded.sort())
  })

  it.each(guardedTables.map((guarded) => [getTableName(guarded.table), guarded] as const))(
    'of %s is refused if somebody changed it, and so is a row without a MAC',
    async (name, guarded: GuardedTable) => {
      const columns = getTableColumns(guarded.table)
      const covered = [...guarded.covers, ...(guarded.digest ? [guarded.digest] : [])]
      const free = Object.keys(guarded.free)
      expect([...covered, ...free, 'mac'].sort()).toEqual(Object.keys(columns).sort())
      for (const column of covered.filter((each) => each !== onlyFoundBy[name])) {
        const holder = await withHolder()
        const use = () => uses[name]!(holder).catch(() => false)
        expect([column, await use()]).toEqual([column, true])
        await holder.sql(`update "${name}" set ${columns[column]!.name} = ${other(columns[column]!)}`)
        expect([column, await use()]).toEqual([column, false])
      }
      const holder = await withHolder()
      await holder.sql(`update "${name}" set mac = null`)
      expect(await uses[name]!(holder).catch(() => false)).toBe(false)
      expect(holder.faults).toContainEqual([name, 'without_mac'])
    },
  )
})

describe('a writer of the database', () => {
  it('raises no assurance and wakes no suspended card', async () => {
    const { store, id, sql, faults } = await withHolder()
    await sql(`update card set document_assurance = 'registry', face_assurance = 'in-person'`)
    expect(await store.cards.of(id)).toMatchObject({ status: 'frozen', suspended: true })
    expect(await store.cards.change(id, 'frozen', 'valid', [])).toBe(false)
    expect(await store.cards.change(id, 'valid', 'frozen', [])).toBe(false)
    expect(faults).toContainEqual(['card', 'changed'])
  })

  it('unfreezes no card', async () => {
    const { store, id, sql } = await withHolder()
    expect(await store.cards.change(id, 'valid', 'frozen', [])).toBe(true)
    await sql(`update card set status = 'valid'`)
    expect(await store.cards.of(id)).toMatchObject({ status: 'frozen', suspended: true })
  })

  it('turns no session of their own into another person’s', async () => {
    const { store, id, attacker, sql } = await withHolder()
    await store.sessions.open('mine', attacker, now + hour)
    await sql('update token set person = ? where person = ?', id, attacker)
    expect(await store.sessions.person('mine', now)).toBeUndefined()
  })

  it('signs in with their own account as nobody else', async () => {
    const { store, id, attacker, sql } = await withHolder()
    const [mine] = (await sql('select line_hash from person where id = ?', attacker)).rows
    await sql('delete from person where id = ?', attacker)
    await sql('update person set line_hash = ? where id = ?', String(mine?.line_hash), id)
    await expect(store.people.findOrCreate('U2', 'th', now)).rejects.toThrow('changed')
  })

  it('gets five attempts at a PIN, whether they clear the count or bring an earlier row back', async () => {
    const { store, id, sql, faults } = await withHolder()
    const [before] = (await sql('select * from pin')).rows
    let accepted = 0
    for (let i = 0; i < 40; i++) {
      if ((await store.pins.count(id, now)).ok) accepted += 1
      if (i === 19) await sql('update pin set failures = 0, locked_until = 0')
      const { failures, locked_until: until, serial, mac } = before!
      if (i !== 19)
        await sql(
          'update pin set failures = ?, locked_until = ?, serial = ?, mac = ?',
          ...[failures, until, serial, mac].map((value) => value as string),
        )
    }
    expect(accepted).toBe(1)
    expect(faults).toContainEqual(['pin', 'earlier'])
    expect(await store.pins.count(id, now)).toMatchObject({ reason: 'locked', until: NEVER })
  })

  it('brings back no earlier state of a card that this process has seen replaced', async () => {
    const { store, id, sql, faults } = await withHolder()
    const [before] = (await sql('select status, serial, mac from card')).rows
    await store.cards.change(id, 'valid', 'frozen', [])
    const { status, serial, mac } = before!
    await sql('update card set status = ?, serial = ?, mac = ?', `${status}`, Number(serial), `${mac}`)
    expect(await store.cards.of(id)).toMatchObject({ status: 'frozen', suspended: true })
    expect(faults).toContainEqual(['card', 'earlier'])
  })

  /** What moves a row of each table without a serial on to its next state. */
  const moves: Readonly<Record<string, (holder: Holder) => Promise<unknown>>> = {
    new_pin: async ({ store, id }) => {
      const { mark, at } = await store.pinRecoveries.of(id)
      await store.pinRecoveries.change(id, { mark, to: { ...at, state: 'stopped' } }, now)
    },
    shown: async ({ store }) => store.shownTokens.recordAccess('digest', look),
    face_case: async ({ store }) => {
      const found = await store.faceReviews.find('card-7', 'third')
      const entry = { ...look, via: 'review' as const, by: officer }
      await store.faceReviews.recordAccess(found!, 'third', entry)
    },
    number_outcome: async ({ store }) => store.outcomes.free(data.idNumber, 'officer', now),
  }

  it.each(Object.entries(moves))('brings back no earlier row of %s', async (table, move) => {
    const holder = await withHolder()
    if (table === 'number_outcome') await refuseAgain(holder)
    const [before] = (await holder.sql(`select * from "${table}" order by rowid desc limit 1`)).rows
    await move(holder)
    expect(holder.faults).toEqual([])
    const names = Object.keys(before!).filter((name) => Number.isNaN(Number(name)))
    await holder.client.execute({
      sql: `insert or replace into "${table}" (${names.join()}) values (${names.map(() => '?').join()})`,
      args: names.map((name) => before![name]!),
    })
    const accepted = await uses[table]!(holder).catch(() => false)
    if (table !== 'number_outcome') expect(accepted).toBe(false)
    expect(holder.faults).toContainEqual([table, 'earlier'])
  })

  it.each([true, false])('takes a replaced row for an earlier one only if the database holds it: %s', async (held) => {
    const faults: RowFault[] = []
    const rows = createRowGuard(
      createSeal(material, (length) => new Uint8Array(length)),
      (_, fault) => faults.push(fault),
      noSeenRows(),
      async () => held,
    )
    const outcome = { idHash: 'number', what: 'face_refused', saidBy: 'officer', at: now } as const
    const row = await rows.mark(numberOutcome, outcome)
    rows.replaced(numberOutcome, row.mac)
    expect((await rows.checked(numberOutcome, row)) !== undefined).toBe(!held)
    expect(faults).toEqual(held ? ['earlier'] : [])
  })

  it('hides no tampered card behind a new one: the new card revokes it', async () => {
    const { store, id, sql } = await withHolder()
    await sql(`update card set face_assurance = 'in-person'`)
    const from = { step: 'issued', version: 1 } as const
    expect(await store.transition({ ...firstTransition(id, { card: someCard(8) }), from })).toBe(true)
    expect((await store.cards.of(id))?.id).toBe('card-8')
    expect(await store.cards.statuses(now)).toContainEqual({ index: 7, status: 'revoked' })
  })
})

describe('a writer of the database, elsewhere', () => {
  it('approves no official’s request in a holder’s name', async () => {
    const { store, id, sql } = await withHolder()
    await sql(`update request set state = 'approved', person = ?`, id)
    expect(await store.requests.deliver('request', now)).toBeUndefined()
  })

  it('ends no wait for a new PIN', async () => {
    const { store, id, sql } = await withHolder()
    await sql('update new_pin set until = 0')
    expect((await store.pinRecoveries.of(id)).at.state).toBe('idle')
    expect((await store.pins.status(id)).newPin.state).toBe('idle')
  })

  it('skips no step: the person begins again, with the same failures, and can go on', async () => {
    const { store, attacker, sql } = await withHolder()
    const failures = JSON.stringify({ selfie: { count: 3, at: now } })
    await sql(`update enrolment set step = 'consent', failures = ? where person = ?`, failures, attacker)
    const { progress, version } = await store.enrolments.load(attacker, now)
    expect(progress).toEqual({ step: 'terms', failures: { selfie: { count: 3, at: now } } })
    const from = { step: 'terms', version } as const
    expect(await store.transition({ ...firstTransition(attacker), from })).toBe(true)
    expect((await store.enrolments.load(attacker, now)).progress.step).toBe('faceConsent')
  })

  it('gives an ID token to no other phone', async () => {
    const { store, sql } = await withHolder()
    await store.idTokens.claim('mine', 'thief', now + hour)
    await sql(`update id_token set phone_hash = (select phone_hash from id_token order by rowid desc limit 1)`)
    expect(await store.idTokens.claim('token', 'thief', now + hour)).toBe(false)
  })
})

describe('a row from before MACs', () => {
  it('is accepted until the deployment has adopted its rows, and has a MAC after its next change', async () => {
    const { rowMacsRequired: _, ...before } = material
    const holder = await withHolder(`file:${temporaryFile()}`, before)
    await holder.sql('update card set mac = null')
    await holder.sql('update pin set mac = null')
    const { store, id } = holder
    expect((await store.pins.count(id, now)).ok).toBe(true)
    expect(await store.cards.change(id, 'valid', 'frozen', [])).toBe(true)
    expect((await holder.sql('select mac from card where mac is null')).rows).toEqual([])
    expect((await holder.sql('select mac from pin where mac is null')).rows).toEqual([])
    expect(holder.faults).toEqual([])
  })
})
