// The worker in which the Thai net reads, its weights in it: the page goes on painting meanwhile. Pictures in, lattices out.
import file from '../../../assets/models/thai-line.bin?url&inline'
import { fromBase64 } from '../../core/base64.ts'
import { thaiLattice } from '../../vision/card/thai-line.ts'
import { parseThaiNet } from '../../vision/card/thai-net.ts'
import type { Grey } from '../../vision/pixels.ts'

const net = parseThaiNet(fromBase64(file.slice(file.indexOf(',') + 1)).buffer)

self.addEventListener('message', ({ data }: MessageEvent<Grey>) => self.postMessage(thaiLattice(net, data)))
self.postMessage([])
