// Runs the Worker on this machine in workerd: with the configuration of wrangler.toml, R2 in a folder, and loopback only.
import { dirname, join } from 'node:path'
import { Log, LogLevel, Miniflare, type WorkerOptions } from 'miniflare'
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from 'wrangler'
import { openDatabase } from '../../src/node.ts'
import type { Service, Start } from './local.ts'

const config = join(import.meta.dirname, '../../wrangler.toml')
const name = 'phokbat'
const minuteMs = 60_000

export type EdgeOptions = {
  /** The bundle to run. */
  file: string
  /** The folder in which R2 stores its objects. */
  bucket: string
  /** Receives each line that the Worker prints. */
  print?: (line: string) => void
  /** Bindings for the entry of a test. */
  serviceBindings?: WorkerOptions['serviceBindings']
  idle?: () => Promise<void>
}

/** Migrates the database and starts the service in workerd. Without `idle` the caller cannot wait for the Worker to finish its work. */
export const onEdge =
  ({ file, bucket, print = console.log, serviceBindings, idle = async () => {} }: EdgeOptions): Start<Service> =>
  async (settings, env, { port, scheduledJobs }) => {
    const database = await openDatabase(settings)
    database.close()
    const { workerOptions } = unstable_getMiniflareWorkerOptions(config)
    const worker = {
      ...workerOptions,
      name,
      modulesRoot: dirname(file),
      modules: [{ type: 'ESModule', path: file }],
      bindings: env,
      serviceBindings,
    } as WorkerOptions
    const workerd = new Miniflare({
      host: '127.0.0.1',
      port,
      // Off: Miniflare would fetch a description of this machine's network.
      cf: false,
      log: new Log(LogLevel.ERROR),
      handleStructuredLogs: ({ message }: { message: string }) => print(message),
      r2Persist: bucket,
      workers: [worker],
    })
    await workerd.ready
    const [everyMinute, everyHour] = unstable_readConfig({ config }).triggers.crons ?? []
    const trigger = async (cron: string | undefined) => {
      const { outcome } = await (await workerd.getWorker(name)).scheduled({ cron })
      if (outcome !== 'ok') throw new Error(`The Worker's ${cron} ended with ${outcome}.`)
    }
    const later = (cron: string | undefined) => () =>
      void trigger(cron).catch((fault) =>
        print(JSON.stringify({ event: 'trigger_failed', cron, fault: String(fault) })),
      )
    const timers =
      scheduledJobs === false
        ? []
        : [setInterval(later(everyMinute), minuteMs), setInterval(later(everyHour), 60 * minuteMs)]
    if (timers.length > 0) later(everyMinute)()
    return {
      origin: settings.PUBLIC_ORIGIN,
      idle,
      catchUp: () => trigger(everyMinute),
      tidy: () => trigger(everyHour),
      close: async () => {
        for (const timer of timers) clearInterval(timer)
        await idle()
        await workerd.dispose()
      },
    }
  }
