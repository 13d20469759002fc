// What this page asks of the service, beyond the public files. A request goes out also when the page is left at once.
import { callerOf } from '../core/contract/call.ts'

export const call = callerOf((path, request) => fetch(path, { ...request, keepalive: true }))
