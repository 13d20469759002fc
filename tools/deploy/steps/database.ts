// The databases: checks that each can be written to, and migrates it unless that would delete data.
import { ok } from '../../../src/core/result.ts'
import { type DeployStep, type StepFault, wrong } from '../deployment.ts'

export const database: DeployStep = {
  name: 'database',
  does: 'every database: tried, and brought to the newest migration',
  needs: ['DATABASE_URL'],
  check: async ({ databases, allowDestructive }) => {
    const faults: StepFault[] = []
    for (const name of databases.names) {
      const state = await databases.inspect(name)
      if (!state.ok) faults.push(wrong(`${name}: ${state.reason}`))
      else if (state.value.losses.length > 0 && !allowDestructive)
        faults.push(
          wrong(
            `${name}: a migration would lose something (${state.value.losses.join('; ')}): first deploy a release that no longer uses it, make a backup, and run again with --allow-destructive`,
          ),
        )
    }
    return faults
  },
  plan: async ({ databases }) => {
    let pending = 0
    for (const name of databases.names) {
      const state = await databases.inspect(name)
      if (!state.ok) return { open: state.reason }
      pending += state.value.pending
    }
    return pending === 0
      ? { same: 'every migration is done' }
      : { change: `${pending} migration${pending === 1 ? '' : 's'} to run` }
  },
  apply: async ({ databases }) => {
    for (const name of databases.names) {
      const migrated = await databases.migrate(name)
      if (!migrated.ok) return migrated
    }
    return ok('migrated')
  },
}
