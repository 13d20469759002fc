// A copy of everything that is held of a person: what is in it, the PIN, then the phone's own browser.
import { useState } from 'preact/hooks'
import type { Offered } from '../api.ts'
import { useWorld } from '../app-context.ts'
import { ownWords } from '../own-words.ts'
import { Note } from '../parts/boxes.tsx'
import { Done } from '../parts/done.tsx'
import { OwnOrder } from '../parts/own-order.tsx'
import { Phrases } from '../parts/phrases.tsx'

export const CopyScreen = () => {
  const { language, api, browse } = useWorld()
  const said = ownWords[language].copy
  const [offered, setOffered] = useState<Offered>()

  if (offered)
    return (
      <Done
        id="copy-offered"
        title={said.opened}
        text={said.openedText}
        next={{ label: said.again, onClick: () => browse(offered.url) }}
      />
    )
  return (
    <OwnOrder
      id="copy"
      icons={['copy', 'phone', 'timer']}
      said={said}
      call={api.copy}
      onDone={(copy) => {
        setOffered(copy)
        browse(copy.url)
      }}
    >
      <Note icon="warning" tone="warn">
        <Phrases text={said.care} />
      </Note>
    </OwnOrder>
  )
}
