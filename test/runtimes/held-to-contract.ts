// Every answer of the service in a journey is held to the contract: a member that it does not declare fails the test.
import { heldToContract } from '../kit/contract.ts'

const kept = globalThis as { heldFetch?: typeof fetch }
if (globalThis.fetch !== kept.heldFetch) {
  kept.heldFetch = heldToContract(globalThis.fetch)
  globalThis.fetch = kept.heldFetch
}
