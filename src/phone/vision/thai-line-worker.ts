// The worker that runs the Thai network beside the page: it receives pictures of lines and answers with lattices.
import file from '../../../assets/models/thai-line.bin?url&inline'
import { fromBase64 } from '../../core/base64.ts'
import { thaiLattice } from '../../vision/card/thai-line.ts'
import { parseThaiNet } from '../../vision/card/thai-net.ts'
import type { Grey } from '../../vision/pixels.ts'

const net = parseThaiNet(fromBase64(file.slice(file.indexOf(',') + 1)).buffer)

self.addEventListener('message', ({ data }: MessageEvent<Grey>) => self.postMessage(thaiLattice(net, data)))
self.postMessage([])
