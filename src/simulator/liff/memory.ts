// Erases what the mini-app remembers on this phone when the service was emptied: a draft of before belongs to nobody.

const key = 'simEmptied'
/** ms. Another tab that has the database open delays its end. */
const patience = 1_000

const eraseDatabase = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    for (const event of ['success', 'error', 'blocked']) request.addEventListener(event, () => resolve())
    setTimeout(resolve, patience)
  })

/** @param emptied names the last emptying. The same one is done once. */
export const forgetBefore = async (emptied: string | undefined): Promise<void> => {
  if (!emptied || localStorage.getItem(key) === emptied) return
  const databases = (await indexedDB.databases?.()) ?? [{ name: 'phokbat' }]
  await Promise.all(databases.flatMap(({ name }) => (name ? [eraseDatabase(name)] : [])))
  localStorage.clear()
  localStorage.setItem(key, emptied)
}
