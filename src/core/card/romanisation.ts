// Compares a name in Latin letters with the same name in Thai, consonant by consonant, to check the reading.

/**
 * The Latin letters that a Thai consonant, or a vowel that contains one, may become at the start or end of a syllable;
 * '' if it may be silent. Sources: the Royal Thai General System of Transcription (RTGS), and usage.
 */
const sounds: Record<string, readonly string[]> = {
  ก: ['k', 'g', 'kk', 'ck'],
  ข: ['kh', 'k', 'kk'],
  ค: ['kh', 'k', 'kk', 'c', 'g'],
  ฆ: ['kh', 'k', 'g'],
  ง: ['ng'],
  จ: ['ch', 'j', 't', 'c'],
  ฉ: ['ch', 'c'],
  ช: ['ch', 't', 'j', 'sh', 'c', 'tch'],
  ซ: ['s', 'z', 't'],
  ฌ: ['ch', 't'],
  ญ: ['y', 'n', 'ny'],
  ฎ: ['d', 't'],
  ฏ: ['t'],
  ฐ: ['th', 't', 'd', 'tt', 'tth'],
  ฑ: ['th', 't', 'd'],
  ฒ: ['th', 't', 'd', 'tt', 'tth'],
  ณ: ['n', 'nn'],
  ด: ['d', 't'],
  ต: ['t', 'd', 'tt', ''],
  ถ: ['th', 't', 'd'],
  ท: ['th', 't', 'd', 's', 'tt'],
  ธ: ['th', 't', 'd', ''],
  น: ['n', 'nn'],
  บ: ['b', 'p'],
  ป: ['p', 'b'],
  ผ: ['ph', 'p'],
  ฝ: ['f'],
  พ: ['ph', 'p', 'b', 'v'],
  ฟ: ['f', 'p'],
  ภ: ['ph', 'p', 'bh', 'b'],
  ม: ['m', 'mm'],
  ย: ['y', 'i', ''],
  ร: ['r', 'n', 'rr', 'rn', 'l', ''],
  ล: ['l', 'n', 'll', 'nl', 'r'],
  ว: ['w', 'v', 'o', 'u', ''],
  ศ: ['s', 't', 'd', 'sh', 'ts'],
  ษ: ['s', 't', 'd', 'sh', 'ts'],
  ส: ['s', 't', 'd', ''],
  ห: ['h', ''],
  ฬ: ['l', 'n'],
  อ: ['o', ''],
  ฮ: ['h'],
  ฤ: ['r', 'l'],
  ำ: ['m'],
}

/**
 * The possible sounds of each consonant that is pronounced. A consonant under a silencer (with its vowel mark) and a
 * doubled ร inside a syllable are left out. The consonant before a silenced one is often silent too (จันทร์, ศาสตร์,
 * ลักษณ์).
 */
const soundsOf = (thai: string): (readonly string[])[] =>
  [...thai.replace(/[ก-ฮ][\u0e34\u0e38]?\u0e4c/g, '์').replace(/รร(?=[ก-ฮ])/g, '')].flatMap((letter, i, all) => {
    const usual = sounds[letter]
    if (!usual) return []
    return [all[i + 1] === '์' && !usual.includes('') ? [...usual, ''] : usual]
  })

/** The cost of a Latin letter without a Thai consonant: 0 for vowels, half for half-vowels and for the r of `-er-`. */
const strayCost = (text: string, place: number) => {
  const letter = text.charAt(place)
  if ('aeiou'.includes(letter)) return 0
  if (letter === 'r' && /[aeo]r[^aeiou]/.test(text.slice(Math.max(0, place - 1), place + 2))) return 0.5
  return 'yw'.includes(letter) ? (place === 0 ? 1 : 0.5) : letter === 'h' && place > 0 ? 0 : 1
}

/**
 * The cost of writing one name as the other: 1 for each consonant without a counterpart, 0 for vowels. A cost of 0
 * means that nothing contradicts the reading. It misses about a quarter of misreadings (a wrong vowel or tone, letters
 * of one sound).
 */
export const romanisationCost = (thai: string, english: string): number => {
  const from = soundsOf(thai.replace(/\s/g, ''))
  const to = english.toLowerCase().replace(/[^a-z]/g, '')
  const stray = (j: number) => strayCost(to, j - 1)
  let row = [0]
  for (let j = 1; j <= to.length; j++) row[j] = row[j - 1]! + stray(j)
  for (const ways of from) {
    const next: number[] = []
    for (let j = 0; j <= to.length; j++) {
      next[j] = row[j]! + (ways.includes('') ? 0 : 1)
      if (j > 0) next[j] = Math.min(next[j]!, next[j - 1]! + stray(j))
      for (const sound of ways)
        if (sound !== '' && to.slice(0, j).endsWith(sound)) next[j] = Math.min(next[j]!, row[j - sound.length]!)
    }
    row = next
  }
  return row[to.length]!
}

/**
 * Whether a Latin name may be this Thai name: at most about one consonant in eight lacks its counterpart. The limit is
 * wide, because names are romanised in many ways.
 */
export const sameName = (thai: string, english: string): boolean =>
  romanisationCost(thai, english) <= Math.max(1, english.length * 0.12)
