// Opens the phone's cameras: a reason for each way in which a camera does not open, and the choice among back cameras.
import { err, ok, type Result } from '../core/result.ts'
import { limits, TimedOut, within } from './waiting/limits.ts'

/**
 * `camera_refused`: not permitted. `camera_absent`: none in this device. `camera_busy`: another app has it.
 * `camera_silent`: it neither opened nor failed, or the question for permission was left open.
 */
export type CameraFault = 'camera_refused' | 'camera_absent' | 'camera_busy' | 'camera_silent'
export type Facing = 'environment' | 'user'
export type BackCamera = { id: string; label: string }

const faults: Readonly<Record<string, CameraFault>> = {
  NotAllowedError: 'camera_refused',
  SecurityError: 'camera_refused',
  NotFoundError: 'camera_absent',
  OverconstrainedError: 'camera_absent',
  TypeError: 'camera_absent',
}

/** Where the back camera is remembered that the user chose: phones have several, and not each of them focuses near. */
const remembered = 'phokbat-back-camera'
const stored = (): string | undefined => {
  try {
    return localStorage.getItem(remembered) ?? undefined
  } catch {
    return undefined // storage is blocked
  }
}

const constraintsOf = (facing: Facing, deviceId?: string): MediaTrackConstraints =>
  facing === 'user'
    ? { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 720 } }
    : {
        ...(deviceId ? { deviceId: { ideal: deviceId } } : { facingMode: { ideal: 'environment' } }),
        width: { ideal: 1920 },
        height: { ideal: 1080 },
      }

const stop = (stream: MediaStream) => {
  for (const track of stream.getTracks()) track.stop()
}

/** Must be called from a tap: a WebView refuses the camera otherwise. `deviceId`: a back camera instead of the usual one. */
export const openCamera = async (
  facing: Facing,
  deviceId: string | undefined = facing === 'environment' ? stored() : undefined,
): Promise<Result<MediaStream, CameraFault>> => {
  if (!navigator.mediaDevices?.getUserMedia) return err('camera_absent')
  const opening = navigator.mediaDevices.getUserMedia({ video: constraintsOf(facing, deviceId), audio: false })
  try {
    return ok(await within(limits.camera, opening))
  } catch (error) {
    if (error instanceof TimedOut) {
      // A camera that opens after all must not stay on unseen.
      opening.then(stop, () => undefined)
      return err('camera_silent')
    }
    return err(faults[(error as Error | undefined)?.name ?? ''] ?? 'camera_busy')
  }
}

/** The back cameras of this phone. Browsers name them only after a camera was permitted. */
export const backCameras = async (): Promise<BackCamera[]> => {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => [])
  return devices
    .filter(({ kind, label }) => kind === 'videoinput' && !/front|user|face ?time|selfie|หน้า/i.test(label))
    .map(({ deviceId, label }) => ({ id: deviceId, label }))
}

export const rememberBackCamera = (id: string): void => {
  try {
    localStorage.setItem(remembered, id)
  } catch {
    // Storage is blocked: the choice holds while the page is open.
  }
}

/** ms that a track may deliver nothing before its camera counts as taken away: a phone that hangs does not. */
const mutedMs = 1_500

/**
 * Calls `onTaken` once when the system takes the camera away: a call, another app, the phone asleep. Returns a function
 * that stops listening.
 */
export const onCameraTaken = (stream: MediaStream, onTaken: () => void): (() => void) => {
  const track = stream.getVideoTracks()[0]
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false
  const taken = () => {
    if (over) return
    end()
    onTaken()
  }
  const look = () => {
    if (track?.readyState !== 'live') return taken()
    clearTimeout(timer)
    if (track.muted) timer = setTimeout(taken, mutedMs)
  }
  const end = () => {
    over = true
    clearTimeout(timer)
    for (const name of ['ended', 'mute', 'unmute']) track?.removeEventListener(name, name === 'ended' ? taken : look)
    document.removeEventListener('visibilitychange', look)
  }
  track?.addEventListener('ended', taken)
  for (const name of ['mute', 'unmute']) track?.addEventListener(name, look)
  document.addEventListener('visibilitychange', look)
  if (track?.readyState !== 'live') queueMicrotask(taken)
  return end
}
