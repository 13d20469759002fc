// A copy of everything that is held of a person: what is in it, the PIN, then the phone's own browser.
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
  const said = ownScreenWords[language].copy
  const [offered, setOffered] = useState<CopyOffer>()

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
    <DataRightsRequest
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
    </DataRightsRequest>
  )
}
