let context: AudioContext | null = null
let sounding = 0

/** A machine's sound has begun by then, if it may. */
const BEGINS_WITHIN_MS = 250

/** Whether a chime would be heard now. Browsers allow no sound on a page that nobody has touched yet. */
export async function mayChime(): Promise<boolean> {
  context ??= new AudioContext()
  // Without leave this stays open until somebody touches the page.
  const begun = context.resume().then(() => true)
  const tired = new Promise<boolean>((resolve) => setTimeout(resolve, BEGINS_WITHIN_MS, false))
  const heard = await Promise.race([begun, tired])
  if (heard && sounding === 0) void context.suspend()
  return heard
}

/**
 * Two soft notes. Silent where the page has not been touched yet: browsers allow no sound before that. Between chimes the
 * machine's sound rests: left running it would keep a processor awake for silence, all day.
 */
export function chime(): void {
  context ??= new AudioContext()
  void context.resume()
  const start = context.currentTime
  note(context, 880, start)
  note(context, 1318.5, start + 0.16)
}
function note(audio: AudioContext, frequency: number, start: number): void {
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  tone.type = 'sine'
  tone.frequency.value = frequency
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(0.18, start + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.001, start + 0.6)
  tone.connect(volume).connect(audio.destination)
  sounding += 1
  tone.onended = () => {
    sounding -= 1
    if (sounding === 0) void audio.suspend()
  }
  tone.start(start)
  tone.stop(start + 0.65)
}
