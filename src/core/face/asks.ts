// What a selfie may ask a person to do before the camera.

export const asks = ['turnLeft', 'turnRight', 'lookUp', 'blink'] as const
export type Ask = (typeof asks)[number]
