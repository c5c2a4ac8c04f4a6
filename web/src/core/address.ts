/** Addresses of the web: the only ones that are stored, and that may become links. */

/** In characters; the program refuses longer ones. */
const longest = 16_000;

/** An address as browsers write it, "https://" put before one that a reader typed without; "" if it is none of the web. */
export function webAddress(text: string): string {
  const typed = text.trim();
  if (!typed) return "";
  const bare = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(\/|$)/u.test(typed);
  try {
    const { protocol, href } = new URL(bare ? `https://${typed}` : typed);
    return /^https?:$/.test(protocol) && href.length <= longest ? href : "";
  } catch {
    return "";
  }
}
