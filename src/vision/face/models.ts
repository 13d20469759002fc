// The face models by their name in the setting FACE_MODEL. A new model needs a row here and in core/face/recipes.ts.
import type { FaceModelName } from '../../core/face/recipes.ts'
import { dlibFaceres } from './dlib-faceres-model.ts'
import { mobilefacenet } from './mobilefacenet-model.ts'
import type { FaceModel } from './model.ts'

export const faceModels: Readonly<Record<FaceModelName, FaceModel>> = { mobilefacenet, 'dlib+faceres': dlibFaceres }
