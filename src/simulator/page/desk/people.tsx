// Chooses the phone's user: one chip per invented person, with the rights that the person has.

import { type Language, languages, languageTable } from '../../../core/languages.ts'
import { avatarUrl } from '../../specimen/avatar.ts'
import { residents } from '../../specimen/people.ts'
import type { Person } from '../../wire.ts'
import { speak } from '../platform.ts'
import type { Words } from '../words.ts'

const faceOf = (id: string) => avatarUrl((residents.find((one) => one.id === id) ?? residents[0]).appearance)

type Props = {
  people: readonly Person[]
  chosen: string
  language: Language
  say: Words
  onChoose: (id: string) => void
}

export const People = ({ people, chosen, language, say, onChoose }: Props) => {
  const holder = people.find(({ id }) => id === chosen)
  return (
    <section class="panel" aria-label={say.whoHolds}>
      <h2>{say.whoHolds}</h2>
      <div class="people">
        {people.map(({ id, name, age, note, rights = [] }) => (
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
              {rights.map((right) => (
                <em key={right}>{say.rights[right]}</em>
              ))}
            </span>
          </button>
        ))}
      </div>
      <p class="rights-note">{say.rightsWhat}</p>
      {holder && (
        <fieldset class="choices speaks">
          <legend>{say.speaks(holder.name)}</legend>
          {languages.map((one) => (
            <button
              type="button"
              key={one}
              aria-pressed={holder.language === one}
              data-testid={`speaks-${one}`}
              onClick={() => void speak(holder.id, one)}
            >
              {languageTable[one].name}
            </button>
          ))}
        </fieldset>
      )}
    </section>
  )
}
