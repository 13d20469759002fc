// One way of comparing faces, behind one seam: the phone, the examiner, calibration and benches know no network by its name.
import type { FaceRecipe } from '../../core/face/recipes.ts'
import type { Pixels } from '../pixels.ts'
import { type Descriptor, meanDescriptor } from './descriptor.ts'
import type { MeshPoint } from './mesh.ts'
import type { Network, Tensors, WeightSpec, Weights } from './tensors.ts'

/** What is compared of one face: each network's numbers by its name. */
export type FaceTemplate = Readonly<Record<string, Descriptor>>
/** The mean face of a deployment's own selfies and of its own card portraits. */
export type Means = { selfie: FaceTemplate; card: FaceTemplate }
/** The networks of a model, wherever they run. */
export type Networks = Readonly<Record<string, Network>>
/** A model's files, by the names under which they are served. Rejects where one is absent. */
export type ModelFiles = {
  weights(tf: Tensors, name: string, specs: readonly WeightSpec[]): Promise<Weights>
  url(name: string): string
}

export type FaceModel = {
  recipe: FaceRecipe
  /** As the owners state them; docs/face-model.md says what they leave open. */
  licence: string
  origin: string
  /** How each network is loaded on the tensor library of the place. */
  load: Readonly<Record<string, (tf: Tensors, files: ModelFiles) => Promise<Network>>>
  /**
   * The template of the face whose mesh is given. `share`: which of several frames of one round this is; a model that averages
   * several views of one face may let the frames take turns at them.
   */
  embed(networks: Networks, picture: Pixels, mesh: readonly MeshPoint[], share?: number): Promise<FaceTemplate>
  /** Larger is nearer. With `means` the score by a calibration, between ± `recipe.reach`; `a` is a selfie's, `b` a card's. */
  score(a: FaceTemplate, b: FaceTemplate, means?: Means): number
}

/** Mean of at least one template of one model: a person's mean, or a deployment's. */
export const meanTemplate = (templates: readonly FaceTemplate[]): FaceTemplate =>
  Object.fromEntries(
    Object.keys(templates[0]).map((network) => [
      network,
      meanDescriptor(templates.map((template) => template[network])),
    ]),
  )

const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

/**
 * The mean of the frames' scores against one card. Not the score of their mean: that is larger for strangers too, so that one
 * threshold would let more of them pass the more frames there are.
 */
export const meanScore = (
  model: FaceModel,
  frames: readonly FaceTemplate[],
  card: FaceTemplate,
  means?: Means,
): number => mean(frames.map((frame) => model.score(frame, card, means)))

/** What one pose may cost beside the others: looking far up scored .56 for somebody whose turns scored .78 (a puppet's face). */
const poseAllowance = 0.15

/**
 * How much a round's frames show one person. `ahead`: frames that look straight ahead, at least one; `others`: those in a pose
 * that was asked for. The mean of the others against those ahead, and no more than the least like of them with an allowance, so that
 * a swap in a single frame shows; frames ahead have no allowance. Undefined where there is nothing to compare.
 */
export const roundScore = (
  model: FaceModel,
  ahead: readonly FaceTemplate[],
  others: readonly FaceTemplate[],
): number | undefined => {
  const posed = ahead.length > 0 ? others.map((other) => meanScore(model, ahead, other)) : []
  const straight =
    ahead.length > 1
      ? ahead.map((one) =>
          meanScore(
            model,
            ahead.filter((other) => other !== one),
            one,
          ),
        )
      : []
  if (posed.length + straight.length === 0) return undefined
  const least = posed.length > 0 ? [mean(posed), Math.min(...posed) + poseAllowance] : []
  return Math.min(...least, ...straight)
}
