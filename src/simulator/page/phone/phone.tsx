// The phone: header, chat, composer or rich menu, and the sheets over them.
import { useCallback, useState } from 'preact/hooks'
import type { Person, SimSnapshot } from '../../wire.ts'
import { lookAtOfficial } from '../frames.ts'
import { Icon } from '../icon.tsx'
import { Logo } from '../logo.tsx'
import type { PrintOptions } from '../print-options.ts'
import { type CameraPictures, cameraPictures } from '../specimens.ts'
import { liffUrl, menuOf } from '../state.ts'
import type { Words } from '../words.ts'
import { perform } from './actions.ts'
import { ChatCamera } from './camera.tsx'
import { Chat } from './chat.tsx'
import { Composer } from './composer.tsx'
import { LiffSheet } from './liff-sheet.tsx'
import { RichMenuBar } from './rich-menu.tsx'

type Props = { state: SimSnapshot; person: Person; printOptions: PrintOptions; say: Words; onTools: () => void }

export const Phone = ({ state, person, printOptions, say, onTools }: Props) => {
  const [liff, setLiff] = useState<string | null>(null)
  const [camera, setCamera] = useState(false)
  const [unseen, setUnseen] = useState(false)
  const menu = menuOf(state, person.id)
  const [menuOpen, setMenuOpen] = useState<boolean | null>(null)
  const pictures = useCallback((): Promise<CameraPictures> => cameraPictures(printOptions), [printOptions])
  const close = useCallback(() => setLiff(null), [])
  const onScan = async () => {
    const picture = await lookAtOfficial(state.service)
    const text = picture && (await (await import('../read-code.ts')).readCode(picture))
    const link = text && liffUrl(text, state.liff)
    if (link) setLiff(link)
    setUnseen(!link)
  }
  const onTap = (action: Parameters<typeof perform>[0]) =>
    perform(action, person.id, state, { openLiff: setLiff, openCamera: () => setCamera(true) })
  return (
    <section class="phone" data-testid="phone" aria-label={say.phoneOf(person.name)}>
      <header class="chat-head">
        <Logo size={34} />
        <div>
          <h1>{state.bot.name}</h1>
          <p>{say.subtitle}</p>
        </div>
        <button type="button" class="plain tools" aria-label={say.tools} onClick={onTools}>
          <Icon name="list" />
        </button>
      </header>
      <Chat state={state} person={person} say={say} onTap={onTap} />
      <Composer
        key={person.id}
        person={person}
        say={say}
        onCamera={() => setCamera(true)}
        onScan={() => void onScan()}
      />
      {unseen && (
        <p class="unseen-code" role="status">
          {say.noCodeSeen}
          <button type="button" class="plain" aria-label={say.close} onClick={() => setUnseen(false)}>
            <Icon name="close" />
          </button>
        </p>
      )}
      {menu && (
        <RichMenuBar
          key={menu.richMenuId}
          menu={menu}
          open={menuOpen ?? menu.selected}
          say={say}
          onTap={onTap}
          onFold={(open) => setMenuOpen(open)}
        />
      )}
      {camera && <ChatCamera person={person} printOptions={printOptions} say={say} onClose={() => setCamera(false)} />}
      {liff && (
        <LiffSheet
          key={person.id}
          url={liff}
          state={state}
          person={person}
          say={say}
          pictures={pictures}
          picturesKey={JSON.stringify(printOptions)}
          onClose={close}
          onOpen={setLiff}
        />
      )}
    </section>
  )
}
