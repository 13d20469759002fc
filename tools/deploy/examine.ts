// The doctor: tests a running deployment from outside and, where its settings are known, step by step. Changes nothing.
import { sentenceOf } from '../settings/unknown.ts'
import type { Deployment, DeployStep } from './deployment.ts'
import { type DeployOutput, examine, marks, switchedOff } from './run.ts'
import { faultsOfRunning } from './running.ts'
import { probe } from './smoke.ts'

/** The result of one test. `off`: what is wrong and what to do. `skipped`: the settings without which the test cannot run. */
export type DoctorFinding = { name: string; off?: string; skipped?: string; said?: string }

const inner = async (deployment: Deployment, steps: readonly DeployStep[]): Promise<DoctorFinding[]> => {
  const { form, found } = await examine(deployment, steps, ({ needs, made = [] }) => [...needs, ...made])
  const findings: DoctorFinding[] = form.map((off) => ({ name: 'values', off }))
  for (const { step, lacks, faults } of found) {
    const { name } = step
    if (lacks.length > 0) findings.push({ name, skipped: lacks.join(', ') })
    for (const { kind, said } of faults) findings.push(kind === 'wrong' ? { name, off: said } : { name, skipped: said })
    if (lacks.length > 0 || faults.length > 0) continue
    const plan = await step.plan(deployment)
    if ('change' in plan) findings.push({ name, off: `${plan.change}: run \`npm run deploy\`` })
    else findings.push({ name, said: 'same' in plan ? plan.same : plan.open })
  }
  return findings
}

const hook = async ({ line, values }: Deployment): Promise<DoctorFinding[]> => {
  const name = 'webhook, on'
  if (!values.LINE_CHANNEL_ACCESS_TOKEN) return [{ name, skipped: 'LINE_CHANNEL_ACCESS_TOKEN' }]
  const now = await line.webhook()
  if (!now.ok) return []
  if (!now.value.active) return [{ name, off: switchedOff }]
  const tested = await line.testWebhook(`${values.PUBLIC_ORIGIN}/webhook`)
  if (tested.ok && !tested.value.success)
    return [
      {
        name,
        off: `LINE tried it and got ${tested.value.reason} (${tested.value.statusCode}): run \`npm run deploy\``,
      },
    ]
  return [{ name }]
}

/** Unknown names in the operator's settings, and everything wrong with the settings of the running version. */
const settings = async ({ unknown, cloudflare }: Deployment, edge: boolean): Promise<DoctorFinding[]> => {
  const name = 'settings'
  const findings = unknown.map((each): DoctorFinding => ({ name, off: sentenceOf(each) }))
  const running = edge ? await cloudflare.running() : undefined
  const faults = running?.ok && running.value ? await faultsOfRunning(running.value) : []
  return [...findings, ...faults.map((off): DoctorFinding => ({ name, off }))]
}

/** Whether the service runs on Cloudflare, which sends `server: cloudflare`; elsewhere the steps of Cloudflare are skipped. */
export const isOnEdge = async ({ live }: Deployment): Promise<boolean> =>
  /cloudflare/i.test((await live('/health'))?.headers.get('server') ?? '')

/** @returns the exit code: 0 when nothing is wrong, else 1. */
export const doctor = async (
  deployment: Deployment,
  steps: readonly DeployStep[],
  { say }: DeployOutput,
): Promise<number> => {
  const { PUBLIC_ORIGIN } = deployment.values
  say(`\nPhokbat · doctor · ${PUBLIC_ORIGIN}\n`)
  const outer = (await probe(deployment.live, deployment.values)).map((each): DoctorFinding => each)
  const edge = await isOnEdge(deployment)
  const examined = steps.filter(({ name }) => edge || !['bucket', 'worker'].includes(name))
  const findings = [
    ...outer,
    ...(await settings(deployment, edge)),
    ...(await inner(deployment, examined)),
    ...(await hook(deployment)),
  ]
  for (const { name, off, skipped, said } of findings) {
    const text = off ?? (skipped ? `not looked at without ${skipped}` : (said ?? ''))
    say(`  ${off ? marks.wrong : skipped ? marks.missing : '✓'} ${name.padEnd(18)}${text}`.trimEnd())
  }
  const off = findings.filter((finding) => finding.off).length
  say(off === 0 ? '\n  Nothing is off.\n' : `\n  ${off} ${off === 1 ? 'thing is' : 'things are'} off.\n`)
  return off === 0 ? 0 : 1
}
