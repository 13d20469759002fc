// What a decoder of QR codes does, whichever it is.

/** Something with pixels: a frame of the camera, a picture. */
export type PixelSource = HTMLVideoElement | ImageBitmap

/** The text of the first QR code in it, or undefined. */
export type Decode = (pixels: PixelSource) => Promise<string | undefined>
