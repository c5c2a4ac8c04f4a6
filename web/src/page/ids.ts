/** Names for records. Nothing here asks for `crypto.randomUUID` or takes `crypto.subtle` for granted: pages served by plain http have neither. */

/** An id that is nowhere else: 128 random bits, as the program's own ids have. */
export function newId(): string {
  return hexadecimal(crypto.getRandomValues(new Uint8Array(16)));
}

/** The same text gets the same id where the browser can hash, so that pasting it again finds its notes. */
export async function idOf(text: string): Promise<string> {
  const hashing = crypto.subtle as SubtleCrypto | undefined;
  if (!hashing) return newId();
  return hexadecimal(new Uint8Array(await hashing.digest("SHA-256", new TextEncoder().encode(text))).slice(0, 12));
}

function hexadecimal(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
