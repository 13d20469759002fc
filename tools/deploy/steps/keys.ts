// The keys: made once, by the first deployment. With other keys the service could read no user and no card.
import { err, ok } from '../../../src/core/result.ts'
import { generateKeys, type KeyMaterial, readKeyMaterial } from '../../../src/service/keys/material.ts'
import { createSeal } from '../../../src/service/keys/seal.ts'
import type { WrappedKey } from '../database.ts'
import { type Deployment, type DeployStep, type StepFault, wrong } from '../deployment.ts'
import { publishedKeys } from '../live.ts'

const bring = 'bring back the PHOKBAT_KEYS of the first deployment (its .env.deploy, or your backup)'

const someoneIn = async ({ databases, values }: Deployment): Promise<WrappedKey | undefined> => {
  // Only over the network: opening a file that does not exist would create it.
  if (!/^(https?|libsql):/.test(values.DATABASE_URL ?? '')) return undefined
  for (const name of databases.names) {
    const state = await databases.inspect(name)
    if (state.ok && state.value.someone) return state.value.someone
  }
  return undefined
}

const opens = async (keys: KeyMaterial, { person, wrapped, version }: WrappedKey, random: Deployment['random']) => {
  try {
    await createSeal(keys, random).unwrap(person, { wrapped, version })
    return true
  } catch {
    return false
  }
}

/** Whether the deployment had keys before, when none are given now. @returns the evidence. */
const traces = async (deployment: Deployment): Promise<string | undefined> => {
  const { live, cloudflare, values } = deployment
  if (values.PUBLIC_ORIGIN && (await publishedKeys(live))) return `${values.PUBLIC_ORIGIN} already signs cards`
  const names = await cloudflare.secretNames()
  if (names.ok && names.value.includes('PHOKBAT_KEYS')) return 'the Worker already has keys'
  return (await someoneIn(deployment)) ? 'somebody is in the database already' : undefined
}

export const keys: DeployStep = {
  name: 'keys',
  does: 'the keys that seal, hash and sign: made by the first deployment, kept in .env.deploy',
  needs: [],
  made: ['PHOKBAT_KEYS'],
  check: async (deployment) => {
    const { values, live, random } = deployment
    const read = readKeyMaterial(values.PHOKBAT_KEYS ?? '')
    if (!read.ok) {
      const trace = values.PHOKBAT_KEYS ? undefined : await traces(deployment)
      return trace
        ? [wrong(`PHOKBAT_KEYS is missing, but ${trace}: ${bring}; new ones would make everything unreadable`)]
        : []
    }
    const faults: StepFault[] = []
    // A running service still publishes a stolen key until this deployment takes it down.
    const ours = [...read.value.signingKeys.map(({ kid }) => kid), ...(read.value.withdrawnKeys ?? [])]
    const strangers = (values.PUBLIC_ORIGIN ? await publishedKeys(live) : undefined)?.filter(
      (kid) => !ours.includes(kid),
    )
    if (strangers?.length)
      faults.push(wrong(`PHOKBAT_KEYS are not the keys with which ${values.PUBLIC_ORIGIN} signs: ${bring}`))
    const someone = await someoneIn(deployment)
    if (someone && !(await opens(read.value, someone, random)))
      faults.push(wrong(`PHOKBAT_KEYS do not open what is in the database: ${bring}`))
    return faults
  },
  plan: async ({ values }) =>
    values.PHOKBAT_KEYS
      ? { same: 'there; keep a copy of .env.deploy in a safe' }
      : { change: 'will be made and kept in .env.deploy; keep a copy in a safe' },
  apply: async ({ keep, random }) => {
    const kept = keep('PHOKBAT_KEYS', JSON.stringify(await generateKeys(random)))
    return kept.ok
      ? ok('made; keep a copy of .env.deploy in a safe: without it nobody can read the database')
      : err(kept.reason)
  },
}
