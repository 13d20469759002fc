import { expect, it } from 'vitest'
import { cookieNamed } from '../../../src/service/routes/official-session.ts'

it('cookies are bound to the one host wherever there is TLS', () => {
  expect(cookieNamed('official', 'https://card.example')).toBe('__Host-phokbat_official')
  expect(cookieNamed('sign_in', 'https://card.example')).toBe('__Host-phokbat_sign_in')
  expect(cookieNamed('official', 'http://localhost:8787')).toBe('phokbat_official')
})
