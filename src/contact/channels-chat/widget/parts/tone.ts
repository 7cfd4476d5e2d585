/** Two soft notes. A page that nobody has touched yet may not sound; then it stays silent. */
function tone(): void {
  try {
    const audio = new AudioContext();
    const gain = audio.createGain();
    gain.gain.setValueAtTime(0.12, 0);
    gain.gain.exponentialRampToValueAtTime(0.001, 0.4);
    const voice = audio.createOscillator();
    voice.frequency.setValueAtTime(660, 0);
    voice.frequency.setValueAtTime(880, 0.12);
    voice.connect(gain).connect(audio.destination);
    voice.start();
    voice.stop(0.4);
    voice.onended = () => void audio.close();
  } catch {
    // No sound on this device.
  }
}

if (window.heed) window.heed.tone = tone;
