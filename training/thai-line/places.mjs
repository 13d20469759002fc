// Writes the names of all tambon, amphoe and provinces as a JSON list, for the addresses in the training data.
import { writeFileSync } from 'node:fs'
import { getDatabase, setEngMode } from 'thai-address-universal'

const names = new Set()
const collect = (entry) => {
  if (typeof entry === 'string') {
    if (/^[ก-๎ ().]{2,24}$/.test(entry)) names.add(entry)
  } else if (entry && typeof entry === 'object') for (const value of Object.values(entry)) collect(value)
}
await setEngMode(false)
collect(getDatabase())
writeFileSync(process.argv[2], JSON.stringify([...names]))
console.log(`${names.size} places`)
