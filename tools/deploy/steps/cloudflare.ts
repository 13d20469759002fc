// The steps on Cloudflare: the bucket for the sealed pictures, and the Worker with pages, settings and secrets as one version.
import { defaultFaceModel, faceModelNames } from '../../../src/core/face/recipes.ts'
import { err, ok } from '../../../src/core/result.ts'
import { hasFaceModel } from '../../../src/examiner/model-files.ts'
import { readKeyMaterial } from '../../../src/service/keys/material.ts'
import { type Deployment, type DeployStep, missing, type StepFault, wrong } from '../deployment.ts'
import { publishedKeys } from '../live.ts'
import { secretsOf, varsOf } from '../values.ts'
import { tagOf, wranglerConfig } from '../wrangler.ts'

/** ms between two checks, and their number: a new domain takes minutes, a new version seconds. */
const pause = 2_000
const checks = 60

const bucketName = () => wranglerConfig().r2_buckets[0]?.bucket_name

export const bucket: DeployStep = {
  name: 'bucket',
  does: 'the R2 bucket of wrangler.toml for the sealed pictures: made if there is none',
  needs: [],
  check: async ({ cloudflare }) => {
    const account = await cloudflare.account()
    if (!account.ok) return [missing(account.reason)]
    const found = await cloudflare.hasBucket()
    return found.ok ? [] : [wrong(found.reason)]
  },
  plan: async ({ cloudflare }) => {
    const found = await cloudflare.hasBucket()
    return found.ok && found.value ? { same: `${bucketName()} is there` } : { change: `${bucketName()} will be made` }
  },
  apply: async ({ cloudflare }) => {
    const made = await cloudflare.makeBucket()
    return made.ok ? ok(`${bucketName()} made`) : made
  },
}

const isWorkersDev = (host: string) => host.endsWith('.workers.dev')
const hostOf = (origin = '') => (URL.canParse(origin) ? new URL(origin).hostname : '')

/** The host name to attach to the Worker; undefined for workers.dev and for this machine, which need none. */
const domainOf = ({ values }: Deployment): string | undefined => {
  const host = hostOf(values.PUBLIC_ORIGIN)
  return isWorkersDev(host) || ['localhost', '127.0.0.1', ''].includes(host) ? undefined : host
}

const uploadOf = async (deployment: Deployment) => {
  const bundle = await deployment.cloudflare.bundle()
  if (!bundle.ok) return bundle
  const [vars, secrets] = [varsOf(deployment.values), secretsOf(deployment.values)]
  return ok({
    vars,
    secrets,
    domain: domainOf(deployment),
    tag: tagOf(bundle.value.digest, { vars, secrets }),
    bundle: bundle.value,
  })
}

/** Waits up to two minutes until the service publishes the key of this deployment. */
const isUp = async ({ live, wait, values }: Deployment): Promise<boolean> => {
  const keys = readKeyMaterial(values.PHOKBAT_KEYS ?? '')
  const ours = keys.ok ? keys.value.signingKeys[0]?.kid : undefined
  for (let check = 0; check < checks; check++) {
    if (ours && (await publishedKeys(live))?.includes(ours)) return true
    await wait(pause)
  }
  return false
}

export const worker: DeployStep = {
  name: 'worker',
  does: 'the service itself: code, pages, settings and secrets in one version',
  needs: [],
  check: async ({ cloudflare, values }) => {
    const { name } = wranglerConfig()
    const host = hostOf(values.PUBLIC_ORIGIN)
    const faults: StepFault[] = []
    if (isWorkersDev(host) && !host.startsWith(`${name}.`))
      faults.push(
        wrong(`PUBLIC_ORIGIN is not this Worker's: on workers.dev it is https://${name}.<your subdomain>.workers.dev`),
      )
    const model = faceModelNames.find((one) => one === (values.FACE_MODEL ?? defaultFaceModel))
    if (model && !hasFaceModel(model))
      faults.push(wrong(`The package of ${model} is not installed: run npm ci, or set FACE_MODEL to another model`))
    const bundle = await cloudflare.bundle()
    return bundle.ok ? faults : [...faults, wrong(bundle.reason)]
  },
  plan: async (deployment) => {
    const upload = await uploadOf(deployment)
    if (!upload.ok) return { open: upload.reason }
    const size = `${Math.round(upload.value.bundle.gzipBytes / 1024)} KB compressed`
    const { PHOKBAT_KEYS, LIFF_ID } = deployment.values
    if (!PHOKBAT_KEYS || !LIFF_ID) return { change: `will be deployed with the keys and the mini-app above, ${size}` }
    const running = await deployment.cloudflare.running()
    if (!running.ok) return { open: running.reason }
    const { tag } = upload.value
    // A version can run without its triggers: DEPLOYED is written only after a complete deployment.
    if (running.value?.tag === tag && deployment.values.DEPLOYED === tag) return { same: `this version runs (${tag})` }
    const names = [...Object.keys(upload.value.vars), ...Object.keys(upload.value.secrets)].length
    return {
      change: `will be deployed, ${size}, ${names} settings and secrets${upload.value.domain ? `, on ${upload.value.domain}` : ''}`,
    }
  },
  apply: async (deployment) => {
    const upload = await uploadOf(deployment)
    if (!upload.ok) return upload
    const deployed = await deployment.cloudflare.deploy(upload.value)
    if (!deployed.ok) return deployed
    const kept = deployment.keep('DEPLOYED', upload.value.tag)
    if (!kept.ok) return kept
    return (await isUp(deployment))
      ? ok(`runs at ${deployment.values.PUBLIC_ORIGIN}`)
      : err(
          `is deployed, but ${deployment.values.PUBLIC_ORIGIN} does not answer with our keys yet: a new domain takes some minutes, then run again; it goes on from here`,
        )
  },
}
