// Breaks lines only between phrases, where Thai writes spaces: a particle such as ค่ะ must not begin a line.

/** Keeps each phrase on one line if it fits. ๆ stays with the word that it repeats. */
export const Phrases = ({ text }: { text: string }) => (
  <>
    {text.split(/ (?!ๆ)/).flatMap((phrase, i) => {
      const span = (
        <span key={`${i}${phrase}`} class="phrase">
          {phrase}
        </span>
      )
      return i === 0 ? [span] : [' ', span]
    })}
  </>
)

export const Title = ({ text }: { text: string }) => (
  <h1>
    <Phrases text={text} />
  </h1>
)
