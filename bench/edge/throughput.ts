// Webhooks per second of the service and of Express with the SDK's middleware. They take turns, so that a busy machine slows both alike.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Edge } from './edge.ts'
import { measureRate } from './webhook-requests.ts'

const rounds = 5
const perRound = 1500

type Usage = { user: number; system: number }
const median = (all: readonly number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN

/** Webhooks per second, and the server's CPU ms per webhook. */
const roundOf = async (port: number, cpu: () => Promise<number>) => {
  const before = await cpu()
  const perSecond = await measureRate(port, perRound)
  return { perSecond, ms: ((await cpu()) - before) / perRound }
}

const start = async (script: string, databaseUrl: string) => {
  const child: ChildProcess = fork(join(import.meta.dirname, script), [databaseUrl], { execArgv: ['--import', 'tsx'] })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const cpu = async () => {
    child.send('cpu')
    const [{ cpu }] = (await once(child, 'message')) as [{ cpu: Usage }]
    return (cpu.user + cpu.system) / 1000
  }
  const round = () => roundOf(port, cpu)
  const close = async () => {
    const ended = once(child, 'exit')
    child.disconnect()
    await ended
  }
  return { round, close }
}

export type Throughput = {
  ours: number
  express: number
  ratio: number
  lowest: number
  highest: number
  ourMs: number
  expressMs: number
}

/**
 * Medians over the rounds, in webhooks per second. `ratio` is the median of the rounds' ratios, which lie between `lowest` and `highest`.
 * `ourMs`, `expressMs`: the server's CPU ms per webhook.
 */
export const measureThroughput = async (folder: string): Promise<Throughput> => {
  const ours = await start('hono.ts', `file:${join(folder, 'hono.db')}`)
  const express = await start('express.ts', `file:${join(folder, 'express.db')}`)
  const servers = [ours, express]
  for (const server of servers) await server.round()
  const measured = []
  for (let i = 0; i < rounds; i++) measured.push([await ours.round(), await express.round()] as const)
  for (const server of servers) await server.close()
  const ratios = measured.map(([a, b]) => a.perSecond / b.perSecond)
  return {
    ours: median(measured.map(([a]) => a.perSecond)),
    express: median(measured.map(([, b]) => b.perSecond)),
    ratio: median(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    ourMs: median(measured.map(([a]) => a.ms)),
    expressMs: median(measured.map(([, b]) => b.ms)),
  }
}

/** The same webhooks on workerd. Its database is a server reached over HTTP, so its figures are not comparable with the other two. */
export const measureRaw = async ({ workerd }: Edge) => {
  const round = () => roundOf(Number(new URL(workerd.origin).port), workerd.cpu)
  await round()
  const rounds = [await round(), await round(), await round()]
  return { perSecond: median(rounds.map((one) => one.perSecond)), ms: median(rounds.map((one) => one.ms)) }
}
