// The interface of a face model, so that the phone, the examiner, calibration and benches depend on no network by name.
import type { FaceRecipe } from '../../core/face/recipes.ts'
import type { Pixels } from '../pixels.ts'
import { type Descriptor, meanDescriptor } from './descriptor.ts'
import type { MeshPoint } from './mesh.ts'
import type { Network, Tensors, WeightSpec, Weights } from './tensors.ts'

/** The template of one face: the descriptor of each network, by the network's name. */
export type FaceTemplate = Readonly<Record<string, Descriptor>>
/** The mean face of a deployment's own selfies and of its own card portraits. */
export type Means = { selfie: FaceTemplate; card: FaceTemplate }
/** The networks of a model, wherever they run. */
export type Networks = Readonly<Record<string, Network>>
/** A model's files, by the names under which they are served. `weights` rejects if a file is absent. */
export type ModelFiles = {
  weights(tf: Tensors, name: string, specs: readonly WeightSpec[]): Promise<Weights>
  url(name: string): string
}

export type FaceModel = {
  recipe: FaceRecipe
  /** Licence and origin as the owners state them. docs/face-model.md lists what they do not state. */
  licence: string
  origin: string
  /** Loads each network on the given tensor library. */
  load: Readonly<Record<string, (tf: Tensors, files: ModelFiles) => Promise<Network>>>
  /**
   * The template of the face with this mesh. `share`: the number of this frame within its round; a model that averages
   * several views of one face may distribute the views over the frames.
   */
  embed(networks: Networks, picture: Pixels, mesh: readonly MeshPoint[], share?: number): Promise<FaceTemplate>
  /**
   * The score of two faces; larger is nearer. With `means` it is the score by a calibration, between ± `recipe.reach`.
   * `a` is a selfie's template, `b` a card's.
   */
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
 * The mean of the frames' scores against one card. The score of the frames' mean is not used: it is larger for
 * strangers too, so that with one threshold more of them would pass the more frames there are.
 */
export const meanScore = (
  model: FaceModel,
  frames: readonly FaceTemplate[],
  card: FaceTemplate,
  means?: Means,
): number => mean(frames.map((frame) => model.score(frame, card, means)))

/**
 * How far one pose may score below the others: a puppet's face that looked far up scored .56, and .78 when it turned.
 */
const poseAllowance = 0.15

/**
 * The score of a round's frames as those of one person. `ahead`: frames that look straight ahead, at least one.
 * `others`: the frames in a pose that was asked for. The score is the mean of the others against those ahead, and at
 * most the lowest of them plus an allowance, so that a swap in a single frame shows. Frames ahead have no allowance.
 * Undefined if there is nothing to compare.
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
