// The page's requests to the service, beyond the public files. `keepalive` completes them after the user leaves the
// page.
import { callerOf } from '../core/contract/call.ts'

export const call = callerOf((path, request) => fetch(path, { ...request, keepalive: true }))
