// "Play it to the end": its button, what it does now, and the PIN that it chose.

import { Icon } from '../icon.tsx'
import type { PlayState } from '../play.ts'
import type { Words } from '../words.ts'

type Props = { play: PlayState | null; running: boolean; say: Words; onPlay: () => void; onStop: () => void }

export const PlayButton = ({ running, say, onPlay, onStop }: Props) => (
  <button type="button" class="strong" data-testid="play" onClick={running ? onStop : onPlay}>
    <Icon name={running ? 'stop' : 'play'} />
    {running ? say.playStop : say.play}
  </button>
)

export const PlayNote = ({ play, say }: Pick<Props, 'play' | 'say'>) => (
  <p class="play-note" role="status" data-testid="play-note" data-at={play?.at}>
    {play && (
      <>
        <b>{say.playing[play.at]}</b>
        {play.pin && <span>{say.playPin(play.pin)}</span>}
      </>
    )}
  </p>
)
