// Gives users a copy of their data: explains it, asks a holder for the PIN, then opens it in the phone's own browser.
import { useState } from 'preact/hooks'
import type { CopyOffer } from '../../core/contract/responses/holder.ts'
import { useApp } from '../app-context.ts'
import { ownScreenWords } from '../own-words.ts'
import { Note } from '../parts/boxes.tsx'
import { DataRightsRequest } from '../parts/data-rights-request.tsx'
import { Done } from '../parts/done.tsx'
import { Phrases } from '../parts/phrases.tsx'

export const CopyScreen = () => {
  const { language, api, browse } = useApp()
  const text = ownScreenWords[language].copy
  const [offer, setOffered] = useState<CopyOffer>()

  if (offer)
    return (
      <Done
        id="copy-offered"
        title={text.opened}
        text={text.openedText}
        next={{ label: text.again, onClick: () => browse(offer.url) }}
      />
    )
  return (
    <DataRightsRequest
      id="copy"
      icons={['copy', 'phone', 'timer']}
      text={text}
      call={api.copy}
      onDone={(copy) => {
        setOffered(copy)
        browse(copy.url)
      }}
    >
      <Note icon="warning" tone="warn">
        <Phrases text={text.care} />
      </Note>
    </DataRightsRequest>
  )
}
