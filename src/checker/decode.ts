// The interface that every decoder of QR codes has.

/** A frame of the camera or a picture. */
export type PixelSource = HTMLVideoElement | ImageBitmap

/** Returns the texts of all QR codes in view: a payment sticker may lie beside the card's. */
export type Decode = (pixels: PixelSource) => Promise<readonly string[]>
