// What each table is for, when its rows are erased, and an example of each column: the part of docs/data-model.md that no schema holds.
import { at, frames, hashed, id, mac, mark, plain, portrait, sealed, somchai, type Table } from './columns.ts'
import { pictures } from './pictures.ts'

export type { Column, Form, Table } from './columns.ts'

const everyone: Record<string, Table> = {
  person: {
    about: 'A LINE account that has spoken with the service.',
    erased: 'With the person.',
    columns: {
      id: plain('kP3vUoX9mQ2fYbT7wLr1Zg'),
      line_hash: hashed('the LINE user id'),
      line_user_id: sealed('`U4af4980629…`'),
      key_wrapped: sealed('the person’s data key, wrapped by the master key'),
      key_version: plain('1'),
      language: plain('th'),
      language_chosen: plain('0'),
      following: plain('1'),
      followed_at: at('1795446005000'),
      left_at: plain('null'),
      entered_at: at(),
      mac,
    },
  },
  enrolment: {
    about: 'How far a person is on the journey, and what the journey has gathered.',
    erased:
      'Facts at a new start; the row with the person, whom 7 days without an event erase (30 while an officer is to help).',
    columns: {
      person: somchai,
      step: plain('setPin'),
      resume: plain('null'),
      failures: plain('{"selfie":{"count":1,"at":1795446600000}}'),
      map_version: plain('1'),
      version: plain('9'),
      move_id: mark,
      facts: sealed('card data, corrections, selfie figures, head of the evidence’s chain, PIN picture, case code'),
      portrait: id('blob', portrait),
      started_at: at('1795446000000'),
      updated_at: at(),
      mac,
    },
  },
  consent: {
    about: 'Which text a person answered, how, and when.',
    erased:
      'Ten years after the erasure whose receipt it proves (PDPA s.19); with an abandoned draft at once. It outlives its person, without a name.',
    columns: {
      id: plain('17'),
      person: somchai,
      kind: plain('terms'),
      version: plain('2026-11-25'),
      text_hash: plain('SHA-256 of the text that was shown'),
      given: plain('1'),
      at: at('1795446010000'),
    },
  },
  erasure: {
    about: 'That a person was erased: ties the consents that stay to the receipt that the person holds.',
    erased: 'With those consents; without a receipt after two days.',
    columns: {
      person: plain('kP3vUoX9mQ2fYbT7wLr1Zg'),
      reference: plain('KX4M-7PQR-2NTW'),
      erase_id: mark,
      at: at('1803222726000'),
    },
  },
  help_case: {
    about: 'A person whom an officer is to help, by the code that they say at the counter.',
    erased: 'With the person.',
    columns: {
      id: plain('4'),
      code: plain('K7-2934'),
      person: somchai,
      reason: plain('asked_for_help'),
      opened_at: at(),
      closed_at: plain('null'),
      taken_by: hashed('an officer'),
      taken_until: at(),
      mismatches: plain('0'),
    },
  },
}

const pins: Record<string, Table> = {
  pin: {
    about: 'The PIN of a card, and how often it was tried in vain.',
    erased: 'Replaced by the next PIN; with the person or with the face.',
    columns: {
      person: somchai,
      secret: sealed('salt, peppered scrypt hash, the picture that the holder chose'),
      failures: plain('0'),
      locked_until: plain('0'),
      set_at: at(),
      serial: plain('3'),
      mac,
    },
  },
  new_pin: {
    about: 'The recovery of a forgotten PIN: its state, and the cooldown.',
    erased: 'With the person; the row itself by the right PIN.',
    columns: {
      person: somchai,
      state: plain('held'),
      until: at('1795533126000'),
      failures: plain('0'),
      failed_at: plain('0'),
      confirmed_at: plain('0'),
      evidence: id('blob', frames),
      change_id: mark,
      mac,
    },
  },
}

const cards: Record<string, Table> = {
  card: {
    about: 'An issued card. An ID number has one card that is not revoked.',
    erased: 'Emptied with the person or with the face; the status index stays, revoked and nameless.',
    columns: {
      id: plain('Bw5tGz0VnL8rXq3KyDf6Ug'),
      person: somchai,
      id_hash: hashed('the ID number'),
      content: sealed('card data, and the face of the QR code'),
      portrait: id('blob', portrait),
      document_assurance: plain('registry'),
      face_assurance: plain('self'),
      status_index: plain('72057594037 (beyond the list; before passes had places, the card’s place in it)'),
      status: plain('valid'),
      issued_at: at(),
      remind_at: at('1970611200000'),
      over_at: at('1978473600000'),
      held_at: plain('null (a time: suspended by the office since then)'),
      ended_at: plain('null (a time: ended since then)'),
      change_id: mark,
      serial: plain('3'),
      mac,
    },
  },
  share: {
    about: 'A link that opens a card for a few minutes.',
    erased: '7 days after its end.',
    columns: {
      id: plain('wQ3nLx7TbV1c'),
      hash: hashed('the secret in the link'),
      person: somchai,
      scope: plain('name'),
      unmasked: plain('0'),
      views_left: plain('1'),
      refused: plain('0'),
      made_at: at(),
      expires_at: at('1795447026000'),
      revoked_at: plain('null'),
      look_id: mark,
      serial: plain('1'),
      mac,
    },
  },
  shown: {
    about: 'A token that is out in a QR code, so that a check of it can be reported to its holder.',
    erased: 'A day after its end.',
    columns: {
      hash: hashed('the digest of the token'),
      person: somchai,
      card: id('card', 'Bw5tGz0VnL8rXq3KyDf6Ug'),
      scope: plain('name'),
      via: plain('scan'),
      portrait_hash: hashed('the key that fetches the portrait once; null once it did'),
      looks: plain('0 (checks reported so far)'),
      expires_at: at('1795446906000'),
      look_id: mark,
      mac,
    },
  },
  pass: {
    about: 'An offline pass and its place in the status list. A place without a row is one that no pass has.',
    erased: 'An hour after its end; of an erased person only the place stays until then.',
    columns: {
      place: plain('4711 (of 1,048,576 places, drawn at random)'),
      id: plain('mT6cRz1YxQ0gLb8vHq5JwE'),
      person: somchai,
      card: id('card', 'Bw5tGz0VnL8rXq3KyDf6Ug'),
      scope: plain('name'),
      made_at: at('1795446726000'),
      expires_at: at('1795533126000'),
      revoked_at: at('1795450000000'),
      serial: plain('1'),
      mac,
    },
  },
  request: {
    about: 'An official’s request to see a card.',
    erased: 'After its end, by the sweep.',
    columns: {
      hash: hashed('the id of the request'),
      content: sealed('who asks and why, under the service’s key'),
      key_version: plain('1'),
      scope: plain('full'),
      state: plain('waiting'),
      person: id('person', 'null until somebody answers'),
      expires_at: at('1795447026000'),
      look_id: mark,
      mac,
    },
  },
  look: {
    about: 'One entry of a holder’s access log.',
    erased: 'With the person.',
    columns: {
      id: plain('Qe9fTy2WuC6mHs4JzPk8Xw'),
      person: somchai,
      seq: plain('3 (place in the chain)'),
      content: sealed('time, way, official, scope, result, hash in the chain'),
    },
  },
}

const protecting: Record<string, Table> = {
  number_outcome: {
    about:
      'What an official or a recheck found against an ID number. The next card of that number begins held or doubted, whoever asks for it.',
    erased: 'Ten years after it was found. It outlives its person, without a name.',
    columns: {
      id: plain('3'),
      id_hash: hashed('the ID number'),
      what: plain('face_refused'),
      said_by: plain('reviewer'),
      official: hashed('the official, by the id at the provider'),
      at: at(),
      freed_at: plain('null (a time: freed by an official since then)'),
      freed_by: plain('null'),
      mac,
    },
  },
  tally: {
    about: 'How often a LINE account or an ID number used something within a day (src/core/budgets.ts).',
    erased: 'A day after the first count. It outlives its person, without a name.',
    columns: {
      kind: plain('passes'),
      subject: hashed('the LINE user id, or the ID number'),
      count: plain('2'),
      started_at: at(),
    },
  },
}

const passing: Record<string, Table> = {
  official_session: {
    about: 'An official who is signed in.',
    erased: 'After its end, by the sweep.',
    columns: {
      hash: hashed('the session in the cookie'),
      content: sealed('the id at the provider, under the service’s key'),
      key_version: plain('1'),
      expires_at: at('1795482726000'),
      mac,
    },
  },
  token: {
    about:
      'A secret that opens something for a while: a session, a portrait’s link, a ticket of the live card, a copy.',
    erased: 'After its end, by the sweep.',
    columns: {
      hash: hashed('the secret, under a key of its kind'),
      kind: plain('session'),
      person: somchai,
      vault: id('blob', 'null'),
      expires_at: at('1795475526000'),
      mac,
    },
  },
  id_token: {
    about: 'A LINE ID token that was exchanged, and the one phone that may exchange it again.',
    erased: 'After its end, by the sweep.',
    columns: {
      hash: hashed('what was signed, and r of the signature'),
      phone_hash: hashed('the phone’s HMAC over the token'),
      expires_at: at('1795450326000'),
      mac,
    },
  },
  challenge: {
    about: 'A selfie round: what was asked, and what the phone bound itself to meanwhile.',
    erased: 'After an hour.',
    columns: {
      hash: hashed('the nonce'),
      person: somchai,
      asks: plain('["turnLeft","lookUp"]'),
      waits: plain('[640,910,720]'),
      commits: plain('[{"link":"…","at":1795446650000}]'),
      used_by: plain('SHA-256 of the one claim that answered it'),
      issued_at: at('1795446640000'),
      mac,
    },
  },
  outbox: {
    about: 'A job: what is to be done after a write, and how often it was tried.',
    erased: 'When it is done.',
    columns: {
      id: plain('52'),
      person: somchai,
      kind: plain('say'),
      intent: sealed('the job: messages with names, the reply token'),
      retry_key: plain('1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b'),
      attempts: plain('1'),
      in_vain: plain('0'),
      due_at: plain('0'),
      leased_until: at('1795446756000'),
    },
  },
  webhook_event: {
    about: 'An event from LINE that was acknowledged.',
    erased: 'Its content when it is done; its id after 7 days.',
    columns: {
      id: plain('01HZX3T9C6V8K2M4N7P5Q0R1S2'),
      event: sealed('what the event means, without any text that was typed; under the service’s key'),
      key_version: plain('1'),
      received_at: at(),
      leased_until: plain('0'),
      done_at: plain('null'),
    },
  },
}

/** Every table, in the order of the document. */
export const tables: Readonly<Record<string, Table>> = {
  ...everyone,
  ...pins,
  ...cards,
  ...protecting,
  ...passing,
  ...pictures,
}
