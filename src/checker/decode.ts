// The interface that every decoder of QR codes has.

/** A frame of the camera or a picture. */
export type PixelSource = HTMLVideoElement | ImageBitmap

/** Returns the text of the first QR code, or undefined. */
export type Decode = (pixels: PixelSource) => Promise<string | undefined>
