// What a person may be asked to do for a selfie, what may be said to them, and what ends a round.

/** The person's own left and right. The server chooses; `blink` is only ever chosen by the person. */
export type Ask = 'turnLeft' | 'turnRight' | 'lookUp' | 'blink'

export type FaceHint =
  | 'loading'
  | 'no_face'
  | 'face_gone'
  | 'two_faces'
  | 'closer'
  | 'further'
  | 'centre'
  | 'look_straight'
  | 'covered'
  | 'dark_glasses'
  | 'mask'
  | 'too_dark'
  | 'back_light'
  | 'too_bright'
  | 'blurry'
  | 'hold_still'
  | 'turn_left'
  | 'turn_right'
  | 'look_up'
  | 'blink'
  | 'back_to_centre'
  | 'done'

export type CaptureFault = 'timed_out' | 'face_lost' | 'second_face' | 'jump'
