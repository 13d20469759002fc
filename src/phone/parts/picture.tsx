// Shows a picture from memory through an object URL, which is revoked when the picture leaves the page.
import { useEffect, useMemo, useState } from 'preact/hooks'
import { jpegBlob } from '../pictures.ts'

type Props = { of: Blob; alt: string; class?: string; testId?: string }

export const Picture = ({ of, alt, class: extra, testId }: Props) => {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const objectUrl = URL.createObjectURL(of)
    setUrl(objectUrl)
    return () => URL.revokeObjectURL(objectUrl)
  }, [of])
  return url ? <img src={url} alt={alt} class={extra} data-testid={testId} /> : null
}

/** `jpeg`: base64. */
export const JpegPicture = ({ jpeg, alt }: { jpeg: string; alt: string }) => {
  const blob = useMemo(() => jpegBlob(jpeg), [jpeg])
  return <Picture of={blob} alt={alt} />
}
