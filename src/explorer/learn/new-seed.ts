/** A seed for a set that nobody has seen yet: five letters and digits. */
export function newSeed(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return (number % 36 ** 5).toString(36).padStart(5, '0');
}
