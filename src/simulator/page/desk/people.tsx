// Chooses the phone's user: one chip per invented person.

import type { Language } from '../../../core/languages.ts'
import { avatarUrl } from '../../specimen/avatar.ts'
import { residents } from '../../specimen/people.ts'
import type { Person } from '../../wire.ts'
import type { Words } from '../words.ts'

const faceOf = (id: string) => avatarUrl((residents.find((one) => one.id === id) ?? residents[0]).appearance)

type Props = {
  people: readonly Person[]
  chosen: string
  language: Language
  say: Words
  onChoose: (id: string) => void
}

export const People = ({ people, chosen, language, say, onChoose }: Props) => (
  <section class="panel" aria-label={say.whoHolds}>
    <h2>{say.whoHolds}</h2>
    <div class="people">
      {people.map(({ id, name, age, note }) => (
        <button
          type="button"
          key={id}
          data-testid={`person-${id}`}
          aria-pressed={id === chosen}
          onClick={() => onChoose(id)}
        >
          <img src={faceOf(id)} alt="" />
          <span>
            <b>
              {name} {age}
            </b>
            <small>{note[language]}</small>
          </span>
        </button>
      ))}
    </div>
  </section>
)
