// The thread that decodes strangers' pictures: one at a time, so that it can be ended when one takes too long.
import { parentPort } from 'node:worker_threads'
import { decodePicture } from './pictures.ts'

parentPort?.on('message', async (file: Uint8Array) => parentPort?.postMessage(await decodePicture(file)))
parentPort?.postMessage('ready')
