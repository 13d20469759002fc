// How the columns of docs/data-model.md are written, and the values that several tables share.

/** `plain` says nothing about a person by itself; `sealed` and `hashed` need keys that stand outside the database. */
export type Form = 'plain' | 'sealed' | 'hashed'

/** `refersTo`: the table whose id this is. The database knows no foreign keys. */
export type Column = { form: Form; example: string; refersTo?: string }

/** A table named `…` in the database; every column by its name there. */
export type Table = { about: string; erased: string; columns: Record<string, Column> }

export const plain = (example: string): Column => ({ form: 'plain', example })
export const hashed = (example: string): Column => ({ form: 'hashed', example })
export const sealed = (example: string): Column => ({ form: 'sealed', example })
export const id = (refersTo: string, example: string): Column => ({ form: 'plain', example, refersTo })

export const somchai = id('person', 'kP3vUoX9mQ2fYbT7wLr1Zg')
export const portrait = 'Vd0sJ6yR4hN8cTq2XeWm5A'
export const frames = 'Hn7bKq1ZpR5xMf9sDtYw3E'
export const at = (example = '1795446726000') => plain(example)
export const mark = plain('pX4sQz8LwN2vYt6RkBj0Mg')
/** Of the row's deciding columns, under a key outside the database. */
export const mac = hashed('the row’s deciding columns, after the version of the key')
