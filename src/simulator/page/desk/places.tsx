// Links to every page of the product, with who may open it.
import type { PersonId, SimSnapshot } from '../../wire.ts'
import type { OfficialsPath } from '../phone/officials-phone.tsx'
import type { Words } from '../words.ts'

type Props = { state: SimSnapshot; person: PersonId; say: Words; onOfficials: (path: OfficialsPath) => void }
type Place = keyof Words['places']

/** On the official's phone, or in a tab of its own. */
const officials: Partial<Record<Place, OfficialsPath>> = { check: '/v', official: '/official', review: '/official' }
const pathsOf = (person: PersonId): Record<Place, string> => ({
  check: '/v',
  official: '/official',
  review: '/official',
  terms: `/app/terms?simPerson=${person}`,
  app: `/app?simPerson=${person}`,
  keys: '/.well-known/phokbat/issuer.json',
})

export const Places = ({ state, person, say, onOfficials }: Props) => {
  const paths = pathsOf(person)
  return (
    <section class="panel places" aria-label={say.everyPage}>
      <h2>{say.everyPage}</h2>
      <ul>
        {(Object.keys(say.places) as Place[]).map((place) => {
          const [name, what] = say.places[place]
          const path = paths[place].split('?')[0]
          const onPhone = officials[place]
          return (
            <li key={place}>
              {onPhone ? (
                <button type="button" class="link" data-testid={`place-${place}`} onClick={() => onOfficials(onPhone)}>
                  {name}
                </button>
              ) : (
                <b>{name}</b>
              )}
              <span>{what}</span>
              <a
                href={`${state.service}${paths[place]}`}
                target="_blank"
                rel="noopener"
                aria-label={`${path} ${name}, ${say.newTab}`}
              >
                {path}
              </a>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
