// The asks and hints of the selfie, and the faults that end a round.

/** Left and right are the user's own. The server chooses the asks; only the user can choose `blink`. */
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
