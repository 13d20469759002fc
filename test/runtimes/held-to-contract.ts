// Checks every answer of the service in a journey against the contract: an undeclared member fails the test.
import { heldToContract } from '../kit/contract.ts'

const kept = globalThis as { heldFetch?: typeof fetch }
if (globalThis.fetch !== kept.heldFetch) {
  kept.heldFetch = heldToContract(globalThis.fetch)
  globalThis.fetch = kept.heldFetch
}
