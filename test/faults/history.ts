// Records every committed change inside the database: triggers see each write, even if the process dies right after it.
import type { Client } from '@libsql/client'

/** Rows that the service deletes or overwrites and that the audit needs. */
const recorders = [
  `create table if not exists recorded_outbox (
    seq integer primary key autoincrement, item integer, person text, kind text, intent blob, retry_key text)`,
  `create trigger if not exists recorded_outbox_in after insert on outbox begin
    insert into recorded_outbox (item, person, kind, intent, retry_key)
    values (new.id, new.person, new.kind, new.intent, new.retry_key); end`,
  `create table if not exists recorded_step (
    seq integer primary key autoincrement, person text, was text, step text, version integer, reason text)`,
  `create trigger if not exists recorded_step_on after update on enrolment when new.version <> old.version begin
    insert into recorded_step (person, was, step, version) values (new.person, old.step, new.step, new.version); end`,
  // A case is written right after the transition that leads to it, in the same batch.
  `create trigger if not exists recorded_case after insert on help_case begin
    update recorded_step set reason = new.reason where seq = (select max(seq) from recorded_step where person = new.person); end`,
]

export const recordHistory = async (client: Client): Promise<void> => {
  for (const statement of recorders) await client.execute(statement)
}

export type RecordedJob = { item: number; person: string; kind: string; job: Uint8Array<ArrayBuffer>; retryKey: string }
/** `reason`: of the case that it opened. */
export type RecordedTransition = { person: string; was: string; step: string; version: number; reason?: string }

export const recordedJobs = async (client: Client): Promise<RecordedJob[]> =>
  (await client.execute('select * from recorded_outbox order by seq')).rows.map((row) => ({
    item: Number(row.item),
    person: String(row.person),
    kind: String(row.kind),
    job: new Uint8Array(row.intent as ArrayBuffer),
    retryKey: String(row.retry_key),
  }))

export const recordedTransitions = async (client: Client): Promise<RecordedTransition[]> =>
  (await client.execute('select * from recorded_step order by seq')).rows.map((row) => ({
    person: String(row.person),
    was: String(row.was),
    step: String(row.step),
    version: Number(row.version),
    reason: row.reason === null ? undefined : String(row.reason),
  }))
