// What a selfie may ask a person to do before the camera.

/** Left and right are the user's own. The service chooses the asks; only the user can choose `blink`. */
export const asks = ['turnLeft', 'turnRight', 'lookUp', 'blink'] as const
export type Ask = (typeof asks)[number]
