// Runs a deployment: checks every step, shows the plan, carries it out. The first failure stops it and says how to continue.
import { sentenceOf } from '../settings/unknown.ts'
import { type Deployment, type DeployStep, missing, type StepFault, type StepPlan, wrong } from './deployment.ts'
import { probe } from './smoke.ts'
import { faultsOfForm, missingOf, namedIn } from './values.ts'

export type DeployOutput = {
  say: (line: string) => void
  /** Asks the operator whether to carry out the plan; undefined without a terminal, where the plan is carried out. */
  confirm?: () => Promise<boolean>
}
export type StepFinding = {
  step: DeployStep
  faults: StepFault[] /** Missing or malformed settings without which the step cannot be checked. */
  lacks: string[]
}

const column = (name: string) => name.padEnd(16)
export const marks = { same: '=', change: '+', open: '?', missing: '?', wrong: '✗' } as const

/** Checks every setting and every step. Changes nothing. */
export const examine = async (
  deployment: Deployment,
  steps: readonly DeployStep[],
  needsOf = ({ needs }: DeployStep): readonly string[] => needs,
): Promise<{ form: string[]; found: StepFinding[] }> => {
  const form = await faultsOfForm(deployment.values)
  const spoilt = namedIn(form)
  const found: StepFinding[] = []
  for (const step of steps) {
    const lacks = needsOf(step).filter((name) => !deployment.values[name] || spoilt.has(name))
    found.push({ step, lacks, faults: lacks.length > 0 ? [] : await step.check(deployment) })
  }
  return { form, found }
}

const lineOf = (plan: StepPlan): string => {
  if ('same' in plan) return `${marks.same} ${plan.same}`
  return 'change' in plan ? `${marks.change} ${plan.change}` : `${marks.open} ${plan.open}`
}

const planOf = async (
  deployment: Deployment,
  { step, lacks, faults }: StepFinding,
): Promise<{ text: string; changes: boolean }> => {
  const first = faults[0]
  if (lacks.length > 0) return { text: `${marks.missing} ${step.does} (waits for ${lacks.join(', ')})`, changes: true }
  if (first) return { text: `${marks[first.kind]} ${step.does}`, changes: true }
  const plan = await step.plan(deployment)
  return { text: lineOf(plan), changes: 'change' in plan }
}

const listOf = (faults: readonly StepFault[], { say }: DeployOutput): void => {
  for (const { kind, said } of faults) say(`  ${marks[kind]} ${said}.`)
}

/** Tests the running service after the last step. @returns true when everything answers as it should. */
const smoke = async (deployment: Deployment, { say }: DeployOutput): Promise<boolean> => {
  say('\nAsked from outside')
  const off: StepFault[] = []
  for (const { name, off: fault } of await probe(deployment.live, deployment.values)) {
    say(`  ${fault ? marks.wrong : '✓'} ${column(name)}${fault ?? ''}`.trimEnd())
    if (fault) off.push(wrong(`${name} ${fault}`))
  }
  const hook = await deployment.line.webhook()
  const on = hook.ok && hook.value.active
  say(`  ${on ? '✓' : marks.wrong} ${column('webhook, on')}${on ? '' : switchedOff}`.trimEnd())
  return off.length === 0 && on
}
export const switchedOff =
  'is switched off at LINE: switch on “Use webhook” in the console › Messaging API, and run again'

const applyAll = async (deployment: Deployment, steps: readonly DeployStep[], talk: DeployOutput): Promise<boolean> => {
  for (const step of steps) {
    const plan = await step.plan(deployment)
    if (!('change' in plan)) {
      talk.say(`  ${column(step.name)}${lineOf(plan)}`)
      continue
    }
    const done = await step.apply(deployment)
    talk.say(`  ${column(step.name)}${done.ok ? `✓ ${done.value}` : `${marks.wrong} ${done.reason}.`}`)
    if (done.ok) continue
    const left = steps.slice(steps.indexOf(step) + 1).map(({ name }) => name)
    talk.say(
      `\n  Stopped. Not touched: ${left.join(', ') || 'nothing else'}. Run \`npm run deploy\` again; what is done stays done.`,
    )
    return false
  }
  return true
}

/** @returns the exit code: 0 when all is well, or when a dry run found nothing wrong; missing settings do not fail a dry run. */
export const deploy = async (
  deployment: Deployment,
  steps: readonly DeployStep[],
  talk: DeployOutput,
  dryRun: boolean,
): Promise<number> => {
  const { values } = deployment
  const { say } = talk
  say(
    `\nPhokbat · ${values.PUBLIC_ORIGIN ?? 'no address yet'}${dryRun ? ' · dry run, nothing is changed' : ''}\n\nPlan`,
  )
  const { form, found } = await examine(deployment, steps)
  const absent = missingOf(values).map(({ name, source }) => missing(`${name} is missing: ${source}`))
  // A misspelt setting stops the deployment: without it, data might be kept for longer than the operator promised.
  const misspelt = deployment.unknown.filter(({ meant }) => meant).map((each) => wrong(sentenceOf(each)))
  const faults = [...absent, ...form.map(wrong), ...misspelt, ...found.flatMap((each) => each.faults)]
  let changes = false
  for (const each of found) {
    const plan = await planOf(deployment, each)
    changes ||= plan.changes
    say(`  ${column(each.step.name)}${plan.text}`)
  }
  for (const each of deployment.unknown.filter(({ meant }) => !meant))
    say(`  ${column('settings')}${marks.open} ${sentenceOf(each)}`)
  if (faults.length > 0) say(dryRun ? '\nBefore it can be done' : '\nNothing was changed, because')
  listOf(faults, talk)
  if (dryRun) return faults.some(({ kind }) => kind === 'wrong') ? 1 : 0
  if (faults.length > 0) {
    say('\n  Correct it in .env.deploy or in the environment, and run `npm run deploy` again.\n')
    return 1
  }

  if (changes && talk.confirm && !(await talk.confirm())) {
    say('\n  Nothing was changed.')
    return 1
  }
  if (changes) {
    say('\nDoing it')
    if (!(await applyAll(deployment, steps, talk))) return 1
  } else say('\n  Nothing to change.')
  const well = await smoke(deployment, talk)
  say(
    well
      ? `\n  All is well: ${values.PUBLIC_ORIGIN}\n`
      : '\n  Deployed, but not everything answers as it should: see above.\n',
  )
  return well ? 0 : 1
}
