// How faces may be compared, one row a way: what a template consists of, and which scores mean what. Larger is nearer in every row.

/** `match` from here on, `again` below that. */
export type Bands = { match: number; again: number }
/** Changes whenever templates or scores change: a score or a mean of another recipe means nothing. */
export type RecipeId = 'mobilefacenet/1' | 'dlib+faceres/3'
export type FaceRecipe = {
  id: RecipeId
  /** Numbers of a template by the network that they come from. */
  numbers: Readonly<Record<string, number>>
  /** The largest score by a calibration; the smallest is its negative. */
  reach: number
  /** Before a calibration another try is asked for below this. */
  again: number
  /** From here to `again` a face is perhaps the right one behind glasses or in bad light; the same as `again` where nobody measured it. */
  nearly: number
  /** Two frames of one round are of one person from here on: a round takes seconds, a card decades. */
  sameRound: number
  /** No calibration says match or enough below these: on other people's faces they held, whatever a deployment's own few say. */
  least: Bands
}

/** The setting FACE_MODEL; the measurements are in docs/face-model.md. */
export const faceRecipes = {
  mobilefacenet: {
    id: 'mobilefacenet/1',
    numbers: { mobilefacenet: 192 },
    reach: 1,
    // Cosines. Of same-sex strangers .98 % reach .50 in the faces of Asian persons of LFW, 30 % of young women alike in style.
    again: 0.5,
    nearly: 0.3,
    sameRound: 0.6,
    least: { match: 0.5, again: 0.35 },
  },
  'dlib+faceres': {
    id: 'dlib+faceres/3',
    numbers: { dlib: 128, faceres: 1024 },
    reach: 1.5,
    // 1 − distance (L2) of dlib's numbers. Of same-sex strangers 51 % reach .40 in the faces of Asian persons of LFW.
    again: 0.4,
    nearly: 0.4,
    sameRound: 0.4,
    least: { match: 0.75, again: 0.4 },
  },
} as const satisfies Record<string, FaceRecipe>

export type FaceModelName = keyof typeof faceRecipes
export const faceModelNames = Object.keys(faceRecipes) as FaceModelName[]
export const defaultFaceModel: FaceModelName = 'mobilefacenet'
export const recipeIds = faceModelNames.map((name) => faceRecipes[name].id)

/** The model whose recipe this is; undefined for one of another version of this code. */
export const modelOfRecipe = (id: string): FaceModelName | undefined =>
  faceModelNames.find((name) => faceRecipes[name].id === id)
