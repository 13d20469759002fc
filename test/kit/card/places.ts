// Loads the gazetteer in Node, from the same package as on the phone.
import { getDatabase, setEngMode } from 'thai-address-universal'
import { type Gazetteer, gazetteerOf } from '../../../src/vision/card/gazetteer.ts'

export const loadGazetteer = async (): Promise<Gazetteer> => {
  await setEngMode(false)
  return gazetteerOf(getDatabase())
}
