// The worker in which the Thai net reads, its weights in it: the page goes on painting meanwhile. Pictures in, lattices out.
import file from '../../../assets/models/thai-line.bin?url&inline'
import { thaiLattice } from '../../vision/card/thai-line.ts'
import { parseThaiNet } from '../../vision/card/thai-net.ts'
import type { Grey } from '../../vision/pixels.ts'

const bytes = Uint8Array.from(atob(file.slice(file.indexOf(',') + 1)), (sign) => sign.charCodeAt(0))
const net = parseThaiNet(bytes.buffer)

self.addEventListener('message', ({ data }: MessageEvent<Grey>) => self.postMessage(thaiLattice(net, data)))
self.postMessage([])
